"""The composition root: the one place where the parts meet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import Application, BaseHandler, BaseRateLimiter, Defaults
from telegram.request import BaseRequest

from bot.admin import Admin
from bot.browsing import Browsing
from bot.calibrations import Calibrations
from bot.calling import CallingBot
from bot.choosing import Choosing
from bot.commands import Commands
from bot.delivery.ordering import InOrder
from bot.delivery.transport import Transport
from bot.errors import Errors
from bot.explaining import Explaining
from bot.factbases import FactBases
from bot.feedback import Feedback
from bot.flooding import Flooding
from bot.history import History
from bot.inline import Inline
from bot.languages import Languages
from bot.locale import load_locales
from bot.menus import Menus
from bot.metrics import Metrics
from bot.people import People
from bot.questions import Questions
from bot.recall import Recall
from bot.rendering import Renderer
from bot.repeated import Repeated
from bot.serving import Answers, Serving, Snapshot
from bot.settings import Settings
from bot.statistics import Statistics
from bot.storage import SqlStorage, Storage
from bot.tally import Tally
from knowledge import Answerer, Calibration, FactBase, shipped_directory

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY)
"""The kinds of updates that have a handler; Telegram is asked for no others."""

_NO_TOKEN = "0:none"  # noqa: S105 - no secret: a transport in process asks for none, but the library must have one


class _Forgetful(Application[Any, Any, Any, Any, Any, Any]):
    """An application that keeps nothing of its own, and so need not remember for ever whose data may have changed."""

    def _mark_for_persistence_update(self, *, update: object = None, job: object = None) -> None:
        """Do nothing: the library would note the ids of all chats and people, and only a persistence clears them."""


@dataclass(frozen=True, slots=True)
class Assembly:
    """The bot, put together."""

    application: AnyApplication
    """Ready to be initialized and started, once there is a fact base to serve."""
    fact_bases: FactBases
    metrics: Metrics


def build_application(
    settings: Settings,
    *,
    request: BaseRequest | None = None,
    answering: Callable[[FactBase], Answers] | None = None,
) -> AnyApplication:
    """Return a bot that keeps nothing once it ends, ready to be initialized and started; raises FactBaseError.

    See `assemble` for what it takes.
    """
    storage = SqlStorage("sqlite://", retention_days=settings.retention_days)
    assembly = assemble(settings, storage=storage, request=request, answering=answering)
    assembly.fact_bases.load()
    application, publish = assembly.application, assembly.application.post_init

    async def open_storage(application: AnyApplication) -> None:
        await storage.open()
        if publish:
            await publish(application)

    async def close_storage(_application: AnyApplication) -> None:
        await storage.close()

    application.post_init, application.post_shutdown = open_storage, close_storage
    return application


def assemble(
    settings: Settings,
    *,
    storage: Storage,
    request: BaseRequest | None = None,
    pacing: BaseRateLimiter[Any] | None = None,
    answering: Callable[[FactBase], Answers] | None = None,
) -> Assembly:
    """Put the bot together, without a fact base to serve yet.

    `request` takes the place of HTTP, for updates too; `pacing` is what keeps Telegram's limits, if anything is to, and
    with it people who send too much have to wait; `answering` makes what answers questions from a fact base, in place
    of an Answerer.
    """
    locales = load_locales(settings.locales_dir)
    languages = Languages(locales)
    directory = settings.facts_dir or shipped_directory()

    def snapshot(facts: FactBase, digest: str, known: Calibration | None) -> Snapshot:
        answerer = answering(facts) if answering else Answerer(facts, caution=settings.caution, calibration=known)
        return Snapshot(
            facts=facts,
            answerer=Repeated(answerer),
            renderer=Renderer(facts, locales),
            directory=directory,
            loaded_at=datetime.now(UTC),
            digest=digest,
            calibration=answerer.calibration if isinstance(answerer, Answerer) else None,
        )

    serving = Serving()
    fact_bases = FactBases(serving, storage.revisions, Calibrations(storage.notes), snapshot, directory=directory)
    metrics = Metrics()
    metrics.watch("revision", "The fact base revision that is served.", lambda: serving.now.revision or 0)
    tally = Tally(storage.counts, storage.unanswered)
    people = People(languages, storage.choices)
    recall = Recall(storage.notes, token=_token(settings))
    menus = Menus(serving, locales, languages, admin_ids=settings.admin_ids)

    async def publish(application: AnyApplication) -> None:
        async with storage.leader("menus") as is_ours:
            if is_ours:
                await menus.publish(application.bot)

    flooding = Flooding(serving, people, exempt=settings.admin_ids) if pacing else None
    application = (
        Application.builder()
        .application_class(_Forgetful)
        .bot(_bot(settings, request or Transport(), pacing))
        .concurrent_updates(InOrder(is_too_many=flooding.is_too_many) if flooding else InOrder())
        .updater(None)
        .post_init(publish)
        .build()
    )
    admin = Admin(serving, fact_bases, tally, menus, people, admin_ids=settings.admin_ids)
    history = History(serving, fact_bases, menus, people)
    statistics = Statistics(serving, people, storage)
    parts = (
        admin,
        Questions(serving, people, recall, tally),
        Choosing(serving, people),
        Explaining(serving, people, recall),
        Feedback(serving, languages, storage.counts),
        Commands(serving, people, recall),
        Browsing(serving, people, recall),
        Inline(serving, people),
    )
    # The first handler that takes an update is the only one: commands that nobody knows come after all others.
    handlers: list[BaseHandler[Any, Any, Any]] = [*history.handlers(admin.admins), *statistics.handlers(admin.admins)]
    handlers += [handler for part in parts for handler in part.handlers()]
    application.add_handlers(handlers)
    application.add_handler(admin.meeting(), group=1)
    if flooding:
        application.add_handler(flooding.handler(), group=-1)
    application.add_error_handler(Errors(serving, people, metrics).handle)
    return Assembly(application, fact_bases, metrics)


def _bot(settings: Settings, request: BaseRequest, pacing: BaseRateLimiter[Any] | None) -> CallingBot:
    return CallingBot(
        _token(settings),
        base_url=str(settings.telegram_base_url),
        base_file_url=str(settings.telegram_base_file_url),
        request=request,
        get_updates_request=request,
        defaults=Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)),
        rate_limiter=pacing,
    )


def _token(settings: Settings) -> str:
    return settings.bot_token.get_secret_value() if settings.bot_token else _NO_TOKEN
