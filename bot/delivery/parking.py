"""Updates that take long are written down, so that the others need not wait for them to be confirmed."""

import json
import logging
from collections.abc import Iterable

from telegram import Bot, Update

from bot.delivery.reading import all_readable
from bot.storage import Notes, StorageError

log = logging.getLogger(__name__)

_KEY = "parked updates"
_KEPT_SECONDS = 24 * 60 * 60.0
"""As long as Telegram itself would have kept them."""


class Parking:
    """Keeps updates that are confirmed to Telegram but not yet handled, for the case that we die first."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self.parked: set[int] = set()
        """The ids of those that are kept."""

    async def park(self, updates: Iterable[Update]) -> bool:
        """Keep these updates, and no others for longer than can be helped.

        Return False where the database does not let us keep them.
        """
        kept = {update.update_id: update for update in updates}
        if kept.keys() == self.parked:
            return True
        try:
            await self._notes.write(
                _KEY, json.dumps([update.to_dict() for update in kept.values()]), seconds=_KEPT_SECONDS
            )
        except StorageError as error:
            log.warning("updates under way cannot be written down: %s", error)
            # Those that are kept too long are found to be handled when they are taken up.
            return kept.keys() <= self.parked
        self.parked = {*kept}
        return True

    async def left(self, bot: Bot) -> list[Update]:
        """Return the updates that were kept when the bot last ended; raises StorageError."""
        written = await self._notes.read(_KEY)
        updates = all_readable(json.loads(written or "[]"), bot)
        self.parked = {update.update_id for update in updates}
        return updates
