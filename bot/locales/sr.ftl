# Šta bot govori na srpskom, ekavski, latinicom. Običan tekst: oznake dodaje bot.

### Činjenice

citation = { $title }, ¶ { $paragraph }
citation-summary = { $title }, ¶ { $paragraph } (našim rečima)
our-translation = Naš prevod: „{ $quote }“
not-in-language =
    { $language ->
        [en] Ovo još nemam na srpskom, pa navodim na engleskom.
       *[other] Ovo još nemam na srpskom.
    }
period = Period: { DATETIME($start, dateStyle: "long") } – { DATETIME($end, dateStyle: "long") }
period-since = Početak perioda: { DATETIME($start, dateStyle: "long") }
period-until = Kraj perioda: { DATETIME($end, dateStyle: "long") }

### Kada nema odgovora, ili nema samo jednog

did-you-mean = Nisam siguran da sam razumeo. Da li ste mislili na:
try-one = Na primer:
nearest = Najbliže što imam:
empty = Čitam samo tekst. Postavite mi pitanje o UNMIK-u rečima.
no-words = Potrebne su mi reči. Postavite mi pitanje o UNMIK-u.
too-long = To je više nego što mogu odjednom da pročitam. Postavite mi jedno kratko pitanje.
greeting = Zdravo! Pitajte me bilo šta o UNMIK-u.
thanks = Nema na čemu. Pitajte kad god poželite.
farewell = Doviđenja! Javite se kad god imate pitanje o UNMIK-u.
chit-chat = Ja sam bot koji zna činjenice o UNMIK-u i malo šta drugo. Pitajte me za neku od njih.
other-subject = Pokrivam UNMIK, a ne { $asked }.
other-subject-unnamed = Pokrivam samo UNMIK.
number-differs = Imam podatak za { $known }, a ne za { $asked }.
number-unknown = Moji izvori ne pominju { $asked }.
unknown = Moji izvori ne daju odgovor na to, pa neću da nagađam.
browse-topics = Sve teme

### Razgovor

start-title = Ja sam bot sa činjenicama o UNMIK-u
start =
    Pitajte me o UNMIK-u, misiji Ujedinjenih nacija na Kosovu. Odgovaram činjenicom i pasusom na kome ona počiva, ili kažem da to moji izvori ne sadrže.
    
    Nisam zvanični bot Ujedinjenih nacija.
start-examples = Pitajte svojim rečima ili isprobajte neko od ovih pitanja:
help-title = Kako se pita
help =
    Napišite pitanje onako kako biste ga izgovorili: „koliko ljudi tamo radi“, „budžet“, „šta je EULEKS“. Greške u kucanju ne smetaju. Ako izmenite pitanje, izmeniću i odgovor.
    
    Dodirnite citat ispod odgovora da pročitate ceo pasus, a link da otvorite izvor.
help-groups =
    U grupi: napišite /ask i svoje pitanje, odgovorite na neku od mojih poruka ili pomenite { $name }.
    U bilo kom ćaskanju: ukucajte { $name } i nekoliko reči da ubacite činjenicu.
help-commands = Komande
about-title = O ovom botu
about =
    Pitanja tražim u bazi činjenica koju su napisali i proverili ljudi. Svaka činjenica navodi pasus koji je dokazuje, a ja ne govorim ništa čega u njoj nema: nijedan tekst nije izmišljen.
    
    Nisam zvanični bot Ujedinjenih nacija. Citirani tekstovi pripadaju Ujedinjenim nacijama.
about-size =
    { $facts ->
        [one] Baza sadrži { $facts } činjenicu
        [few] Baza sadrži { $facts } činjenice
       *[other] Baza sadrži { $facts } činjenica
    } iz { $sources ->
        [1] jednog izvora.
       *[other] { $sources } izvora.
    }
privacy-title = Šta čuvam
privacy =
    Ništa što napišete ne čuva se niti beleži, i ne pravim vaš profil.
    
    Dok radim, brojim na koliko je pitanja odgovoreno i pamtim koja moja poruka odgovara na koju vašu, samo po broju, da bih mogao da ispravim odgovor kada izmenite pitanje. Ako izaberete jezik komandom /language, pamtim taj izbor uz vaš korisnički broj. Sve to nestaje kada se ponovo pokrenem.
    
    Telegram mi prenosi vaše poruke; za to važi njegova politika privatnosti: https://telegram.org/privacy
topics-title = Teme
topics = Izaberite temu.
topic = Izaberite pitanje.
sources-title = Izvori
sources = Sve što kažem počiva na ovim tekstovima. Izaberite koji ćete da pročitate.
source-issued = Datum izdavanja: { DATETIME($issued, dateStyle: "long") }
source-accessed = Preuzeto: { DATETIME($accessed, dateStyle: "long") }
source-summary = Našim rečima, a ne rečima dokumenta.
source-position = ¶ { $paragraph } od { $paragraphs }
source-link = Otvori izvor
earlier = ‹ Nazad
later = Dalje ›
to-topics = ‹ Sve teme
to-sources = ‹ Svi izvori
language-name = Srpski
language-title = Jezik
language =
    Na pitanje odgovaram jezikom i pismom pitanja. Za sve ostalo, i kada se to iz pitanja ne vidi, izaberite ovde.

    „Automatski“ prati jezik vaše aplikacije.
language-automatic = Automatski
ask-how = Napišite pitanje iza komande, na primer:
unknown-command = Ne poznajem tu komandu.
unknown-command-near = Ne poznajem tu komandu. Da li ste mislili na /{ $command }?
unknown-command-help = Pitajte me svojim rečima ili pogledajte /help.
gone = Toga više nema u bazi činjenica.
stale-button = Ovo dugme više ne radi. Pošaljite pitanje ponovo.
too-many = Pitate brže nego što mogu da odgovorim. Molim vas, dajte mi minut.
apology = Izvinite, ovde je nešto pošlo naopako i na vaše pitanje nije odgovoreno. Pitajte ponovo.
inline-ask = Pitaj me u privatnom ćaskanju

### Meni i profil

command-ask = Postavi pitanje, i u grupama
command-topics = Pregled svih pitanja po temama
command-sources = Pročitaj na čemu počivaju činjenice
command-language = Izaberi jezik
command-help = Kako se pita
command-about = Šta je ovaj bot
command-privacy = Šta se o vama čuva
command-reload = Ponovo učitaj bazu činjenica
command-status = Kako bot radi
profile-short = Činjenice o UNMIK-u, svaka uz pasus na kome počiva. Nezvanično.
profile =
    Pitajte me svojim rečima o UNMIK-u, misiji Ujedinjenih nacija na Kosovu. Odgovaram činjenicom i pasusom na kome ona počiva, ili kažem da to moji izvori ne sadrže.
    
    Nezvanično: ne vode me Ujedinjene nacije.

### Administratori

reloaded = Baza činjenica je ponovo učitana.
reload-same = Baza činjenica je ponovo učitana. U činjenicama i prazninama ništa se nije promenilo.
reload-added = Dodato ({ $count }): { $ids }
reload-changed = Izmenjeno ({ $count }): { $ids }
reload-removed = Uklonjeno ({ $count }): { $ids }
reload-kept =
    { $count ->
        [one] { $count } problem. Činjenice koje su u upotrebi nisu se promenile.
        [few] { $count } problema. Činjenice koje su u upotrebi nisu se promenile.
       *[other] { $count } problema. Činjenice koje su u upotrebi nisu se promenile.
    }
reload-broken = Baza činjenica nije mogla da se pročita. Činjenice koje su u upotrebi nisu se promenile; razlog je u dnevniku rada.
reload-in-file = Ceo spisak je u datoteci.
status-uptime =
    Radi već { $days ->
        [0] { $clock }
        [one] { $days } dan i { $clock }
        [few] { $days } dana i { $clock }
       *[other] { $days } dana i { $clock }
    }
status-facts = Činjenice: { $facts } (formulacije: { $phrasings }, praznine: { $gaps })
status-languages = Jezici: { $languages }
status-loaded = Učitano { $loaded } UTC iz { $directory }
status-questions = Pitanja od pokretanja: odgovoreno { $answered }, predloženo { $suggested }, odbijeno { $refused }
