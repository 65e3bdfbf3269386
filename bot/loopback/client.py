"""A person's Telegram app: what they do reaches the application as updates, and what it answers comes back."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from telegram import Update
from telegram.ext import Application

from bot.loopback.asking import InlineQuestion, Tap
from bot.loopback.chats import Chat, Json, Message, Person
from bot.loopback.transport import Loopback

AnyApplication = Application[Any, Any, Any, Any, Any, Any]
Build = Callable[[Loopback], AnyApplication]
"""Makes an application whose transport is the loopback."""


class Client:
    """The app of one person, in a running application over a loopback."""

    def __init__(self, application: AnyApplication, loopback: Loopback, person: Person) -> None:
        self._application = application
        self._loopback = loopback
        self.person = person
        self.last_message: Message | None = None
        """What the person wrote last."""

    async def send(self, text: str, *, chat: Chat | None = None, reply_to: Message | None = None) -> list[Message]:
        """Send a text to a chat, by default the private one; return the messages that the bot sent or edited for it."""
        self.last_message, update = self._loopback.world.write(self.person, text, chat=chat, reply_to=reply_to)
        return await self._deliver(update)

    async def edit(self, message: Message, text: str) -> list[Message]:
        """Change a message of theirs; return the messages that the bot sent or edited for it."""
        return await self._deliver(self._loopback.world.rewrite(message, text))

    async def tap(self, message: Message, payload: str) -> tuple[Tap, list[Message]]:
        """Tap a button with this callback data; return the tap and the messages that the bot sent or edited for it."""
        tap, update = self._loopback.world.tap(self.person, message, payload)
        return tap, await self._deliver(update)

    async def ask_inline(self, query: str) -> InlineQuestion:
        """Type behind the bot's name in any chat; return the question with its results."""
        question, update = self._loopback.world.ask_inline(self.person, query)
        await self._deliver(update)
        return question

    async def _deliver(self, update: Json) -> list[Message]:
        with self._loopback.exchange() as exchange:
            received = Update.de_json(update, self._application.bot)
            processing = self._application.process_update(received)
            await self._application.update_processor.process_update(received, processing)
        if exchange.unknown:
            raise NotImplementedError("; ".join(exchange.unknown))
        return [message for message in exchange.replies if not message.deleted]


@asynccontextmanager
async def running(application: AnyApplication) -> AsyncIterator[None]:
    """Run an application without fetching updates: everything that run_polling does, but for the polling."""
    async with application:
        if application.post_init:
            await application.post_init(application)
        await application.start()
        try:
            yield
        finally:
            await application.stop()
            if application.post_stop:
                await application.post_stop(application)
    if application.post_shutdown:
        await application.post_shutdown(application)
