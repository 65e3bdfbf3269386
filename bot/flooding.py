"""Who writes more than anyone reads is told so once, kindly, and then waits."""

import asyncio
from collections import OrderedDict
from collections.abc import Collection
from typing import Any

from telegram import Update
from telegram.ext import ApplicationHandlerStop, BaseHandler, ContextTypes, TypeHandler

from bot.delivery.pacing import Window
from bot.people import People
from bot.rendering import notice
from bot.sending import acknowledge, answer
from bot.serving import Serving
from bot.updates import said, searched, tapped

_SECONDS = 60.0
_MESSAGES = 90
"""Messages and taps of a person in that time."""
_IN_GROUP = 180
"""Messages and taps in a group in that time."""
_SEARCHES = 180
"""Inline queries of a person in that time: one for every few letters that they type."""
_REMEMBERED = 20_000


class Flooding:
    """Stops updates of those who send too many before any other handler sees them."""

    def __init__(self, serving: Serving, people: People, *, exempt: Collection[int]) -> None:
        """Take the user ids of those who may send as many as they like."""
        self._serving = serving
        self._people = people
        self._exempt = exempt
        self._windows: OrderedDict[tuple[str, int], _Flow] = OrderedDict()

    def handler(self) -> BaseHandler[Any, Any, Any]:
        """Return the handler of every update, to be tried before all others."""
        return TypeHandler(Update, self.stop)

    async def stop(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Let an update pass, or stop it; raises ApplicationHandlerStop."""
        flows = [flow for flow in self._flows(update) if not flow.passes()]
        if not flows:
            return
        if search := searched(update):
            await search.query.answer([], cache_time=10, is_personal=True)
        elif tap := tapped(update):
            await acknowledge(tap)
        elif (message := said(update)) and any(flow.may_tell() for flow in flows):
            locale = self._serving.now.renderer.locale((await self._people.of(message)).tag)
            await answer(message, notice(locale.say("too-many"), locale.tag))
        raise ApplicationHandlerStop

    def _flows(self, update: Update) -> list["_Flow"]:
        person, chat = update.effective_user, update.effective_chat
        if person is None or person.id in self._exempt:
            return []
        if update.inline_query:
            return [self._flow("search", person.id, _SEARCHES)]
        flows = [self._flow("person", person.id, _MESSAGES)]
        if chat is not None and chat.id < 0:
            flows.append(self._flow("group", chat.id, _IN_GROUP))
        return flows

    def _flow(self, kind: str, id_: int, most: int) -> "_Flow":
        flow = self._windows.setdefault((kind, id_), _Flow(most))
        self._windows.move_to_end((kind, id_))
        now = asyncio.get_running_loop().time()
        while (oldest := next(iter(self._windows.values()))) is not flow:
            if len(self._windows) <= _REMEMBERED and not oldest.is_at_rest(now):
                break
            self._windows.popitem(last=False)
        return flow


class _Flow(Window):
    """What comes from one side."""

    __slots__ = ("_told",)

    def __init__(self, most: int) -> None:
        super().__init__(most, _SECONDS)
        self._told = False

    def passes(self) -> bool:
        """Count one more, and tell whether it may pass."""
        now = asyncio.get_running_loop().time()
        if self.wait(now) > 0:
            return False
        self.start(now)
        self._told = False
        return True

    def may_tell(self) -> bool:
        """Tell whether it has yet to be said that there are too many; once it is asked, it is said."""
        told, self._told = self._told, True
        return not told
