# What the bot says in English. Plain text: the bot adds the markup.

### Facts

citation = { $title }, ¶ { $paragraph }
citation-summary = { $title }, ¶ { $paragraph } (in our words)
our-translation = Our translation: “{ $quote }”
not-in-language =
    { $language ->
       *[other] I do not have this in English yet.
    }
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

### Why an answer is what it is

why = Why?
why-title = Why I said that
why-known = I know that question word for word.
why-near = It is near enough to a question that I know: { $sure } of 100, and I answer from { $needed }.
why-doubtful = It is near to questions that I know, but not near enough: { $sure } of 100, and I answer from { $needed }.
why-far = No question that I know is near enough: { $sure } of 100, and I answer from { $needed }.
why-strange = It has nothing in common with the questions that I know.
why-follows = I took it to go on from the answer before it.
why-several = I took it for several questions.
why-other-subject = It names { $asked }, which I do not cover.
why-number = It asks about { $asked }, and what comes nearest does not hold that.
why-unread = There is nothing in it that I could look up.
why-gap = I know that my sources do not answer it.
why-nearest = Nearest question that I know: “{ $question }”
why-read = Read as: { $query }
why-met = Words met: { $words }
why-missed = Words not met: { $words }
why-next = Next nearest:
why-forgotten = I no longer know that question. Ask again, and I will tell you why.

### Whether an answer helped

helpful = 👍
unhelpful = 👎
feedback-helpful = Thank you, good to know!
feedback-unhelpful = Thank you. Try other words, or look through the topics.
feedback-stale = That has been counted already. Thank you!

### Conversation

start-title = I am the UNMIK fact bot
start =
    Ask me about UNMIK, the United Nations mission in Kosovo. I answer with a fact and the paragraph it rests on, or I say that my sources do not have it.
    
    I am not an official United Nations bot.
start-examples = Ask in your own words, or try one of these:
help-title = How to ask
help =
    Write your question as you would say it: “how many people work there”, “budget”, “who is EULEX”. Typing mistakes are fine. If you edit a question, I edit my answer.

    After an answer you can go on with a few words, such as “and international?”. “Why?” under an answer tells how I came to it; 👍 and 👎 tell me whether it helped.
    
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
    I keep nothing that you write for longer than ten minutes, with two exceptions. A question that I could not answer is kept for 30 days, unless whoever runs me has set another time, so that an answer may be found: its words only, without names, numbers and links, and not who asked. A message that I cannot answer at once is kept until I can, for a day at most. I log none of it, and make no profile of you.

    For ten minutes I remember your question, so that I can tell you why I answered as I did, and the fact that you were answered with, so that I understand “and international?”. Your name and your user id are not kept with them: a code stands there that does not tell who you are. For as long I remember, in memory only, whose 👍 or 👎 I have counted, so that it counts once.

    I count how many questions were answered on each day and how many answers helped, but not whom. For a day I remember which of my messages answered which of yours, by code and number only, so that I can correct my answer when you edit your question. If you choose a language with /language, your choice is kept with your user id until you choose otherwise.

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
command-stats = The last 30 days in numbers
command-revisions = The fact bases that were served
command-rollback = Serve an earlier fact base again
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
revisions = Fact bases, the newest first. /rollback and a number serves one again.
revision = { $number }, of { $created } UTC: { $note }
revision-current = { $number }, of { $created } UTC: { $note } (served)
revisions-none = No fact base has been kept yet.
rollback-how = Write the number of a revision after the command; /revisions lists them.
rollback-unknown = There is no revision { $number }.
rolled-back = Revision { $number } is served.
storage-away = The database cannot be reached; try again in a moment.
stats-title = The last { $days } days
stats-answered = answered
stats-suggested = suggested
stats-refused = refused
stats-helped = found helpful
stats-share = { NUMBER($share, style: "percent") }
stats-day = { $day }/{ $month }
stats-days = The last { $days } days: { $answered } answered, { $suggested } suggested, { $refused } refused
stats-rated = Found helpful: { NUMBER($share, style: "percent") } of { $rated }
stats-facts = Answered most often
stats-unhelpful = Found unhelpful most often:
stats-unhelpful-line = { $text }: { $number } of { $rated }
stats-unanswered = Asked most often and not answered:
stats-line = { $number } × { $text }
stats-line-rated = { $number } × { $text }, 👍 { NUMBER($share, style: "percent") }
