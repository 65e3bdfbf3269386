import builtins
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

import pytest

from bot.storage import DatabaseUrlError, SqlStorage, sqlite_url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "state/bot.sqlite3",
        "mysql://user:geheim@host/bot",
        "postgresql",
        "sqlite://host/file",
        "sqlite:///a?mode=ro",
    ],
)
def test_a_url_that_cannot_be_used_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(DatabaseUrlError, match=r"must be sqlite:///FILE or postgresql://") as refused:
        SqlStorage(url)
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize("password", ["geheim/1", "geheim?1", "geheim#1", "geheim@1", "1/geheim"])
def test_a_password_must_be_written_as_urls_are(password: str) -> None:
    with pytest.raises(DatabaseUrlError, match="%2F") as refused:
        SqlStorage(f"postgresql://bot:{password}@host/bot")
    assert "geheim" not in str(refused.value)
    SqlStorage(f"postgresql://bot:{quote(password, safe='')}@host/bot")


@pytest.mark.parametrize(
    "url", ["postgres://u:p@host/bot", "postgresql://u:p@host/bot?sslmode=require", "postgresql+asyncpg://u@/b?host=/s"]
)
async def test_postgresql_is_known_by_each_of_its_names(url: str) -> None:
    SqlStorage(url)


def test_postgresql_without_its_driver_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    really_import = builtins.__import__

    def import_all_but_driver(
        name: str,
        globals_: Mapping[str, Any] | None = None,
        locals_: Mapping[str, Any] | None = None,
        names: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        if name == "asyncpg":
            raise ImportError(name)
        return really_import(name, globals_, locals_, names, level)

    monkeypatch.setattr(builtins, "__import__", import_all_but_driver)
    with pytest.raises(DatabaseUrlError, match=r"pip install 'unmik-bot\[postgres\]'"):
        SqlStorage("postgresql://host/bot")


async def test_the_url_of_a_file_leads_to_it(tmp_path: Path) -> None:
    path = tmp_path / "a folder, 100% Приштина" / "b#?.sqlite3"
    async with SqlStorage(sqlite_url(path)):
        assert path.stat().st_size > 0


async def test_a_relative_url_is_a_file_in_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with SqlStorage("sqlite:///state/bot.sqlite3"):
        assert (tmp_path / "state" / "bot.sqlite3").exists()
