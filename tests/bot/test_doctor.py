"""The doctor tells what is wrong with an installation, and never its secrets."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.test_running import TOKEN, telegram


def doctor(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
        "FACTS_DIR": str(Path(__file__).parents[1] / "factbase"),
        "DATABASE_URL": f"sqlite:///{folder}/state/bot.sqlite3",
        **settings,
    }
    command = [sys.executable, "-m", "bot.cli", "doctor"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603


def findings(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """Return ok or BAD for each subject."""
    return {line[4:].partition(":")[0]: line[:3].strip() for line in done.stdout.splitlines()}


def test_what_is_fine_is_said_to_be_fine(tmp_path: Path) -> None:
    with telegram({}) as server:
        done = doctor(tmp_path, BOT_TOKEN=TOKEN, TELEGRAM_BASE_URL=server.url, TELEGRAM_BASE_FILE_URL=server.url)
    assert findings(done)["fact base"] == findings(done)["database"] == findings(done)["token"] == "ok"
    assert TOKEN.partition(":")[2] not in done.stdout + done.stderr


def test_a_refused_token_is_found(tmp_path: Path) -> None:
    with telegram({"getMe": 401}) as server:
        done = doctor(tmp_path, BOT_TOKEN=TOKEN, TELEGRAM_BASE_URL=server.url)
    assert done.returncode == 1
    assert "BAD token: Telegram refuses it" in done.stdout
    assert TOKEN.partition(":")[2] not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "url", ["postgresql://bot:geheim@127.0.0.1:9/bot", "sqlite:////proc/none/bot.sqlite3", "mysql://bot:geheim@h/x"]
)
def test_a_database_that_cannot_be_used_is_found_without_its_password(tmp_path: Path, url: str) -> None:
    done = doctor(tmp_path, DATABASE_URL=url)
    assert done.returncode == 1
    assert findings(done)["database"] == "BAD"
    assert "geheim" not in done.stdout + done.stderr


def test_a_broken_fact_base_is_found(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    assert findings(doctor(tmp_path, FACTS_DIR=str(tmp_path)))["fact base"] == "BAD"
