"""Looking over an installation: what is wrong with it, and what to do about it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import aiohttp
from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.delivery.transport import Transport
from bot.factfiles import load
from bot.settings import Settings
from bot.storage import DatabaseUrlError, SqlStorage, StorageError
from knowledge import FactBaseError, shipped_directory

_SKEW = timedelta(seconds=30)
"""How far our clock may be off; connections over TLS fail long after that."""

_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    says: str
    is_fine: bool = True

    def __str__(self) -> str:
        return f"{'ok ' if self.is_fine else 'BAD'} {self.subject}: {self.says}"


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Look at the fact base, the database, the token, the webhook and the clock, and yield what was found of each."""
    yield _facts(settings.facts_dir or shipped_directory())
    yield await _database(settings)
    if settings.bot_token is None:
        yield Finding("token", "BOT_TOKEN is not set: @BotFather gives one", is_fine=False)
        return
    transport = Transport(read_timeout=_SECONDS, connect_timeout=_SECONDS)
    bot = Bot(settings.bot_token.get_secret_value(), base_url=str(settings.telegram_base_url), request=transport)
    await transport.initialize()
    try:
        async for finding in _telegram(bot, settings):
            yield finding
    finally:
        await transport.shutdown()
    yield await _clock(settings)


def _facts(directory: Path) -> Finding:
    try:
        facts = load(directory)
    except FactBaseError as error:
        says = f"{len(error.problems)} problems in {directory}: `unmik-bot check` lists them"
        return Finding("fact base", says, is_fine=False)
    return Finding("fact base", f"{len(facts.facts)} facts in {directory}")


async def _database(settings: Settings) -> Finding:
    kind = settings.database.partition(":")[0]
    try:
        async with asyncio.timeout(3 * _SECONDS), SqlStorage(settings.database) as storage:
            await storage.check()
            revision = await storage.revisions.current()
    except DatabaseUrlError as error:
        return Finding("database", f"DATABASE_URL {error}", is_fine=False)
    except StorageError as error:
        says = f"{kind}: {error}: is DATABASE_URL right, is the server up, and may the bot write there?"
        return Finding("database", says, is_fine=False)
    except TimeoutError:
        return Finding("database", f"{kind}: no answer: is the server up, and let through to us?", is_fine=False)
    return Finding("database", f"{kind}; fact base revision {revision.number if revision else 'none yet'}")


async def _telegram(bot: Bot, settings: Settings) -> AsyncIterator[Finding]:
    try:
        me = await bot.get_me()
        hook = await bot.get_webhook_info()
    except InvalidToken:
        yield Finding("token", "Telegram refuses it: @BotFather shows the one that holds", is_fine=False)
        return
    except TelegramError as error:
        says = (
            f"Telegram cannot be reached ({type(error).__name__}): is there a way out to {settings.telegram_base_url}?"
        )
        yield Finding("token", says, is_fine=False)
        return
    yield Finding("token", f"@{me.username}")
    if not me.supports_inline_queries:
        yield Finding("inline mode", "off: write /setinline to @BotFather to let people use it", is_fine=False)
    yield _webhook(hook, settings)


def _webhook(hook: WebhookInfo, settings: Settings) -> Finding:
    wanted = str(settings.webhook_url or "")
    waiting = f"{hook.pending_update_count} updates are waiting"
    if not hook.url:
        if wanted:
            return Finding("webhook", f"none is set; `unmik-bot run --webhook` sets it. {waiting}", is_fine=False)
        return Finding("webhook", f"none, as polling needs it. {waiting}")
    if not wanted:
        return Finding("webhook", "one is set, which keeps updates from polling; `unmik-bot run` takes it down")
    if not hook.url.startswith(wanted):
        return Finding(
            "webhook", "it leads elsewhere than WEBHOOK_URL; `unmik-bot run --webhook` sets it", is_fine=False
        )
    if hook.last_error_date and datetime.now(UTC) - hook.last_error_date < timedelta(minutes=10):
        return Finding("webhook", f"Telegram could not deliver: {hook.last_error_message}. {waiting}", is_fine=False)
    return Finding("webhook", f"set. {waiting}")


async def _clock(settings: Settings) -> Finding:
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(trust_env=True, timeout=timeout) as session,
            session.head(str(settings.telegram_base_url).removesuffix("/bot")) as answer,
        ):
            theirs = parsedate_to_datetime(answer.headers["Date"])
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError):
        return Finding("clock", "not compared: Telegram's could not be read")
    off = abs(datetime.now(UTC) - theirs)
    if off > _SKEW:
        return Finding(
            "clock", f"off by {off.total_seconds():.0f} seconds: let it be set over the network", is_fine=False
        )
    return Finding("clock", "right")
