"""A sign of life for those who watch the process: a file that is touched as long as Telegram hands out updates."""

import logging
from pathlib import Path
from time import time

log = logging.getLogger(__name__)

FRESH = 120.0
"""The most seconds between two beats of a healthy bot: a round of polling takes at most 40, and it may fail once."""


class Heartbeat:
    """The file, and how long ago it was touched."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._is_old = False

    def beat(self) -> None:
        """Touch the file; where it cannot be, it grows old, and that is all."""
        try:
            self._path.touch()
        except OSError as error:
            if not self._is_old:
                log.error("%s: must be a file that the bot may touch: %s", self._path, error.strerror)
            self._is_old = True
        else:
            self._is_old = False

    @property
    def is_fresh(self) -> bool:
        """Whether the file was touched a short while ago."""
        try:
            return time() - self._path.stat().st_mtime < FRESH
        except OSError:
            return False
