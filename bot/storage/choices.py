"""The languages that people chose to be spoken to in."""

from collections import OrderedDict
from typing import Protocol

from bot.languages import Tag

_REMEMBERED = 100_000


class Choices(Protocol):
    """Keeps what people chose, by their user id."""

    async def get(self, user_id: int) -> Tag | None:
        """Return what a person chose, or None if they left it to the bot."""
        ...

    async def set(self, user_id: int, tag: Tag | None) -> None:
        """Keep what a person chose; None forgets it."""
        ...


class RememberedChoices:
    """Choices kept in memory until the process ends; of too many, those longest unused are forgotten."""

    def __init__(self, *, limit: int = _REMEMBERED) -> None:
        self._limit = limit
        self._chosen: OrderedDict[int, Tag] = OrderedDict()

    async def get(self, user_id: int) -> Tag | None:
        """Return what a person chose, or None if they left it to the bot."""
        if user_id in self._chosen:
            self._chosen.move_to_end(user_id)
        return self._chosen.get(user_id)

    async def set(self, user_id: int, tag: Tag | None) -> None:
        """Keep what a person chose; None forgets it."""
        self._chosen.pop(user_id, None)
        if tag is not None:
            self._chosen[user_id] = tag
        while len(self._chosen) > self._limit:
            self._chosen.popitem(last=False)
