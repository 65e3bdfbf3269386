"""Who may import whom, and that importing does nothing."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

FORBIDDEN = [
    # module, and what it must not import
    ("knowledge", {"bot", "telegram", "pydantic_settings"}),
    ("knowledge.text", {"knowledge"}),
    ("knowledge.phrases", {"knowledge"}),
    ("knowledge.model", {"knowledge.text", "knowledge.factbase", "knowledge.matching", "knowledge.loading"}),
    ("knowledge.matching", {"knowledge.answering", "knowledge.factbase", "knowledge.loading", "knowledge.checking"}),
    ("knowledge.factbase", {"knowledge.loading", "knowledge.checking", "knowledge.answering"}),
    ("bot.settings", {"telegram"}),
    ("bot.storage", {"telegram", "bot.delivery", "bot.settings", "knowledge"}),
    ("bot.delivery", {"bot.questions", "bot.rendering", "bot.serving", "knowledge"}),
    ("bot.languages", {"telegram"}),
    ("bot.locale", {"telegram"}),
    ("bot.people", {"telegram"}),
    ("bot.storage", {"telegram"}),
    ("bot.transliteration", {"telegram", "knowledge"}),
]

ALONE = [
    # what only some modules may import
    ({"rapidfuzz", "numpy"}, ("knowledge.matching",)),
    ({"tomli"}, ("knowledge.loading", "bot.transliteration")),
    ({"bot.app"}, ("bot.cli", "bot.running")),
    ({"prompt_toolkit"}, ("bot.console",)),
    ({"rich"}, ("bot.console", "bot.progress")),
    ({"matplotlib"}, ("bot.plots",)),
    ({"PIL", "font_source_sans_pro"}, ("bot.charts",)),
]


def modules(package: str) -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def is_within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


ALL = [*modules("knowledge"), *modules("bot")]


@pytest.mark.parametrize(("package", "forbidden"), FORBIDDEN, ids=[package for package, _ in FORBIDDEN])
def test_a_package_keeps_from_what_it_must_not_know(package: str, forbidden: set[str]) -> None:
    wrong = [
        (module, imported)
        for module, path in ALL
        if is_within(module, package)
        for imported in imports(path)
        if any(is_within(imported, name) for name in forbidden) and not is_within(imported, package)
    ]
    assert wrong == []


@pytest.mark.parametrize(("libraries", "allowed"), ALONE, ids=["-".join(sorted(names)) for names, _ in ALONE])
def test_a_library_is_known_where_it_belongs(libraries: set[str], allowed: tuple[str, ...]) -> None:
    wrong = [
        (module, imported)
        for module, path in ALL
        if not any(is_within(module, package) for package in allowed)
        for imported in imports(path)
        if any(is_within(imported, library) for library in libraries)
    ]
    assert wrong == []


def test_the_bot_uses_public_names_of_knowledge_only() -> None:
    wrong = [
        (module, imported)
        for module, path in modules("bot")
        for imported in imports(path)
        if imported.startswith("knowledge.")
    ]
    assert wrong == []


def test_importing_the_bot_does_nothing() -> None:
    code = "import bot.cli, bot.app, knowledge, logging; assert not logging.root.handlers"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_bot_that_polls_on_sqlite_loads_nothing_that_only_others_need() -> None:
    others = (
        *("alembic", "asyncpg", "click", "prompt_toolkit", "rich"),
        *("sqlalchemy.dialects.postgresql", "tornado.web", "uvicorn"),
    )
    code = (
        "import sys, bot.__main__; sys.argv = ['unmik-bot', '--help']\n"
        "try: bot.__main__.main()\n"
        "except SystemExit: import bot.running\n"
        f"print([name for name in {others} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "[]\n")


def test_knowledge_loads_without_telegram() -> None:
    code = "import sys, knowledge; assert 'telegram' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")
