"""Whole conversations, each in one language and script from the first screen to the last."""

import re

import pytest

from tests.telegram import Bot, User


@pytest.fixture
def arta(bot: Bot) -> User:
    """Someone whose app is in Albanian."""
    return bot.user("Arta", language="sq")


@pytest.fixture
def jovan(bot: Bot) -> User:
    """Someone whose app is in Serbian."""
    return bot.user("Jovan", language="sr")


def latin_words(text: str) -> set[str]:
    """Return the words with a Latin letter, but for commands and names of users."""
    return {word for word in re.findall(r"\S*[A-Za-z]\S*", text) if word[0] not in "/@"}


async def test_a_conversation_in_albanian(arta: User) -> None:
    start = await arta.send("/start")
    assert start.text.startswith("Unë jam boti i fakteve për UNMIK-un")
    assert start.buttons[0] == "Me cilën rezolutë u themelua UNMIK-u?"

    staff = await arta.ask("sa veta punojne ne unmik")
    assert staff.text.splitlines()[0] == "UNMIK-u ka 70 punonjës."
    assert staff.marked("expandable_blockquote") == [
        "The Mission has 70 staff: 40 civilian staff and 30 soldiers. It is led by a Chief Observer."
    ]
    assert staff.marked("italic") == [
        "Përkthimi ynë: “Misioni ka 70 punonjës”",
        "Për periudhën 1 korrik 2020 – 30 qershor 2021",
    ]

    budget = await arta.edit(arta.last_message, "sa është buxheti")
    assert budget is staff
    assert "5.000.000 dollarë" in budget.text
    answer = await arta.tap(budget, "Sa punonjës ka UNMIK-u?")
    assert answer.text.splitlines()[:2] == ["Sa punonjës ka UNMIK-u?", "UNMIK-u ka 70 punonjës."]

    refusal = await arta.ask("Kush e udhëheq UNIFIL-in?")
    assert "UNIFIL" in refusal.text
    topics = await arta.tap(refusal, "Të gjitha temat")
    assert topics.buttons == ["Misioni", "Njerëzit dhe paratë"]
    assert "Ku e ka selinë UNMIK-u?" in (await arta.tap(topics, "Misioni")).buttons

    gap = await arta.ask("Cili është numri i telefonit të UNMIK-ut?")
    assert gap.text.startswith("Nuk kam numra telefoni.")
    assert (await arta.ask("Përshëndetje")).text.startswith("Përshëndetje!")
    assert (await arta.ask("rezoluta 1244")).text.count("4321") == 1
    await arta.tap(gap, data="f:no-such-fact@sq")
    assert arta.notices == ["Kjo nuk është më në bazën e fakteve."]
    assert "përdoruesit" in (await arta.send("/privacy")).text
    assert "/budget – Sa është buxheti i UNMIK-ut?" in (await arta.send("/help")).text


async def test_a_conversation_in_serbian_in_latin(jovan: User) -> None:
    start = await jovan.send("/start")
    assert start.buttons[0] == "Kojom rezolucijom je osnovan UNMIK?"

    staff = await jovan.ask("kolko ljudi radi u unmiku")
    assert staff.text.splitlines()[0] == "UNMIK ima 70 zaposlenih."
    assert staff.marked("italic") == [
        "Naš prevod: „Misija ima 70 zaposlenih“",
        "Period: 1. jul 2020. – 30. jun 2021.",
    ]

    budget = await jovan.ask("koliko košta misija")
    assert "5.000.000 dolara" in budget.text
    topics = await jovan.tap(await jovan.ask("ko je šef UNIFIL-a"), "Sve teme")
    assert topics.buttons == ["Misija", "Ljudi i novac"]
    assert (await jovan.ask("hvala")).text
    assert (await jovan.ask("Koji je broj telefona UNMIK-a?")).text.startswith("Nemam brojeve telefona.")
    assert "Izvori" in (await jovan.send("/sources")).text


async def test_a_conversation_in_serbian_in_cyrillic_stays_in_cyrillic(ana: User) -> None:
    staff = await ana.ask("Колико људи ради у УНМИК-у?")
    assert staff.text.splitlines()[0] == "УНМИК има 70 запослених."
    assert staff.marked("expandable_blockquote")[0].startswith("The Mission has 70 staff")
    assert staff.marked("italic") == [
        "Наш превод: „Мисија има 70 запослених“",
        "Период: 1. јул 2020. – 30. јун 2021.",
    ]
    assert staff.links == {"Mission brief, ¶ 2": "https://example.org/brief"}

    refusal = await ana.ask("Ко води УНИФИЛ?")
    assert latin_words(refusal.text) == {"UNIFIL."}
    topics = await ana.tap(refusal, "Све теме")
    assert topics.buttons == ["Мисија", "Људи и новац"]
    assert not latin_words(topics.text)
    questions = await ana.tap(topics, "Људи и новац")
    assert "Колики је буџет УНМИК-а?" in questions.buttons
    budget = await ana.tap(questions, "Колики је буџет УНМИК-а?")
    assert "Буџет УНМИК-а од 1. јула 2020. до 30. јуна 2021. износи 5.000.000 долара." in budget.text
    assert "‹ Све теме" in questions.buttons

    assert not latin_words((await ana.ask("Који је број телефона УНМИК-а?")).text)
    assert not latin_words((await ana.ask("Здраво")).text)
    assert not latin_words((await ana.ask("резолуција 1244")).text)
    assert not latin_words((await ana.ask("Дај ми рецепт за питу")).text)
    await ana.tap(topics, data="f:no-such-fact@sr-Cyrl")
    assert not latin_words(ana.notices[-1])


@pytest.mark.parametrize("language", ["en", "sq", "sr"])
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who leads UNMIK?", "UNMIK is led by a Chief Observer."),
        ("Kush e udhëheq UNMIK-un?", "UNMIK-un e udhëheq një kryevëzhgues."),
        ("Ko vodi UNMIK?", "UNMIK vodi glavni posmatrač."),
        ("Ко води УНМИК?", "УНМИК води главни посматрач."),
    ],
)
async def test_the_language_of_the_question_is_the_language_of_its_answer_whatever_the_app_speaks(
    bot: Bot, language: str, question: str, answer: str
) -> None:
    person = bot.user("Person", language=language)
    assert (await person.ask(question)).text.splitlines()[0] == answer


@pytest.mark.parametrize(
    ("language", "topics"), [("sq-XK", "Temat"), ("sr-Latn", "Teme"), ("sr-Cyrl", "Теме"), ("de", "Topics")]
)
async def test_screens_speak_the_language_of_the_app(bot: Bot, language: str, topics: str) -> None:
    reply = await bot.user("Person", language=language).send("/topics")
    assert reply.text.splitlines()[0] == topics


async def test_a_chosen_language_is_spoken_instead_of_that_of_the_app(ana: User) -> None:
    choice = await ana.send("/language")
    assert choice.text.startswith("Language")
    assert choice.buttons == ["English", "Shqip", "Srpski", "Српски", "✓ Automatic"]
    chosen = await ana.tap(choice, "Shqip")
    assert chosen is choice
    assert chosen.text.startswith("Gjuha")
    assert chosen.buttons == ["English", "✓ Shqip", "Srpski", "Српски", "Automatike"]
    assert (await ana.send("/topics")).buttons == ["Misioni", "Njerëzit dhe paratë"]
    assert (await ana.send("/budget")).text.startswith("Sa është buxheti")
    assert (await ana.ask("Who leads UNMIK?")).text.startswith("UNMIK is led")
    await ana.tap(choice, "Српски")
    assert (await ana.send("/topics")).buttons == ["Мисија", "Људи и новац"]
    assert (await ana.ask("Ko vodi UNMIK?")).text.startswith("УНМИК води")
    await ana.tap(choice, "Srpski")
    assert (await ana.ask("Ко води УНМИК?")).text.startswith("УНМИК води")
    await ana.tap(choice, "Automatski")
    assert (await ana.send("/topics")).buttons == ["The Mission", "People and money"]


async def test_a_choice_is_ones_own(bot: Bot, ana: User, arta: User) -> None:
    group = bot.group("Observers")
    choice = await ana.send("/language@unmik_fact_bot", in_=group)
    await arta.tap(choice, "Srpski")
    assert (await arta.send("/topics", in_=group)).buttons == ["Misija", "Ljudi i novac"]
    assert (await ana.send("/topics", in_=group)).buttons == ["The Mission", "People and money"]


@pytest.mark.parametrize("data", ["v:xx", "v:sq-Cyrl", "v:EN", "v:en:1", "v:💥"])
async def test_a_forged_choice_gets_a_notice_and_changes_nothing(arta: User, data: str) -> None:
    choice = await arta.send("/language")
    assert await arta.tap(choice, data=data) is choice
    assert arta.notices == ["Ky buton nuk punon më. Dërgojeni pyetjen përsëri."]
    assert (await arta.send("/topics")).buttons == ["Misioni", "Njerëzit dhe paratë"]


async def test_a_fact_that_is_not_worded_in_the_language_comes_in_english_with_a_line_that_says_so(
    arta: User, jovan: User
) -> None:
    for person, line in ((arta, "në anglisht"), (jovan, "na engleskom")):
        reply = await person.send("/dialogue")
        assert reply.text.splitlines()[0] == "Which dialogue does UNMIK support?"
        assert line in reply.text.splitlines()[1]
        assert reply.text.splitlines()[2] == "UNMIK supports the dialogue between the two sides."
    staff = await arta.send("/staff")
    assert "anglisht" not in staff.text


async def test_english_answers_have_no_translation(ana: User) -> None:
    text = (await ana.ask("Who leads UNMIK?")).text
    assert "translation" not in text


async def test_inline_results_are_in_the_language_and_script_of_what_is_typed(ana: User, arta: User) -> None:
    best, *_ = await ana.inline("sa veta punojnë në unmik")
    assert (best.title, best.description) == ("Sa punonjës ka UNMIK-u?", "UNMIK-u ka 70 punonjës.")
    assert "Misioni ka 70 punonjës" in best.text
    best, *_ = await ana.inline("колико људи ради у унмику")
    assert (best.title, best.description) == ("Колико запослених има УНМИК?", "УНМИК има 70 запослених.")
    assert ana.inline_settings["button"]["text"].startswith("Питај")
    assert (await arta.inline(""))[0].title == "Me cilën rezolutë u themelua UNMIK-u?"


async def test_admins_are_answered_in_their_language(bot: Bot, admin: User) -> None:
    await admin.tap(await admin.send("/language"), "Srpski")
    assert (await admin.send("/reload")).text.startswith("Baza činjenica je ponovo učitana.")
    assert "Jezici: en, sq, sr" in (await admin.send("/status")).text


async def test_menus_and_profiles_are_in_the_language_of_the_app(bot: Bot, arta: User, jovan: User) -> None:
    assert arta.menu["topics"] == "Shfletoni të gjitha pyetjet sipas temave"
    assert arta.menu["budget"] == "Sa është buxheti i UNMIK-ut?"
    assert arta.menu["dialogue"] == "Which dialogue does UNMIK support?"
    assert jovan.menu["budget"] == "Koliki je budžet UNMIK-a?"
    assert list(arta.menu) == list(jovan.menu) == list(bot.commands())
    assert "Kombeve të Bashkuara" in bot.profile("description", language="sq")
    assert "Ujedinjenih nacija" in bot.profile("description", language="sr")
