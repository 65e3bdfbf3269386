"""A sign of life for those who watch the process: a file that is touched as long as Telegram hands out updates."""

from pathlib import Path
from time import time

FRESH = 120.0
"""The most seconds between two beats of a healthy bot: a round of polling takes at most 40, and it may fail once."""


class Heartbeat:
    """The file, and how long ago it was touched."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def beat(self) -> None:
        """Touch the file; raises OSError where it cannot be."""
        self._path.touch()

    @property
    def is_fresh(self) -> bool:
        """Whether the file was touched a short while ago."""
        try:
            return time() - self._path.stat().st_mtime < FRESH
        except OSError:
            return False
