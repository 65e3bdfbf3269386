"""Messages that ask nothing are told from questions."""

import pytest

from knowledge.model import Manners
from knowledge.outcomes import Reason
from knowledge.small_talk import SmallTalk
from knowledge.text import tokens

SMALL_TALK = SmallTalk(
    [
        Manners(
            language="en",
            courtesies=("please", "hello", "thanks in advance"),
            greetings=("hello", "good morning"),
            thanks=("thanks", "thank you"),
            farewells=("bye",),
            chit_chat=("how are you",),
        ),
        Manners(language="sq", greetings=("tungjatjeta",)),
    ]
)


@pytest.mark.parametrize(
    ("message", "reason", "language"),
    [
        ("Hello!", Reason.GREETING, "en"),
        ("Good morning", Reason.GREETING, "en"),
        ("THANKS, bye", Reason.THANKS, "en"),
        ("hello, how are you?", Reason.CHIT_CHAT, "en"),
        ("please", Reason.GREETING, "en"),
        ("Tungjatjeta", Reason.GREETING, "sq"),
    ],
)
def test_small_talk_is_recognised(message: str, reason: Reason, language: str) -> None:
    assert SMALL_TALK.recognise(tokens(message)) == (reason, language)


@pytest.mark.parametrize(
    ("language", "meaning"),
    [("sr", (Reason.GREETING, "sr")), ("sq", (Reason.FAREWELL, "sq")), ("en", (Reason.FAREWELL, "sq"))],
)
def test_a_phrase_of_several_languages_means_what_it_does_in_the_askers(
    language: str, meaning: tuple[Reason, str]
) -> None:
    small_talk = SmallTalk([Manners(language="sq", farewells=("ciao",)), Manners(language="sr", greetings=("ciao",))])
    assert small_talk.recognise(["ciao"], language=language) == meaning


@pytest.mark.parametrize("message", ["hello, who leads UNMIK?", "thanks for the budget", "good", ""])
def test_a_question_is_no_small_talk(message: str) -> None:
    assert SMALL_TALK.recognise(tokens(message)) is None
