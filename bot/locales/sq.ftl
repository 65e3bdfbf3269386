# What the bot says in Albanian. Plain text: the bot adds the markup.

### Facts

citation = { $title }, ¶ { $paragraph }
citation-summary = { $title }, ¶ { $paragraph } (me fjalët tona)
our-translation = Përkthimi ynë: “{ $quote }”
not-in-language =
    { $language ->
        [en] Këtë ende nuk e kam në shqip, prandaj po jua jap në anglisht.
       *[other] Këtë ende nuk e kam në shqip.
    }
period = Për periudhën { DATETIME($start, dateStyle: "long") } – { DATETIME($end, dateStyle: "long") }
period-since = Që nga data { DATETIME($start, dateStyle: "long") }
period-until = Deri më { DATETIME($end, dateStyle: "long") }

### When there is no answer, or not one alone

did-you-mean = Nuk jam i sigurt se ju kuptoj. Mos deshët të pyesni:
try-one = Për shembull:
nearest = Më e afërta që kam:
empty = Unë lexoj vetëm tekst. Më pyetni me fjalë për UNMIK-un.
no-words = Më duhen fjalë që ta kuptoj pyetjen. Më pyetni për UNMIK-un.
too-long = Kjo është më shumë sesa mund të lexoj përnjëherë. Më bëni një pyetje të shkurtër.
greeting = Përshëndetje! Më pyetni çfarëdo për UNMIK-un.
thanks = Ju lutem, s’ka përse. Më pyetni prapë kur të doni.
farewell = Mirupafshim! Kthehuni sa herë që të keni ndonjë pyetje për UNMIK-un.
chit-chat = Unë jam një bot që di fakte për UNMIK-un dhe pak gjë tjetër. Më pyetni për ndonjërin prej tyre.
other-subject = Unë merrem me UNMIK-un, jo me këtë: { $asked }.
other-subject-unnamed = Unë merrem vetëm me UNMIK-un.
number-differs = Unë kam { $known }, jo { $asked }.
number-unknown = Burimet e mia nuk thonë asgjë për { $asked }.
unknown = Burimet e mia nuk i përgjigjen kësaj pyetjeje, prandaj nuk do të hamendësoj.
browse-topics = Të gjitha temat

### Why an answer is what it is

why = Pse?
why-title = Pse u përgjigja kështu
why-known = Këtë pyetje e njoh fjalë për fjalë.
why-near = Është mjaft afër një pyetjeje që e njoh: { $sure } nga 100, kurse unë përgjigjem nga { $needed } e lart.
why-doubtful = Është afër disa pyetjeve që i njoh, por jo mjaft afër: { $sure } nga 100, kurse unë përgjigjem nga { $needed } e lart.
why-far = Asnjë pyetje që e njoh nuk është mjaft afër: { $sure } nga 100, kurse unë përgjigjem nga { $needed } e lart.
why-strange = Nuk ka asgjë të përbashkët me pyetjet që i njoh.
why-follows = E mora si vazhdim të përgjigjes së mëparshme.
why-several = E mora për disa pyetje.
why-other-subject = Përmend diçka me të cilën nuk merrem: { $asked }.
why-number = Pyet për { $asked }, ndërsa ajo që është më afër nuk e përmban këtë.
why-unread = Nuk ka në të asgjë që mund ta kërkoja.
why-gap = E di se burimet e mia nuk i përgjigjen.
why-nearest = Pyetja më e afërt që njoh: “{ $question }”
why-read = E lexova si: { $query }
why-met = Fjalët që përputhen: { $words }
why-missed = Fjalët që nuk përputhen: { $words }
why-next = Më pas vijnë:
why-forgotten = Atë pyetje nuk e njoh më. Pyetni prapë dhe do t’ju them pse.

### Whether an answer helped

helpful = 👍
unhelpful = 👎
feedback-helpful = Faleminderit, më vjen mirë ta di!
feedback-unhelpful = Faleminderit. Provoni me fjalë të tjera ose shikoni temat.
feedback-stale = Kjo është numëruar tashmë. Faleminderit!

### Conversation

start-title = Unë jam boti i fakteve për UNMIK-un
start =
    Më pyetni për UNMIK-un, misionin e Kombeve të Bashkuara në Kosovë. Unë përgjigjem me një fakt dhe me paragrafin ku mbështetet ai, ose ju them se burimet e mia nuk e kanë përgjigjen.
    
    Unë nuk jam bot zyrtar i Kombeve të Bashkuara.
start-examples = Pyetni me fjalët tuaja ose provoni njërën prej këtyre:
help-title = Si të pyesni
help =
    Shkruani pyetjen ashtu siç do ta thoshit: “sa veta punojnë aty”, “buxheti”, “kush është EULEX-i”. Gabimet e shtypjes nuk prishin punë. Nëse e ndryshoni pyetjen, unë e ndryshoj përgjigjen.

    Pas një përgjigjeje mund të vazhdoni me pak fjalë, si p.sh. “po ndërkombëtarë?”. “Pse?” nën përgjigje tregon si arrita te ajo; 👍 dhe 👎 më tregojnë nëse ju ndihmoi.
    
    Prekni citatin nën përgjigje për ta lexuar tërë paragrafin, ndërsa lidhjen për ta hapur burimin.
help-groups =
    Në grup: shkruani /ask dhe pyetjen tuaj, përgjigjuni njërit prej mesazheve të mia ose përmendni { $name }.
    Në çdo bisedë: shkruani { $name } dhe disa fjalë për të futur një fakt.
help-commands = Komandat
about-title = Rreth këtij boti
about =
    Unë i kërkoj pyetjet në një bazë faktesh që e kanë shkruar dhe kontrolluar njerëz. Çdo fakt citon paragrafin që e vërteton dhe unë nuk them asgjë që nuk është aty: asnjë tekst nuk është i trilluar.
    
    Unë nuk jam bot zyrtar i Kombeve të Bashkuara. Tekstet e cituara u përkasin Kombeve të Bashkuara.
about-size =
    { $facts ->
        [one] Baza e fakteve përmban një fakt
       *[other] Baza e fakteve përmban { $facts } fakte
    } nga { $sources ->
        [one] një burim.
       *[other] { $sources } burime.
    }
privacy-title = Çfarë ruaj
privacy =
    Asgjë nga ato që shkruani nuk e mbaj më gjatë se dhjetë minuta, me dy përjashtime. Një pyetje që nuk munda t’i përgjigjem ruhet 30 ditë, veç nëse ai që më administron ka caktuar afat tjetër, që të mund t’i gjendet përgjigjja: ruhen vetëm fjalët e pyetjes, pa emra, numra e lidhje, por jo kush e bëri. Një mesazh që nuk mund t’i përgjigjem menjëherë ruhet derisa të mundem, më së shumti një ditë. Asgjë nga këto nuk e shënoj në ditarin e punës (log) dhe nuk mbaj asnjë profil për ju.

    Për dhjetë minuta mbaj mend pyetjen tuaj, që t’ju them pse u përgjigja ashtu, dhe faktin me të cilin ju u përgjigja, që ta kuptoj “po ndërkombëtarë?”. Emri dhe numri juaj i përdoruesit nuk ruhen me to: në vend të tyre qëndron një kod që nuk tregon kush jeni. Po aq gjatë mbaj mend, vetëm në memorie, se i kujt 👍 ose 👎 është numëruar tashmë, që të numërohet vetëm një herë.

    Numëroj sa pyetje kanë marrë përgjigje çdo ditë dhe sa përgjigje kanë ndihmuar, por jo kë. Për një ditë mbaj mend, vetëm me kode e numra, cili prej mesazheve të mia i është përgjigjur cilit prej mesazheve tuaja, që ta ndreq përgjigjen kur ta ndryshoni pyetjen. Nëse zgjidhni gjuhën me /language, zgjedhja ruhet bashkë me numrin tuaj të përdoruesit derisa të zgjidhni ndryshe.

    Mesazhet tuaja m’i sjell Telegrami; për këtë vlen politika e tij e privatësisë: https://telegram.org/privacy
topics-title = Temat
topics = Zgjidhni një temë.
topic = Zgjidhni një pyetje.
sources-title = Burimet
sources = Gjithçka që them mbështetet në këto tekste. Zgjidhni njërin për ta lexuar.
source-issued = Botuar më { DATETIME($issued, dateStyle: "long") }.
source-accessed = Teksti u përfshi në bazë më { DATETIME($accessed, dateStyle: "long") }.
source-summary = Me fjalët tona, jo me ato të dokumentit.
source-position = ¶ { $paragraph } nga { $paragraphs }
source-link = Hapeni burimin
earlier = ‹ Prapa
later = Përpara ›
to-topics = ‹ Të gjitha temat
to-sources = ‹ Të gjitha burimet
language-name = Shqip
language-title = Gjuha
language =
    Pyetjes i përgjigjem në gjuhën e saj. Për gjithçka tjetër, dhe kur gjuha nuk dallohet nga pyetja, zgjidhni këtu.

    “Automatike” ndjek gjuhën e aplikacionit tuaj.
language-automatic = Automatike
ask-how = Shkruani pyetjen pas komandës, për shembull:
unknown-command = Nuk e njoh këtë komandë.
unknown-command-near = Nuk e njoh këtë komandë. Mos deshët të shkruani /{ $command }?
unknown-command-help = Pyetni me fjalët tuaja ose shihni /help.
gone = Kjo nuk është më në bazën e fakteve.
stale-button = Ky buton nuk punon më. Dërgojeni pyetjen përsëri.
too-many = Po pyetni më shpejt sesa mund të përgjigjem. Më jepni një minutë, ju lutem.
apology = Më falni, diçka shkoi keq dhe pyetja juaj nuk mori përgjigje. Ju lutem, pyetni përsëri.
inline-ask = Më pyetni në bisedë private

### Menu and profile

command-ask = Bëni një pyetje, edhe në grupe
command-topics = Shfletoni të gjitha pyetjet sipas temave
command-sources = Lexoni tekstet ku mbështeten faktet
command-language = Zgjidhni gjuhën
command-help = Si të pyesni
command-about = Çfarë është ky bot
command-privacy = Çfarë ruhet për ju
command-reload = Ngarkoni përsëri bazën e fakteve
command-status = Si po punon boti
command-stats = 30 ditët e fundit në shifra
command-revisions = Bazat e fakteve që kanë qenë në përdorim
command-rollback = Ktheni në përdorim një bazë të mëparshme faktesh
profile-short = Fakte për UNMIK-un, secili me paragrafin ku mbështetet. Jozyrtar.
profile =
    Më pyetni për UNMIK-un, misionin e Kombeve të Bashkuara në Kosovë, me fjalët tuaja. Unë përgjigjem me një fakt dhe me paragrafin ku mbështetet ai, ose ju them se burimet e mia nuk e kanë përgjigjen.
    
    Jozyrtar: mua nuk më drejtojnë Kombet e Bashkuara.

### Admins

reloaded = Baza e fakteve u ngarkua përsëri.
reload-same = Baza e fakteve u ngarkua përsëri. Në faktet dhe boshllëqet e saj nuk ka ndryshuar asgjë.
reload-added = Të shtuara ({ $count }): { $ids }
reload-changed = Të ndryshuara ({ $count }): { $ids }
reload-removed = Të hequra ({ $count }): { $ids }
reload-kept =
    { $count ->
        [one] Një problem. Faktet në përdorim nuk kanë ndryshuar.
       *[other] { $count } probleme. Faktet në përdorim nuk kanë ndryshuar.
    }
reload-broken = Baza e fakteve nuk mundi të lexohej. Faktet në përdorim nuk kanë ndryshuar; arsyeja gjendet në ditarin e punës (log).
reload-in-file = Lista e plotë është në skedar.
status-uptime =
    Në punë prej { $days ->
        [0] { $clock }
        [one] një dite e { $clock }
       *[other] { $days } ditësh e { $clock }
    }
status-facts = Fakte: { $facts } ({ $phrasings } pyetje të njohura, { $gaps } boshllëqe)
status-languages = Gjuhët: { $languages }
status-loaded = Ngarkuar më { $loaded } UTC nga { $directory }
status-questions = Pyetje që nga nisja: { $answered } me përgjigje, { $suggested } me propozime, { $refused } pa përgjigje
revisions = Bazat e fakteve, më e reja e para. /rollback me një numër e kthen njërën në përdorim.
revision = { $number }, e { $created } UTC: { $note }
revision-current = { $number }, e { $created } UTC: { $note } (në përdorim)
revisions-none = Ende nuk është ruajtur asnjë bazë faktesh.
rollback-how = Shkruani pas komandës numrin e bazës së fakteve; /revisions i rendit të gjitha bazat.
rollback-unknown = Nuk ka bazë faktesh me numrin { $number }.
rolled-back = Në përdorim është baza e fakteve me numrin { $number }.
storage-away = Baza e të dhënave nuk arrihet; provoni përsëri pas pak.
stats-title = { $days } ditët e fundit
stats-answered = me përgjigje
stats-suggested = me propozime
stats-refused = pa përgjigje
stats-helped = ndihmuan
stats-share = { NUMBER($share, style: "percent") }
stats-day = { $day }.{ $month }
stats-days = { $days } ditët e fundit: { $answered } me përgjigje, { $suggested } me propozime, { $refused } pa përgjigje
stats-rated = Përgjigje që ndihmuan: { NUMBER($share, style: "percent") } nga { $rated }
stats-facts = Përgjigjet më të shpeshta
stats-unhelpful = Përgjigjet që më shpesh nuk ndihmuan:
stats-unhelpful-line = { $text }: { $number } nga { $rated }
stats-unanswered = Pyetjet më të shpeshta pa përgjigje:
stats-line = { $number } × { $text }
stats-line-rated = { $number } × { $text }, 👍 { NUMBER($share, style: "percent") }
