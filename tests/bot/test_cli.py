"""The command line: readable for people, JSON for programs, one line for every mistake."""

import io
import json
import sys
from pathlib import Path

import pytest

from bot.cli import main
from knowledge import load_known_failures, load_questions

STAFF = "How many staff does UNMIK have?"
QUESTIONS = Path(__file__).parent.parent / "questions"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder and an environment without settings."""
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "ADMIN_IDS", "FACTS_DIR", "LOCALES_DIR", "LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)


def asked(*arguments: str, facts_dir: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["ask", "--facts", str(facts_dir), *arguments]) == 0
    return capsys.readouterr().out


def test_a_question_is_answered_with_a_readable_card(facts_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(STAFF, facts_dir=facts_dir, capsys=capsys).splitlines() == [
        "UNMIK has 70 staff.",
        "",
        "│ The Mission has 70 staff: 40 civilian staff and 30 soldiers. It is led by a Chief Observer.",
        "Mission brief, ¶ 2 (https://example.org/brief)",
        "For 1 July 2020 – 30 June 2021",
        "",
        "  → How many civilian staff does UNMIK have?",
        "  → How many soldiers does UNMIK have?",
    ]


def test_an_answer_as_json_has_its_fact_and_citations(facts_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(asked("--json", STAFF, facts_dir=facts_dir, capsys=capsys)) == {
        "question": STAFF,
        "outcome": "answer",
        "language": "en",
        "fact": "staff",
        "answer": "UNMIK has 70 staff.",
        "citations": [
            {
                "source": "brief",
                "title": "Mission brief",
                "paragraph": 2,
                "quote": "The Mission has 70 staff",
                "url": "https://example.org/brief",
            }
        ],
        "suggestions": [],
        "reason": None,
    }


def test_a_refusal_as_json_has_its_reason(facts_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(asked("--json", "Who is the head of UNIFIL?", facts_dir=facts_dir, capsys=capsys))
    assert (report["outcome"], report["reason"], report["fact"]) == ("no_answer", "other_subject", None)


def test_an_answer_is_in_the_language_and_script_of_the_question(
    facts_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for question, answer in {
        "Kush e udhëheq UNMIK-un?": "UNMIK-un e udhëheq një kryevëzhgues.",
        "Ko vodi UNMIK?": "UNMIK vodi glavni posmatrač.",
        "Ко води УНМИК?": "УНМИК води главни посматрач.",
    }.items():
        assert asked(question, facts_dir=facts_dir, capsys=capsys).splitlines()[0] == answer
        report = json.loads(asked("--json", question, facts_dir=facts_dir, capsys=capsys))
        assert (report["answer"], report["language"]) == (answer, "sq" if "Kush" in question else "sr")


def test_texts_that_the_bot_cannot_speak_with_are_told_in_one_line_each(
    facts_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "xx.ftl").write_text("greeting = Xx { $name }\n")
    monkeypatch.setenv("LOCALES_DIR", str(tmp_path))
    assert main(["ask", STAFF, "--facts", str(facts_dir)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert "xx.ftl: greeting must hold no argument" in lines
    assert "xx.ftl: thanks must be given" in lines


def test_why_tells_how_the_question_was_read(facts_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = asked("--why", "how many purple staff", facts_dir=facts_dir, capsys=capsys)
    assert "Nearest question that I know: “How many staff does UNMIK have?”" in text
    assert "Words met: staff" in text
    assert "Words not met: purple" in text


def test_a_batch_is_answered_line_by_line_in_order(
    facts_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tmp_path / "batch.jsonl"
    questions = [STAFF, "Hello", "What is the budget of UNMIK?"]
    batch.write_text("\n".join(json.dumps({"question": q, "language": "en"}) for q in questions) + "\n\n")
    lines = asked("--batch", str(batch), "--json", facts_dir=facts_dir, capsys=capsys).splitlines()
    reports = [json.loads(line) for line in lines]
    assert [report["question"] for report in reports] == questions
    assert [report["fact"] for report in reports] == ["staff", None, "budget"]


def test_a_batch_may_come_from_standard_input(
    facts_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"question": STAFF})))
    assert json.loads(asked("--batch", "-", "--json", facts_dir=facts_dir, capsys=capsys))["fact"] == "staff"


@pytest.mark.parametrize(
    "line", ["not JSON", "[]", '{"q": "x"}', '{"question": 1}', '{"question": "x", "language": 1}']
)
def test_a_line_of_a_batch_that_is_no_question_is_named(
    facts_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text(f'{{"question": "Hello"}}\n{line}\n')
    assert main(["ask", "--facts", str(facts_dir), "--batch", str(batch), "--json"]) == 2
    error = capsys.readouterr().err
    assert "line 2" in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "x", "--batch", "y"], ["ask", "--batch", "missing.jsonl"]])
def test_asking_nothing_or_twice_or_from_nowhere_is_a_mistake_told_in_one_line(
    arguments: list[str], facts_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--facts", str(facts_dir)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_sound_fact_base_is_summed_up_with_what_each_language_lacks(
    facts_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lacking = "purpose, regional-office, dialogue, staff-civilian, staff-military, leader-name"
    assert main(["check", str(facts_dir)]) == 0
    assert capsys.readouterr().out == (
        f"{facts_dir}: 10 facts, 2 gaps, 65 phrasings, 2 sources, languages: en, sq, sr; no problems\n"
        f"sq: 6 facts and gaps have no wording: {lacking}\n"
        f"sr: 6 facts and gaps have no wording: {lacking}\n"
    )


def test_a_broken_fact_base_is_told_problem_by_problem(facts_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = facts_dir / "facts" / "resources.toml"
    file.write_text(file.read_text().replace("has 70 staff.", "has 71 staff.").replace('"30 soldiers"', '"30 sailors"'))
    for arguments in (["check", str(facts_dir)], ["ask", "x", "--facts", str(facts_dir)]):
        assert main(arguments) == 1
        lines = capsys.readouterr().err.splitlines()
        assert len(lines) == 2
        assert all(line.startswith("facts/resources.toml: staff") for line in lines)


def test_a_command_of_the_bots_own_is_refused_for_a_fact(facts_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = facts_dir / "facts" / "resources.toml"
    file.write_text(file.read_text().replace('command = "staff"', 'command = "help"'))
    assert main(["check", str(facts_dir)]) == 1
    assert "facts/resources.toml: staff: command /help must be another" in capsys.readouterr().err


def test_the_fact_base_to_use_is_an_option_or_a_setting(
    facts_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FACTS_DIR", str(facts_dir))
    assert main(["check"]) == 0
    assert str(facts_dir) in capsys.readouterr().out
    assert main(["check", "--facts", str(facts_dir / "nowhere")]) == 1
    assert "must exist" in capsys.readouterr().err


ROWS = [
    {"q": STAFF, "lang": "en", "kind": "direct", "expect": ["70"], "para": [2]},
    {"q": "Who leads UNMIK?", "lang": "en", "kind": "direct", "expect": ["nobody"], "para": [2]},
    {"q": "Who is the head of UNIFIL?", "lang": "en", "kind": "far", "expect": None, "para": None},
]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """A question set of one right, one wrong and one refused answer."""
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS))
    return path


def test_a_question_set_is_scored_by_kind_and_language_with_its_failures(
    questions: Path, facts_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", str(questions), "--facts", str(facts_dir)]) == 0
    shown = capsys.readouterr()
    lines = shown.out.splitlines()
    assert "right" in lines[0]
    assert [line.split()[0:3] for line in lines[1:5]] == [
        ["all", "3", "1"],
        ["language", "en", "3"],
        ["kind", "direct", "2"],
        ["kind", "far", "1"],
    ]
    assert lines[-1] == "wrong: Who leads UNMIK? [leader]"
    assert "leader for none: 1 answered" in lines
    assert shown.err == ""


def test_scripts_are_told_apart_where_a_language_has_two(
    tmp_path: Path, facts_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sr.jsonl"
    rows = [{"q": q, "lang": "sr", "kind": "far", "expect": None} for q in ("Šta je krompir?", "Шта је кромпир?", "А?")]
    path.write_text("\n".join(json.dumps(row) for row in rows))
    assert main(["eval", str(path), "--facts", str(facts_dir)]) == 0
    rows_shown = [line.split()[:3] for line in capsys.readouterr().out.splitlines()]
    assert ["in", "Cyrillic", "2"] in rows_shown
    assert ["in", "Latin", "1"] in rows_shown


def test_precision_and_coverage_are_told_over_the_caution_setting(
    questions: Path, facts_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", str(questions), "--facts", str(facts_dir), "--caution", "0.03"]) == 0
    lines = capsys.readouterr().out.splitlines()
    start = lines.index("precision against coverage:") + 1
    columns = lines[start].split()
    (marked,) = [line.split() for line in lines[start:] if line.endswith("<- set")]
    assert marked[0] == "3.0%"
    assert marked[columns.index("precision")] == "50.0%"
    assert marked[columns.index("coverage")] == "100.0%"


def test_a_plot_is_drawn_where_that_is_possible(
    questions: Path, facts_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("matplotlib")
    plot = tmp_path / "plot.png"
    assert main(["eval", str(questions), "--facts", str(facts_dir), "--plot", str(plot)]) == 0
    assert plot.read_bytes().startswith(b"\x89PNG")
    capsys.readouterr()
    assert main(["eval", str(questions), "--facts", str(facts_dir), "--plot", str(tmp_path / "no" / "x.png")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_without_matplotlib_a_plot_is_refused_before_anything_is_asked(
    questions: Path, facts_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert main(["eval", str(questions), "--facts", str(facts_dir), "--plot", "x.png"]) == 2
    assert capsys.readouterr() == ("", "--plot needs matplotlib: pip install 'unmik-bot[plot]'\n")


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ("Who leads UNMIK?", ""),
        ("# none", "answered wrong and not a known failure: Who leads UNMIK?\n"),
        (f"Who leads UNMIK?\n{STAFF}", f"a known failure that is right now, to be taken off the list: {STAFF}\n"),
    ],
)
def test_a_run_fails_on_a_mistake_that_is_not_listed_and_on_a_listed_one_that_passes(
    questions: Path, facts_dir: Path, capsys: pytest.CaptureFixture[str], known: str, told: str
) -> None:
    listed = questions.with_name("known.txt")
    listed.write_text(known)
    assert main(["eval", str(questions), "--facts", str(facts_dir), "--known", str(listed)]) == bool(told)
    assert capsys.readouterr().err == told


def test_every_known_failure_is_a_question_of_our_sets() -> None:
    asked = {question.q for path in QUESTIONS.glob("*.jsonl") for question in load_questions(path)}
    assert load_known_failures(QUESTIONS / "known_failures.txt") <= asked


def test_a_question_set_that_cannot_be_read_is_told_in_one_line(
    facts_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"q": 1}\n')
    for path in (broken, tmp_path / "missing.jsonl"):
        assert main(["eval", str(path), "--facts", str(facts_dir)]) == 2
        error = capsys.readouterr().err
        assert path.name in error
        assert error.count("\n") == 1


def test_known_failures_that_cannot_be_read_are_told_in_one_line(
    questions: Path, facts_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", str(questions), "--facts", str(facts_dir), "--known", "missing.txt"]) == 2
    assert capsys.readouterr().err == "missing.txt: No such file or directory\n"


@pytest.mark.parametrize("caution", ["2", "-0.1", "much", "nan"])
def test_a_caution_that_is_no_share_is_refused(caution: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["ask", STAFF, f"--caution={caution}"])
    assert caught.value.code == 2
    assert "must be a share from 0 to 1" in capsys.readouterr().err


def test_caution_decides_what_is_answered(
    facts_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    vague, refusal = "the best potatoes in there", "I will not guess"
    assert refusal in asked("--caution", "0", vague, facts_dir=facts_dir, capsys=capsys)
    assert refusal not in asked("--caution", "1", vague, facts_dir=facts_dir, capsys=capsys)
    monkeypatch.setenv("CAUTION", "1")
    assert refusal not in asked(vague, facts_dir=facts_dir, capsys=capsys)


def test_running_without_a_token_says_how_to_get_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run"]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "@BotFather" in error
    assert "unmik-bot chat" in error


def test_a_wrong_setting_stops_every_command_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".env").write_text("BOT_TOKEN=hunter2\n")
    assert main(["ask", STAFF]) == 2
    error = capsys.readouterr().err
    assert error.startswith("BOT_TOKEN: must be ")
    assert error.count("\n") == 1
    assert "hunter2" not in error


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["dance"])
    assert caught.value.code == 2
    assert "dance" in capsys.readouterr().err
