"""What README and CONTRIBUTING say is true: transcripts are run, and recipes are followed."""

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest

from bot.app import build_application
from bot.cli import main
from bot.settings import Settings, read_settings
from knowledge import CAUTION, Answer, Answerer, NoAnswer, Reason, load, shipped_directory
from tests.telegram import running_bot

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_APPENDED = re.compile(r"Append to\s+`knowledge/data/([\w/.]+)`:\n\n```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def transcript(text: str) -> list[tuple[str, str]]:
    """Return the `unmik-bot` commands in the console blocks of a text, with the output shown below each."""
    shown = []
    for language, block in _BLOCK.findall(text):
        if language == "console":
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                if command.startswith("unmik-bot"):
                    shown.append((command, output.strip()))
    return shown


def recipe(file: str) -> str:
    """Return what CONTRIBUTING says to append to a file."""
    blocks: dict[str, str] = dict(_APPENDED.findall(CONTRIBUTING))
    return blocks[file]


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A copy of the shipped fact base, to follow recipes in."""
    return Path(shutil.copytree(shipped_directory(), tmp_path / "facts"))


def append(folder: Path, file: str, text: str) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + "\n" + text, encoding="utf-8")


def test_the_readme_shows_a_conversation() -> None:
    assert len(transcript(README)) >= 3


@pytest.mark.parametrize(("command", "output"), transcript(README))
def test_the_readme_shows_what_the_bot_says(command: str, output: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(command)[1:]) == 0
    assert capsys.readouterr().out.strip() == output


def test_the_readme_names_every_setting() -> None:
    assert set(re.findall(r"`([A-Z][A-Z_]+)`", README)) >= {name.upper() for name in Settings.model_fields}


def test_the_readme_tells_the_default_caution() -> None:
    assert f"the default is {CAUTION} |" in README


def test_the_readme_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    commands = re.findall(r"^    (\w+) ", capsys.readouterr().out, re.MULTILINE)
    assert commands
    assert [command for command in commands if f"unmik-bot {command}" not in README] == []


@pytest.mark.parametrize("target", ["run", "test"])
def test_make_knows_what_the_readme_says(target: str) -> None:
    assert f"\nmake {target}\n" in README
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_continuous_integration_runs_what_the_readme_says() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_recipe_for_a_fact_adds_a_fact(facts: Path) -> None:
    append(facts, "facts/offices.toml", recipe("facts/offices.toml"))
    (command,) = [command for command, _ in transcript(CONTRIBUTING) if command.startswith("unmik-bot ask ")]
    outcome = Answerer(load(facts)).answer(shlex.split(command)[2])
    assert isinstance(outcome, Answer)
    assert outcome.facts[0].id == "office-in-both-spellings"


def test_the_recipe_for_a_gap_adds_a_gap(facts: Path) -> None:
    append(facts, "gaps.toml", recipe("gaps.toml"))
    outcome = Answerer(load(facts)).answer("does unmik have a cafeteria")
    assert isinstance(outcome, NoAnswer)
    assert outcome.reason is Reason.GAP
    assert outcome.gap is not None
    assert outcome.gap.id == "cafeteria"


def test_the_recipe_for_a_command_adds_a_command(facts: Path) -> None:
    lines = next(block for language, block in _BLOCK.findall(CONTRIBUTING) if language == "toml" and "command" in block)
    wanted = tomllib.loads(lines)
    path = facts / "facts/offices.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(lines.splitlines()[0] + "\n", lines), encoding="utf-8")
    assert load(facts).commands[wanted["command"]].id == wanted["id"]


def blocks_under(heading: str, language: str) -> list[str]:
    """Return the blocks that stand in a list below a heading of CONTRIBUTING."""
    section = CONTRIBUTING.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    unindented = section.replace("\n   ", "\n")
    return [block for found, block in _BLOCK.findall(unindented) if found == language]


async def test_the_recipe_for_a_language_makes_the_bot_speak_it(
    facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    locales = tmp_path / "locales"
    locales.mkdir()
    english = (ROOT / "bot" / "locales" / "en.ftl").read_text(encoding="utf-8")
    translated = re.sub(r"(^[a-z-]+ =|\[other\]) (?=\w)", r"\1 Xx ", english, flags=re.MULTILINE)
    (locales / "xx.ftl").write_text(translated, encoding="utf-8")
    manners, wording = blocks_under("Add a language", "toml")
    (facts / "manners" / "xx.toml").write_text(manners, encoding="utf-8")
    offices = facts / "facts" / "offices.toml"
    before, id_, rest = offices.read_text(encoding="utf-8").partition('id = "belgrade-office"')
    fact, next_, others = rest.partition("\n[[facts]]")
    offices.write_text(f"{before}{id_}{fact}\n{wording}{next_}{others}", encoding="utf-8")

    monkeypatch.setenv("LOCALES_DIR", str(locales))
    assert main(["check", str(facts)]) == 0
    (lacking,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("xx: ")]
    assert "headquarters" in lacking
    assert "belgrade-office" not in lacking

    settings = read_settings(env_file=None).model_copy(update={"facts_dir": facts, "locales_dir": locales})
    async with running_bot(lambda request: build_application(settings, request=request)) as bot:
        speaker, other = bot.user("Xo", language="xx"), bot.user("Ana")
        for person in (speaker, other):
            answer = await person.ask("ka gur uno ofisul os beogradu")
            assert answer.text.splitlines()[0] == "UNO gur ofisul os Beogradu."
            assert "Xx Our translation: “UNO ofisul os Beogradu zuma politikul”" in answer.text
        assert (await speaker.ask("hoi")).text.startswith("Xx Hello!")
        assert (await speaker.send("/budget")).text.splitlines()[1] == "Xx I do not have this in English yet."
        assert "Xx English" in (await other.send("/language")).buttons
        assert speaker.menu["help"] == "Xx How to ask"


def test_the_command_that_measures_a_change_finds_known_failures_only(capsys: pytest.CaptureFixture[str]) -> None:
    (command,) = [command for command, _ in transcript(CONTRIBUTING) if command.startswith("unmik-bot eval ")]
    arguments = [
        str(path) for word in shlex.split(command)[2:] for path in (sorted(ROOT.glob(word)) if "/" in word else [word])
    ]
    assert main(["eval", *arguments]) == 0
    assert capsys.readouterr().err == ""


def test_the_dockerfile_keeps_no_secret() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "TOKEN" not in dockerfile
    assert "USER 10001" in dockerfile
