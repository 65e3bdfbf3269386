"""Who writes more than anyone reads is told so once, kindly, and then waits."""

import asyncio
from collections.abc import Collection
from contextlib import suppress
from math import inf
from typing import Any

from telegram import Bot, Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, BaseHandler, ContextTypes, TypeHandler

from bot.delivery.once import MOST_IN_HAND
from bot.delivery.ordering import is_one_too_many
from bot.delivery.pacing import Window
from bot.people import People
from bot.rendering import notice
from bot.sending import acknowledge, answer
from bot.serving import Serving
from bot.updates import said, searched, speaks_to, tapped

_SECONDS = 60.0
_MESSAGES = 90
"""Messages and taps of a person in that time."""
_IN_GROUP = 180
"""Messages and taps in a group in that time."""
_IN_HAND = 60
"""Updates of a chat in hand beyond which more of them are too many, if there are `_ALL_IN_HAND` of all chats.

Telegram lets fewer messages through to a chat than may come from it: 60 leave a private one in a minute, a group in
three. They would pile up until there is room for no other chat. What has come to a busy group while the bot was down is
no flood, and may wait, as long as there is.
"""
_ALL_IN_HAND = MOST_IN_HAND // 2
_SEARCHES = 180
"""Inline queries of a person in that time: one for every few letters that they type."""
_REMEMBERED = 2_500
"""Of those who have sent something lately; of twice as many, those who have sent nothing since are forgotten.

Nobody who sends too much is among them: a bot cannot answer so many others between two of their messages.
"""


class Flooding:
    """Stops updates of those who send too many before any other handler sees them."""

    def __init__(self, serving: Serving, people: People, *, exempt: Collection[int]) -> None:
        """Take the user ids of those who may send as many as they like."""
        self._serving = serving
        self._people = people
        self._exempt = exempt
        self._messages = _Flows(_MESSAGES)
        self._in_groups = _Flows(_IN_GROUP)
        self._searches = _Flows(_SEARCHES)

    def handler(self) -> BaseHandler[Any, Any, Any]:
        """Return the handler of every update, to be tried before all others."""
        return TypeHandler(Update, self.stop)

    def is_too_many(self, update: Update, of_chat: int, of_all: int) -> bool:
        """Tell of an update, while so many of its chat and so many of all are in hand, whether it is to be stopped."""
        person = update.effective_user
        is_crowded = of_chat >= _IN_HAND and of_all >= _ALL_IN_HAND
        return is_crowded and person is not None and person.id not in self._exempt

    async def stop(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Let an update pass, or stop it; raises ApplicationHandlerStop."""
        flows = self._flows(update, context.bot)
        full = flows[-1:] if is_one_too_many() else [flow for flow in flows if not flow.passes()]
        if full:
            with suppress(TelegramError):
                await self._tell(update, full)
            raise ApplicationHandlerStop

    async def _tell(self, update: Update, full: Collection["_Flow"]) -> None:
        if search := searched(update):
            await search.query.answer([], cache_time=10, is_personal=True)
        elif tap := tapped(update):
            await acknowledge(tap)
        elif (message := said(update)) and any(flow.may_tell() for flow in full):
            locale = self._serving.now.renderer.locale((await self._people.of(message)).tag)
            await answer(message, notice(locale.say("too-many"), locale.tag))

    def _flows(self, update: Update, bot: Bot) -> list["_Flow"]:
        person, chat = update.effective_user, update.effective_chat
        if person is None or person.id in self._exempt:
            return []
        if (message := said(update)) and not speaks_to(message, bot):
            return []
        if update.inline_query:
            return [self._searches.of(person.id)]
        flows = [self._messages.of(person.id)]
        if chat is not None and chat.id < 0:
            flows.append(self._in_groups.of(chat.id))
        return flows


class _Flows:
    """What comes from each of many sides that may send the same."""

    def __init__(self, most: int) -> None:
        self._most = most
        # Who has sent nothing for as long as a flow lasts is as good as new, so that nobody need be looked for who can
        # be forgotten: those who have sent something in this span of time, or else in the last.
        self._lately: dict[int, _Flow] = {}
        self._before: dict[int, _Flow] = {}
        self._since = 0.0

    def of(self, id_: int) -> "_Flow":
        """Return what comes from a person or a group."""
        now = asyncio.get_running_loop().time()
        if now - self._since >= _SECONDS or len(self._lately) >= _REMEMBERED:
            self._before, self._lately, self._since = self._lately, {}, now
        flow = self._lately.get(id_)
        if flow is None:
            flow = self._before.pop(id_) if id_ in self._before else _Flow(self._most)
            self._lately[id_] = flow
        return flow


class _Flow(Window):
    """What comes from one side."""

    __slots__ = ("_told_at",)

    def __init__(self, most: int) -> None:
        super().__init__(most, _SECONDS)
        self._told_at = -inf

    def passes(self) -> bool:
        """Count one more, and tell whether it may pass."""
        now = asyncio.get_running_loop().time()
        if self.wait(now) > 0:
            return False
        self.start(now)
        return True

    def may_tell(self) -> bool:
        """Tell whether it has not been said lately that there are too many; once it is asked, it is said."""
        now = asyncio.get_running_loop().time()
        if now - self._told_at < _SECONDS:
            return False
        self._told_at = now
        return True
