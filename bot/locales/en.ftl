# What the bot says in English. Plain text: the bot adds the markup.

### Facts

citation = { $title }, ¶ { $paragraph }
citation-summary = { $title }, ¶ { $paragraph } (in our words)
our-translation = Our translation: “{ $quote }”
not-in-language = I do not have this in English yet.
period = For { DATETIME($start, dateStyle: "long") } – { DATETIME($end, dateStyle: "long") }
period-since = Since { DATETIME($start, dateStyle: "long") }
period-until = Until { DATETIME($end, dateStyle: "long") }

### When there is no answer, or not one alone

did-you-mean = I am not sure that I understand. Did you mean:
try-one = For example:
nearest = The nearest that I have:
empty = I read only text. Ask me a question about UNMIK in words.
no-words = I need words to go by. Ask me a question about UNMIK.
too-long = That is more than I can read at once. Ask me one short question.
greeting = Hello! Ask me anything about UNMIK.
thanks = You are welcome. Ask me more whenever you like.
farewell = Goodbye! Come back whenever you have a question about UNMIK.
chit-chat = I am a bot that knows facts about UNMIK, and nothing much besides. Ask me one of those.
other-subject = I cover UNMIK, not { $asked }.
other-subject-unnamed = I cover UNMIK only.
number-differs = I have { $known }, not { $asked }.
number-unknown = My sources say nothing about { $asked }.
unknown = My sources do not answer that, so I will not guess.
browse-topics = All topics

### Conversation

start-title = I am the UNMIK fact bot
start =
    Ask me about UNMIK, the United Nations mission in Kosovo. I answer with a fact and the paragraph it rests on, or I say that my sources do not have it.
    
    I am not an official United Nations bot.
start-examples = Ask in your own words, or try one of these:
help-title = How to ask
help =
    Write your question as you would say it: “how many people work there”, “budget”, “who is EULEX”. Typing mistakes are fine. If you edit a question, I edit my answer.
    
    Tap the quote under an answer to read the whole paragraph, and the link to open the source.
help-groups =
    In a group: write /ask and your question, reply to one of my messages, or mention { $name }.
    In any chat: type { $name } and a few words to insert a fact.
help-commands = Commands
about-title = About this bot
about =
    I look questions up in a fact base that people wrote and checked. Every fact cites the paragraph that proves it, and I say nothing that is not in it: no text is made up.
    
    I am not an official United Nations bot. The quoted texts belong to the United Nations.
about-size =
    { $facts ->
        [one] The fact base holds one fact
       *[other] The fact base holds { $facts } facts
    } from { $sources ->
        [one] one source.
       *[other] { $sources } sources.
    }
privacy-title = What I keep
privacy =
    Nothing that you write is stored or logged, and I keep no profile of you.
    
    While I run, I count how many questions were answered, and I remember which of my messages answered which of yours, by number only, so that I can correct my answer when you edit your question. If you choose a language with /language, I remember your choice with your user id. All of this is gone when I am restarted.
    
    Telegram carries your messages to me; its own privacy policy holds for that: https://telegram.org/privacy
topics-title = Topics
topics = Choose a topic.
topic = Choose a question.
sources-title = Sources
sources = Everything I say rests on these texts. Choose one to read it.
source-issued = Issued { DATETIME($issued, dateStyle: "long") }.
source-accessed = Taken into the record on { DATETIME($accessed, dateStyle: "long") }.
source-summary = In our words, not the document’s own.
source-position = ¶ { $paragraph } of { $paragraphs }
source-link = Open the source
earlier = ‹ Back
later = Next ›
to-topics = ‹ All topics
to-sources = ‹ All sources
language-name = English
language-title = Language
language =
    I answer a question in its own language. For everything else, and where a question does not tell, choose one here.

    “Automatic” goes by your app.
language-automatic = Automatic
ask-how = Write your question after the command, for example:
unknown-command = I do not know that command.
unknown-command-near = I do not know that command. Did you mean /{ $command }?
unknown-command-help = Ask me in your own words, or see /help.
gone = That is no longer in the fact base.
stale-button = This button no longer works. Send your question again.
too-many = You ask faster than I can answer. Please give me a minute.
apology = Sorry, something went wrong here and your question was not answered. Please ask again.
inline-ask = Ask me in a private chat

### Menu and profile

command-ask = Ask a question, in groups too
command-topics = Browse all questions by topic
command-sources = Read what the facts rest on
command-language = Choose a language
command-help = How to ask
command-about = What this bot is
command-privacy = What is kept about you
command-reload = Reload the fact base
command-status = How the bot is doing
profile-short = Facts about UNMIK, each with the paragraph it rests on. Unofficial.
profile =
    Ask me about UNMIK, the United Nations mission in Kosovo, in your own words. I answer with a fact and the paragraph it rests on, or I say that my sources do not have it.
    
    Unofficial: I am not run by the United Nations.

### Admins

reloaded = The fact base is reloaded.
reload-same = The fact base is reloaded. Nothing in its facts and gaps has changed.
reload-added = Added ({ $count }): { $ids }
reload-changed = Changed ({ $count }): { $ids }
reload-removed = Removed ({ $count }): { $ids }
reload-kept =
    { $count ->
        [one] One problem. The facts served have not changed.
       *[other] { $count } problems. The facts served have not changed.
    }
reload-broken = The fact base could not be read. The facts served have not changed; the log says why.
reload-in-file = The whole list is in the file.
status-uptime =
    Running for { $days ->
        [0] { $clock }
        [one] one day and { $clock }
       *[other] { $days } days and { $clock }
    }
status-facts = Facts: { $facts } ({ $phrasings } phrasings, { $gaps } gaps)
status-languages = Languages: { $languages }
status-loaded = Loaded { $loaded } UTC from { $directory }
status-questions = Questions since start: { $answered } answered, { $suggested } suggested, { $refused } refused
