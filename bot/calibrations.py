"""How fact bases answer foreign questions, kept so that a start need not ask them all again."""

import json
import logging
from dataclasses import astuple

from bot.storage import Notes, StorageError
from knowledge import Calibration, engine

log = logging.getLogger(__name__)

_SECONDS = 30 * 24 * 60 * 60.0


class Calibrations:
    """Keeps the calibration of each fact base, for the engine that came to it and for no other."""

    def __init__(self, notes: Notes) -> None:
        """Take where replicas share what they keep."""
        self._notes = notes

    async def of(self, digest: str) -> Calibration | None:
        """Return the calibration of the fact base whose files have this digest, or None if it is not known."""
        try:
            text = await self._notes.read(_key(digest))
        except StorageError as error:
            log.warning("a calibration cannot be looked up: %s", error)
            return None
        if text is None:
            return None
        asked, mistaken = json.loads(text)
        return Calibration(asked, tuple(mistaken))

    def keep(self, digest: str, calibration: Calibration) -> None:
        """Keep a calibration for a month, without waiting."""
        self._notes.keep(_key(digest), json.dumps(astuple(calibration)), seconds=_SECONDS)


def _key(digest: str) -> str:
    return f"calibration {engine()} {digest}"
