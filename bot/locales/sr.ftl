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
other-subject = Moja tema je UNMIK, a ne { $asked }.
other-subject-unnamed = Moja jedina tema je UNMIK.
number-differs = Imam podatak za { $known }, a ne za { $asked }.
number-unknown = Moji izvori ne pominju { $asked }.
unknown = Moji izvori ne daju odgovor na to, pa neću da nagađam.
browse-topics = Sve teme

### Zašto je odgovor takav

why = Zašto?
why-title = Zašto sam tako odgovorio
why-known = To pitanje znam od reči do reči.
why-near = Dovoljno je blisko pitanju koje znam: { $sure } od 100, a odgovaram od { $needed } naviše.
why-doubtful = Blisko je pitanjima koja znam, ali ne dovoljno: { $sure } od 100, a odgovaram od { $needed } naviše.
why-far = Nijedno pitanje koje znam nije dovoljno blisko: { $sure } od 100, a odgovaram od { $needed } naviše.
why-strange = Nema ničeg zajedničkog sa pitanjima koja znam.
why-follows = Shvatio sam ga kao nastavak prethodnog odgovora.
why-several = Shvatio sam ga kao više pitanja.
why-other-subject = Pominje nešto što nije moja tema: { $asked }.
why-number = Pita za { $asked }, a ono što je najbliže to ne sadrži.
why-unread = Nema u njemu ničeg što bih mogao da potražim.
why-gap = Znam da moji izvori na njega ne odgovaraju.
why-nearest = Najbliže pitanje koje znam: „{ $question }“
why-read = Pročitano kao: { $query }
why-met = Reči koje se poklapaju: { $words }
why-missed = Reči koje se ne poklapaju: { $words }
why-next = Sledeća po blizini:
why-forgotten = To pitanje više ne znam. Pitajte ponovo, pa ću reći zašto.

### Da li je odgovor pomogao

helpful = 👍
unhelpful = 👎
feedback-helpful = Hvala, drago mi je!
feedback-unhelpful = Hvala. Probajte drugim rečima ili pogledajte teme.
feedback-stale = To je već uračunato. Hvala!

### Razgovor

start-title = Ja sam bot sa činjenicama o UNMIK-u
start =
    Pitajte me o UNMIK-u, misiji Ujedinjenih nacija na Kosovu. Odgovaram činjenicom i pasusom na kome ona počiva, ili kažem da to moji izvori ne sadrže.
    
    Nisam zvanični bot Ujedinjenih nacija.
start-examples = Pitajte svojim rečima ili isprobajte neko od ovih pitanja:
help-title = Kako se pita
help =
    Napišite pitanje onako kako biste ga izgovorili: „koliko ljudi tamo radi“, „budžet“, „šta je EULEKS“. Greške u kucanju ne smetaju. Ako izmenite pitanje, izmeniću i odgovor.

    Posle odgovora možete da nastavite sa nekoliko reči, na primer „a međunarodnih?“. „Zašto?“ ispod odgovora kaže kako sam do njega došao; 👍 i 👎 kažu meni da li je pomogao.
    
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
    Ništa što napišete ne čuvam duže od deset minuta, uz dva izuzetka. Pitanje na koje nisam mogao da odgovorim čuva se 30 dana, osim ako je onaj ko me vodi odredio drugi rok, da bi se našao odgovor: čuvaju se samo reči pitanja, bez imena, brojeva i linkova, ali ne i ko ga je postavio. Poruka na koju ne mogu odmah da odgovorim čuva se dok ne odgovorim, najviše jedan dan. Ništa od toga ne beležim u dnevnik rada i ne pravim vaš profil.

    Deset minuta pamtim vaše pitanje, da bih mogao da kažem zašto sam tako odgovorio, i činjenicu kojom sam vam odgovorio, da bih razumeo „a međunarodnih?“. Uz njih ne čuvam ni vaše ime ni vaš korisnički broj: umesto njih stoji šifra koja ne odaje ko ste. Isto toliko pamtim, samo u memoriji, čiji sam 👍 ili 👎 uračunao, da bi se računao samo jednom.

    Brojim na koliko je pitanja odgovoreno svakog dana i koliko je odgovora pomoglo, ali ne kome. Jedan dan pamtim koja moja poruka odgovara na koju vašu, samo po šifri i broju, da bih mogao da ispravim odgovor kada izmenite pitanje. Ako izaberete jezik komandom /language, taj izbor se čuva uz vaš korisnički broj dok ne izaberete drugačije.

    Telegram mi prenosi vaše poruke; za to važi njegova politika privatnosti: https://telegram.org/privacy
topics-title = Teme
topics = Izaberite temu.
topic = Izaberite pitanje.
sources-title = Izvori
sources = Sve što kažem počiva na ovim tekstovima. Izaberite tekst koji želite da pročitate.
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
    Odgovaram na jeziku pitanja i istim pismom. Za sve ostalo, i kada se to iz pitanja ne vidi, izaberite ovde.

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
inline-ask = Pitajte me u privatnom ćaskanju

### Meni i profil

command-ask = Postavite pitanje, i u grupama
command-topics = Pregled svih pitanja po temama
command-sources = Pročitajte na čemu počivaju činjenice
command-language = Izaberite jezik
command-help = Kako se pita
command-about = Šta je ovaj bot
command-privacy = Šta se o vama čuva
command-reload = Ponovno učitavanje baze činjenica
command-status = U kakvom je stanju bot
command-stats = Poslednjih 30 dana u brojkama
command-revisions = Baze činjenica koje su bile u upotrebi
command-rollback = Vraćanje ranije baze činjenica
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
status-questions = Pitanja od pokretanja: { $answered } sa odgovorom, { $suggested } sa predlozima, { $refused } bez odgovora
revisions = Baze činjenica, najnovija prva. /rollback i broj vraćaju jednu u upotrebu.
revision = { $number }, od { $created } UTC: { $note }
revision-current = { $number }, od { $created } UTC: { $note } (u upotrebi)
revisions-none = Nijedna baza činjenica još nije sačuvana.
rollback-how = Napišite broj baze činjenica iza komande; /revisions navodi sve brojeve.
rollback-unknown = Ne postoji baza činjenica sa brojem { $number }.
rolled-back = U upotrebi je baza činjenica sa brojem { $number }.
storage-away = Baza podataka nije dostupna; pokušajte ponovo za koji trenutak.
stats-title = Poslednjih { $days } dana
stats-answered = sa odgovorom
stats-suggested = sa predlozima
stats-refused = bez odgovora
stats-helped = pomoglo
stats-share = { NUMBER($share, style: "percent") }
stats-day = { $day }.{ $month }.
stats-days = Poslednjih { $days } dana: { $answered } sa odgovorom, { $suggested } sa predlozima, { $refused } bez odgovora
stats-rated = Pomoglo: { NUMBER($share, style: "percent") } od { $rated }
stats-facts = Najčešći odgovori
stats-unhelpful = Odgovori koji najčešće nisu pomogli:
stats-unhelpful-line = { $text }: { $number } od { $rated }
stats-unanswered = Najčešća pitanja bez odgovora:
stats-line = { $number } × { $text }
stats-line-rated = { $number } × { $text }, 👍 { NUMBER($share, style: "percent") }
