"""The composition root: the one place where the parts meet."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import Application, ApplicationBuilder, BaseHandler, BaseRateLimiter, Defaults
from telegram.request import BaseRequest

from bot.admin import Admin
from bot.browsing import Browsing
from bot.choosing import Choosing
from bot.commands import Commands
from bot.delivery.ordering import InOrder
from bot.errors import Errors
from bot.explaining import Explaining
from bot.inline import Inline
from bot.languages import Languages
from bot.locale import load_locales
from bot.menus import Menus
from bot.people import People
from bot.questions import Questions
from bot.recall import Recall
from bot.rendering import Renderer
from bot.serving import Answers, Serving, Snapshot
from bot.settings import Settings
from bot.storage import Choices, RememberedChoices
from bot.tally import Tally
from knowledge import Answerer, FactBase, load, shipped_directory

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY)
"""The kinds of updates that have a handler; Telegram is asked for no others."""

_NO_TOKEN = "0:none"  # noqa: S105 - no secret: a transport in process asks for none, but the library must have one

_READ_SECONDS = 30.0
"""A message that Telegram has taken but is slow to confirm must not count as lost."""


def build_application(
    settings: Settings,
    *,
    request: BaseRequest | None = None,
    pacing: BaseRateLimiter[Any] | None = None,
    answering: Callable[[FactBase], Answers] | None = None,
    choices: Choices | None = None,
) -> AnyApplication:
    """Return the bot, ready to be initialized and started; raises FactBaseError.

    `request` takes the place of HTTP, for updates too; `pacing` is what keeps Telegram's limits, if anything is to;
    `answering` makes what answers questions from a fact base, in place of an Answerer; `choices` keeps the languages
    that people choose, by default while the process lasts.
    """
    locales = load_locales(settings.locales_dir)
    languages = Languages(locales)
    directory = settings.facts_dir or shipped_directory()
    make_answerer = answering or partial(Answerer, caution=settings.caution)

    def load_snapshot() -> Snapshot:
        facts = load(directory)
        return Snapshot(
            facts=facts,
            answerer=make_answerer(facts),
            renderer=Renderer(facts, locales),
            directory=directory,
            loaded_at=datetime.now(UTC),
        )

    serving = Serving(load_snapshot)
    tally = Tally()
    people = People(languages, choices or RememberedChoices())
    recall = Recall()
    menus = Menus(serving, locales, languages, admin_ids=settings.admin_ids)

    async def publish(application: AnyApplication) -> None:
        await menus.publish(application.bot)

    application = _builder(settings, request, pacing).post_init(publish).build()
    admin = Admin(serving, tally, menus, people, admin_ids=settings.admin_ids)
    parts = (
        admin,
        Questions(serving, people, recall, tally),
        Choosing(serving, people),
        Explaining(serving, people, recall),
        Commands(serving, people, recall),
        Browsing(serving, people, recall),
        Inline(serving, people),
    )
    # The first handler that takes an update is the only one: commands that nobody knows come after all others.
    handlers: list[BaseHandler[Any, Any, Any]] = [handler for part in parts for handler in part.handlers()]
    application.add_handlers(handlers)
    application.add_handler(admin.meeting(), group=1)
    application.add_error_handler(Errors(serving, people).handle)
    return application


def _builder(
    settings: Settings, request: BaseRequest | None, pacing: BaseRateLimiter[Any] | None
) -> "ApplicationBuilder[Any, Any, Any, Any, Any, Any]":
    token = settings.bot_token
    builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any] = (
        Application.builder()
        .token(token.get_secret_value() if token else _NO_TOKEN)
        .base_url(str(settings.telegram_base_url))
        .base_file_url(str(settings.telegram_base_file_url))
        .defaults(Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .concurrent_updates(InOrder())
        .updater(None)
    )
    if pacing is not None:
        builder = builder.rate_limiter(pacing)
    if request is not None:
        return builder.request(request).get_updates_request(request)
    return (
        builder.connect_timeout(10).read_timeout(_READ_SECONDS).write_timeout(_READ_SECONDS).pool_timeout(_READ_SECONDS)
    )
