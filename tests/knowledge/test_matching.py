"""Known questions are proposed for asked ones, with the evidence."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching import KnownQuestion, Match, Matcher, RidgeMatcher
from knowledge.matching.courtesies import Courtesies
from knowledge.matching.shipped import everyday_questions, related_words
from knowledge.matching.spelling import Speller, slip_cost
from knowledge.matching.stemming import stemmer
from knowledge.matching.synonyms import Synonyms
from knowledge.model import Manners, SynonymGroup
from knowledge.text import normalise, tokens

QUESTIONS = {
    "opening": [
        "When does the library open?",
        "What are the opening hours of the library?",
        "At what time can I come in on Sundays?",
        "opening hours",
    ],
    "card": [
        "How do I get a library card?",
        "Where can I apply for a reader's card?",
        "What do I need to become a member?",
    ],
    "fine": [
        "How much is the fine for a late book?",
        "What happens if I return a book too late?",
        "Do I pay when a book is overdue?",
    ],
    "renewal": [
        "Can I renew a book that I borrowed?",
        "How often may a loan be renewed?",
        "Keep a borrowed book for longer",
    ],
    "national": ["How many national employees work here?", "Number of national employees"],
    "international": ["How many international employees work here?", "Number of international employees"],
}
KNOWN = [KnownQuestion(target, question, "en") for target, asked in QUESTIONS.items() for question in asked]
SYNONYMS = [
    SynonymGroup(words=("fine", "penalty", "late fee"), language="en"),
    SynonymGroup(words=("employees", "staff")),
]
MANNERS = {
    "en": Manners(
        language="en",
        courtesies=("hello", "please", "could you tell me", "thank you"),
        function_words=("the", "is", "a", "how", "what", "of", "for", "do", "i"),
    )
}


@pytest.fixture(scope="module")
def matcher() -> RidgeMatcher:
    return RidgeMatcher(KNOWN, synonyms=SYNONYMS, manners=MANNERS)


def best(matcher: Matcher, question: str) -> str:
    return matcher.match(question)[0].target


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.question)
def test_a_known_question_gets_its_target_however_it_is_typed(matcher: RidgeMatcher, known: KnownQuestion) -> None:
    for spelling in (
        known.question,
        known.question.upper(),
        f"  {known.question.rstrip('?')} !!",
        f"“{known.question}”",
    ):
        proposal = matcher.propose(spelling)
        assert proposal.exact
        assert proposal.matches == (Match(known.target, known.question, "en", 100.0),)


@pytest.mark.parametrize(
    ("question", "target"),
    [
        ("when is the library open", "opening"),
        ("libary opning huors", "opening"),
        ("openinghours of thelibrary", "opening"),
        ("open ing hours", "opening"),
        ("I want to become a membr", "card"),
        ("what is the penalty for a book that is late", "fine"),
        ("what is the late fee", "fine"),
        ("renewing my borrowed books", "renewal"),
        ("how many national staff", "national"),
        ("how many international staff", "international"),
        ("number of intrenational employes", "international"),
    ],
)
def test_misspelt_reworded_and_synonymous_questions_find_their_target(
    matcher: RidgeMatcher, question: str, target: str
) -> None:
    proposal = matcher.propose(question)
    assert not proposal.exact
    assert proposal.matches[0].target == target
    assert 0 < proposal.matches[0].score < 100


@pytest.mark.parametrize("wrapped", ["Hello, {}", "hello could you tell me, please: {} Thank you!", "{} please"])
def test_courtesies_do_not_matter(matcher: RidgeMatcher, wrapped: str) -> None:
    assert matcher.propose(wrapped.format("opening hours")).exact
    plain, polite = (
        matcher.propose("library hours on sunday"),
        matcher.propose(wrapped.format("library hours on sunday")),
    )
    assert polite.matches == plain.matches
    assert polite.query.words == plain.query.words


def test_courtesies_alone_are_kept() -> None:
    assert Courtesies(["hello", "thank you"]).strip(["hello", "thank", "you"]) == (0, 3)


def test_there_is_one_match_a_target_best_first_and_no_more_than_asked_for(matcher: RidgeMatcher) -> None:
    matches = matcher.match("how many books can i renew", limit=3)
    assert len(matches) == 3
    assert len({match.target for match in matches}) == 3
    assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)
    assert all(0 <= match.score <= 100 for match in matches)


def test_what_has_nothing_in_common_scores_low(matcher: RidgeMatcher) -> None:
    assert all(match.score < 25 for match in matcher.match("zebras quickly jump over xylophones"))


@pytest.mark.parametrize("question", ["", "?", "   ", "🙂", "\u200b"])
def test_a_question_without_words_has_no_match(matcher: RidgeMatcher, question: str) -> None:
    assert matcher.match(question) == []
    assert matcher.propose(question).query.words == ()


def test_a_base_without_questions_proposes_nothing() -> None:
    empty = RidgeMatcher([])
    assert empty.match("opening hours") == []
    assert list(empty.trials()) == []


def test_a_base_of_one_question_proposes_it() -> None:
    assert best(RidgeMatcher(KNOWN[:1]), "when does it open") == "opening"


def test_known_questions_without_words_are_left_out() -> None:
    assert RidgeMatcher([KnownQuestion("odd", "?!", "en"), *KNOWN]).match("?!") == []


def test_the_order_of_known_questions_does_not_matter(matcher: RidgeMatcher) -> None:
    shuffled = sorted(KNOWN, key=lambda known: known.question[::-1])
    other = RidgeMatcher(shuffled, synonyms=SYNONYMS, manners=MANNERS)
    for question in ("when is it open", "book late", "number of staf", "membr card"):
        assert other.match(question) == matcher.match(question)


def test_the_language_breaks_ties_only() -> None:
    known = [
        KnownQuestion("one", "Budget 2023", "en"),
        KnownQuestion("two", "Budget 2024", "sr"),
        KnownQuestion("three", "Kancelarija", "sr"),
    ]
    matcher = RidgeMatcher(known)
    assert {language: matcher.match("budget", language=language)[0].target for language in ("en", "sr")} == {
        "en": "one",
        "sr": "two",
    }
    assert matcher.match("budget 2023", language="sr")[0].target == "one"


def test_a_question_that_two_targets_share_gets_both() -> None:
    matcher = RidgeMatcher([*KNOWN, KnownQuestion("shop", "Opening hours", "en")])
    proposal = matcher.propose("opening hours?")
    assert proposal.exact
    assert {(match.target, match.score) for match in proposal.matches} == {("opening", 100.0), ("shop", 100.0)}


def test_scripts_meet() -> None:
    matcher = RidgeMatcher([KnownQuestion("seat", "Gde je sedište?", "sr"), *KNOWN])
    assert matcher.propose("Где је седиште?").exact
    assert best(matcher, "седишта") == "seat"


def test_inflected_words_meet() -> None:
    matcher = RidgeMatcher([KnownQuestion("office", "Gde se nalaze kancelarije?", "sr"), *KNOWN])
    proposal = matcher.propose("kancelarija")
    assert proposal.matches[0].target == "office"
    assert [word.asked for word in proposal.evidence(proposal.matches[0]).met] == ["kancelarija"]


def test_the_query_says_how_each_word_was_read(matcher: RidgeMatcher) -> None:
    query = matcher.propose("Hello, how big is the penalty for zebras or for libary books?").query
    assert query.text == "hello how big is the penalty for zebras or for libary books"
    read = {word.asked: (word.known, word.content) for word in query.words}
    assert "hello" not in read
    assert read["how"] == ("how", False)
    assert read["penalty"] == ("fine", True)
    assert read["libary"] == ("library", True)
    assert read["zebras"] == (None, True)
    assert read["books"] == ("books", True)


def test_words_weigh_the_more_the_fewer_questions_hold_them(matcher: RidgeMatcher) -> None:
    weights = {word.asked: word.weight for word in matcher.propose("library members and zebras").query.words}
    assert weights["library"] < weights["members"] < weights["zebras"]


def test_evidence_tells_words_met_from_words_missed(matcher: RidgeMatcher) -> None:
    proposal = matcher.propose("penalty for returning a book to zebras")
    evidence = proposal.evidence(proposal.matches[0])
    assert proposal.matches[0].target == "fine"
    assert {word.asked for word in evidence.met} >= {"penalty", "returning", "book"}
    assert "zebras" in {word.asked for word in evidence.missed}
    assert 0.3 < evidence.query_met < 0.9


def test_evidence_for_another_match_differs(matcher: RidgeMatcher) -> None:
    proposal = matcher.propose("how many international staff are there", limit=6)
    shares = {match.target: proposal.evidence(match).query_met for match in proposal.matches}
    assert shares["international"] > shares["national"]


def test_all_is_met_in_an_exact_match(matcher: RidgeMatcher) -> None:
    proposal = matcher.propose("number of national employees")
    evidence = proposal.evidence(proposal.matches[0])
    assert (evidence.missed, evidence.query_met) == ((), 1.0)


def test_trials_ask_every_question_of_a_small_base_without_itself(matcher: RidgeMatcher) -> None:
    trials = list(matcher.trials())
    assert {trial.known for trial in trials} == set(KNOWN)
    for trial in trials:
        assert not trial.without_itself.exact
        assert trial.known.question not in {match.question for match in trial.without_itself.matches}
        assert trial.known.target not in {match.target for match in trial.without_target.matches}


def test_trials_do_not_know_words_that_only_the_question_holds(matcher: RidgeMatcher) -> None:
    trial = next(
        trial for trial in matcher.trials() if trial.known.question == "At what time can I come in on Sundays?"
    )
    known = {word.asked: word.known for word in trial.without_itself.query.words}
    assert known["sundays"] is None
    assert known["can"] == "can"


def test_trials_are_as_many_as_asked_for_at_most_and_always_the_same(matcher: RidgeMatcher) -> None:
    few = [trial.known for trial in matcher.trials(limit=5)]
    assert 1 <= len(few) <= 5
    assert few == [trial.known for trial in RidgeMatcher(reversed(KNOWN)).trials(limit=5)]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300))
def test_any_text_is_read_and_matched(text: str) -> None:
    proposal = _SHARED.propose(text)
    for match in proposal.matches:
        evidence = proposal.evidence(match)
        assert 0 <= evidence.query_met <= 1
        assert len(evidence.met) + len(evidence.missed) == len(proposal.query.words)


_SHARED = RidgeMatcher(KNOWN, synonyms=SYNONYMS, manners=MANNERS)


@pytest.mark.parametrize("make", [lambda: "ab " * 50_000, lambda: "a" * 100_000, lambda: "x1 y2. " * 20_000])
def test_a_huge_question_takes_a_fraction_of_a_second(matcher: RidgeMatcher, make: Callable[[], str]) -> None:
    text = make()
    start = time.perf_counter()
    matcher.match(text)
    assert time.perf_counter() - start < 2


def test_threads_get_the_same_matches_as_one(matcher: RidgeMatcher) -> None:
    asked = ["libary opning", "late book", "national staff", "zebra card", "renew"] * 40
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(matcher.match, asked)) == [matcher.match(question) for question in asked]


@pytest.mark.parametrize(
    ("typed", "meant", "cost"),
    [
        ("hte", "the", 0.55),
        ("librsry", "library", 0.8),
        ("libxary", "library", 1.2),
        ("libary", "library", 0.9),
        ("bok", "book", 0.7),
        ("libbrary", "library", 0.7),
        ("libtrary", "library", 0.95),
        ("libzrary", "library", 1.1),
        ("library", "library", 0.0),
        ("", "ab", 1.8),
    ],
)
def test_slips_cost_the_more_the_less_likely_they_are(typed: str, meant: str, cost: float) -> None:
    assert slip_cost(typed, meant) == pytest.approx(cost)


@given(st.text("abcd", max_size=8), st.text("abcd", max_size=8))
def test_slips_cost_nothing_for_equal_words_only(typed: str, meant: str) -> None:
    assert (slip_cost(typed, meant) == 0) == (typed == meant)


def _brute_force(words: Sequence[str], typed: str, slips: int) -> set[str]:
    """Return the words within so many edits, by trying all edits."""
    letters = sorted({letter for word in [*words, typed] for letter in word})
    reached = {typed}
    for _ in range(slips):
        grown = set(reached)
        for word in reached:
            for i in range(len(word) + 1):
                grown.update(word[:i] + letter + word[i:] for letter in letters)
                if i < len(word):
                    grown.add(word[:i] + word[i + 1 :])
                    grown.update(word[:i] + letter + word[i + 1 :] for letter in letters)
                if i + 1 < len(word):
                    grown.add(word[:i] + word[i + 1] + word[i] + word[i + 2 :])
        reached = grown
    return reached & set(words)


@settings(deadline=None)
@given(
    st.lists(st.text("abc", min_size=2, max_size=5), unique=True, max_size=6), st.text("abc", min_size=2, max_size=4)
)
def test_the_speller_finds_every_word_within_one_slip_of_a_short_one(words: list[str], typed: str) -> None:
    speller = Speller(words, [1] * len(words))
    expected = _brute_force(words, typed, 1)
    found = {words[number] for number, _ in speller.near(typed)}
    assert found <= expected
    assert found == expected or len(found) == 6


def test_the_likelier_word_comes_first() -> None:
    speller = Speller(["form", "from", "farm"], [1, 50, 1])
    near = speller.near("fomr")
    assert speller.near("fomr")[0][0] == 0
    assert sum(chance for _, chance in near) < 1


def test_numbers_are_not_corrected() -> None:
    assert Speller(["1244", "library"], [1, 1]).near("1144") == ()


def test_synonyms_give_way_to_the_preferred_word_the_longest_first() -> None:
    synonyms = Synonyms(
        [
            SynonymGroup(words=("security council", "sc", "un security council")),
            SynonymGroup(words=("council", "board")),
            SynonymGroup(words=("osoblje", "ljudi"), language="sr"),
        ],
        language="en",
    )
    assert synonyms.replace(["the", "un", "security", "council", "board", "ljudi"]) == [
        *("the", "security", "council", "council", "ljudi")
    ]


BOOKS = [
    KnownQuestion("buying", "Where can I purchase a book?", "en"),
    KnownQuestion("lending", "Where can I borrow a book?", "en"),
    *(KnownQuestion("other", f"Where can I park a {vehicle}?", "en") for vehicle in ("car", "bike", "boat")),
]


@pytest.mark.parametrize("related", [None, [SynonymGroup(words=("buy", "purchase", "shop"), language="en")]])
def test_of_related_words_one_speaks_for_the_others(related: list[SynonymGroup] | None) -> None:
    asked = "Where can I buy a book?"
    alone, helped = RidgeMatcher(BOOKS, related=[]), RidgeMatcher(BOOKS, related=related)
    scores = {matcher: {match.target: match.score for match in matcher.match(asked)} for matcher in (alone, helped)}
    assert scores[alone]["buying"] < scores[helped]["buying"] < 100
    assert helped.match(asked)[0].target == "buying"
    assert not helped.propose(asked).exact


def test_large_bases_find_what_small_ones_find() -> None:
    adjectives = ["red", "green", "blue", "small", "large", "old", "new", "quick", "slow", "round"]
    things = ["lamp", "table", "window", "garden", "engine", "letter", "river", "basket", "mirror", "ladder"]
    doings = ["repair", "paint", "carry", "photograph", "wash"]
    places = ["kitchen", "harbour", "tower", "school", "market", "bridge", "station", "castle", "forest", "office"]
    known = [
        KnownQuestion(f"{adjective}-{thing}-{place}", f"Who will {doing} the {adjective} {thing} in the {place}?", "en")
        for adjective in adjectives
        for thing in things
        for place in places
        for doing in doings
    ]
    matcher = RidgeMatcher(known)
    for asked, target in (
        ("who will paint the blue lamp in the tower", "blue-lamp-tower"),
        ("in the harbour, who washes that old mirrror?", "old-mirror-harbour"),
        ("quick engine market photo", "quick-engine-market"),
    ):
        assert best(matcher, asked) == target
    assert matcher.match("zzzz") == []


def test_to_be_near_an_everyday_question_speaks_against_a_match() -> None:
    known = [*KNOWN, KnownQuestion("rain", "Does rain get into the reading room?", "en")]
    plain, wary = (RidgeMatcher(known, everyday=asked).match("will it rain?")[0] for asked in ([], ["will it rain"]))
    assert plain.target == wary.target == "rain"
    assert wary.score < plain.score


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["office", "offices"]),
        ("sr", ["kancelarija", "kancelarije", "kancelariji"]),
        ("sq", ["misioni", "misionit", "misionin"]),
        ("ru", ["missija", "missii", "missiju"]),
        ("it", ["ufficio", "uffici"]),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, forms: list[str]) -> None:
    assert len({stemmer(language)(form) for form in forms}) == 1


def test_words_of_languages_without_a_stemmer_are_their_own_stems() -> None:
    assert stemmer("xx")("offices") == "offices"


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "id", "it", "ru", "sq", "sr"])
def test_shipped_lists_hold_groups_of_words_and_questions(language: str) -> None:
    groups = related_words([language])
    assert len(groups) > 70
    assert len({frozenset(group.words) for group in groups}) == len(groups)
    assert all(len(tokens(word)) == 1 for group in groups for word in group.words)
    questions = everyday_questions([language])
    assert len(questions) > 60
    assert len({normalise(question) for question in questions}) == len(questions)


def test_languages_without_lists_have_none() -> None:
    assert related_words(["xx"]) == []
    assert everyday_questions(["xx"]) == []


def test_a_courtesy_that_is_part_of_what_is_asked_is_kept() -> None:
    known = [
        KnownQuestion("help", "I need help", "en"),
        KnownQuestion("help", "I need help at once", "en"),
        KnownQuestion("towns", "Which towns lie near the border of the region?", "en"),
        KnownQuestion("towns", "Are there any old towns in the hills?", "en"),
    ]
    matcher = RidgeMatcher(known, manners={"en": Manners(language="en", courtesies=("I need help",))})
    assert matcher.match("I need help in towns")[0].target == "help"
