"""The heartbeat tells whether the bot is alive."""

import os
from pathlib import Path
from time import time

import pytest

from bot.cli import main
from bot.heartbeat import FRESH, Heartbeat


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HEARTBEAT_FILE", str(tmp_path / "heartbeat"))
    return tmp_path / "heartbeat"


def test_a_beating_heart_is_healthy(file: Path) -> None:
    Heartbeat(file).beat()
    assert main(["health"]) == 0


def test_a_heart_that_never_beat_is_not(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["health"]) == 1
    assert capsys.readouterr().err == f"{file}: must be touched by a running bot, and was not of late\n"


def test_a_heart_that_stopped_is_not(file: Path) -> None:
    Heartbeat(file).beat()
    os.utime(file, (time() - FRESH - 1,) * 2)
    assert main(["health"]) == 1


def test_a_bot_that_may_not_touch_the_file_lives_on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "nowhere" / "heartbeat"
    heart = Heartbeat(file)
    heart.beat()
    heart.beat()
    assert caplog.messages == [f"{file}: must be a file that the bot may touch: No such file or directory"]


def test_health_needs_a_file_to_look_at(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("HEARTBEAT_FILE", raising=False)
    assert main(["health"]) == 2
    assert capsys.readouterr().err == "HEARTBEAT_FILE: must be set to tell whether the bot is alive\n"
