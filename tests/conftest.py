"""What tests of the bot start from: a running bot over the tests' own fact base, and people to talk to it."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import build_application
from bot.loopback import AnyApplication, Loopback
from bot.settings import Settings, read_settings
from bot.storage import SqlStorage, sqlite_url
from tests.telegram import Bot, User, running_bot

ADMIN_ID = 6_100_000_000


@pytest.fixture
def facts_dir(tmp_path: Path) -> Path:
    """A copy of the tests' fact base, which a test may change."""
    return Path(shutil.copytree(Path(__file__).parent / "factbase", tmp_path / "factbase"))


@pytest.fixture
def settings(facts_dir: Path) -> Settings:
    return read_settings(env_file=None).model_copy(update={"facts_dir": facts_dir, "admin_ids": (ADMIN_ID,)})


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[SqlStorage]:
    """A database of its own."""
    async with SqlStorage(sqlite_url(tmp_path / "bot.sqlite3")) as storage:
        yield storage


@pytest.fixture
async def bot(settings: Settings) -> AsyncIterator[Bot]:
    """The bot as it runs; the test fails if Telegram refuses one of its calls, unless it clears `bot.refusals`."""

    def build(loopback: Loopback) -> AnyApplication:
        loopback.world.add_person("Admin", language="en", id=ADMIN_ID)
        return build_application(settings, request=loopback)

    async with running_bot(build) as bot:
        yield bot
        assert bot.refusals == []


@pytest.fixture
def ana(bot: Bot) -> User:
    """Someone whose app is in English."""
    return bot.user("Ana")


@pytest.fixture
def admin(bot: Bot) -> User:
    """Someone whose id is among the admins' in the settings."""
    return bot.user_with_id(ADMIN_ID)
