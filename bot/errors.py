"""What happens when a handler fails: a log entry without anyone's words, and a short apology."""

import logging
import traceback

from telegram import Update
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import ContextTypes

from bot import tracing
from bot.delivery.transport import was_never_sent
from bot.metrics import Metrics
from bot.people import People, Person
from bot.sending import send
from bot.serving import Serving
from bot.updates import said, tapped

log = logging.getLogger(__name__)

_OF_NO_CONCERN = (
    "chat not found",
    "message to be replied not found",
    "message is not modified",
    "not enough rights",
    "query id is invalid",
    "query is too old",
    "user is deactivated",
)
"""Refusals that come of what people do: they leave, delete, tap twice."""

_OUR_FAULT = (
    "button_data_invalid",
    "can't parse entities",
    "can't parse inline",
    "message is too long",
    "message text is empty",
    "result_id_duplicate",
    "too many",
)
"""Refusals that come of what we send."""


class Errors:
    """The one error handler."""

    def __init__(self, serving: Serving, people: People, metrics: Metrics) -> None:
        self._metrics = metrics
        self._serving = serving
        self._people = people

    async def handle(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Log what failed, and apologise to whoever waits for an answer where an answer can still reach them."""
        error = context.error
        if isinstance(error, TelegramError):
            _log_refusal(error)
            self._metrics.count_error(type(error).__name__)
            if trace := tracing.current():
                trace.is_unsent |= _may_be_sent_later(error)
                trace.is_refused |= isinstance(error, InvalidToken)
            return
        log.error("a handler failed: %s at %s", type(error).__name__, _place(error))
        await self._apologise(update, context)

    async def _apologise(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        if not isinstance(update, Update) or update.effective_chat is None or update.effective_message is None:
            return
        asker = tapped(update) or said(update)
        person = await self._people.of(asker) if asker else Person(self._people.languages)
        apology = self._serving.now.renderer.notice("apology", person.tag)
        message = update.effective_message
        try:
            await send(context.bot, update.effective_chat.id, apology, reply_to=message.message_id)
        except TelegramError as error:
            _log_refusal(error)


def _may_be_sent_later(error: TelegramError) -> bool:
    """Tell whether Telegram has certainly not taken a call, and may yet take it."""
    if isinstance(error, TimedOut):
        return was_never_sent(error)
    return isinstance(error, RetryAfter) or (isinstance(error, NetworkError) and not isinstance(error, BadRequest))


def _log_refusal(error: TelegramError) -> None:
    """Log that Telegram did not take a call, the louder the more it is our fault."""
    match error:
        case Forbidden() | ChatMigrated():
            level = logging.DEBUG
        case BadRequest() if any(reason in error.message.lower() for reason in _OF_NO_CONCERN):
            level = logging.DEBUG
        case RetryAfter() | InvalidToken():
            level = logging.WARNING
        case NetworkError() if not isinstance(error, BadRequest):
            level = logging.WARNING
        case _:
            level = logging.ERROR
    log.log(level, "Telegram did not take an answer: %s at %s", _named(error), _place(error))


def _named(error: TelegramError) -> str:
    """Return the kind of an error, with its reason where it is one of those known: others may quote somebody."""
    text = error.message.lower()
    reasons = [reason for reason in (*_OF_NO_CONCERN, *_OUR_FAULT) if reason in text]
    return ": ".join([type(error).__name__, *reasons[:1]])


def _place(error: BaseException | None) -> str:
    """Return the calls that led to an error, outermost first; never its text, which may hold what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__) if error else []
    return " > ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames)
