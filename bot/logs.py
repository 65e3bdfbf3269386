"""Logging that never shows a secret or anybody's words."""

import json
import logging
import time
from collections.abc import Collection
from datetime import UTC, datetime
from functools import lru_cache

_TALKATIVE = ("httpx", "httpcore", "asyncio", "aiohttp", "sqlalchemy", "alembic", "uvicorn")
"""Libraries that log URLs and statements, with what is in them."""

_INDISCREET = "telegram"
"""A library that logs whole updates and answers, with people's words, where it cannot read them."""


FIELDS = "fields"
"""What an entry may hold besides its message, under this name in its `extra`: names and plain values."""


@lru_cache(1)
def _second(seconds: int) -> str:
    """Return a second by the local clock; there are many entries in each."""
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(seconds))


class Redacting(logging.Formatter):
    """Puts asterisks in place of secrets, wherever in an entry they stand, tracebacks included."""

    def __init__(self, fmt: str, *, secrets: Collection[str]) -> None:
        super().__init__(fmt)
        self._secrets = [secret for secret in secrets if secret]

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002
        """Return when the entry was made, to the millisecond."""
        return f"{_second(int(record.created))},{int(record.msecs):03}"

    def format(self, record: logging.LogRecord) -> str:
        """Return the entry as text."""
        text = self._written(record)
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text

    def _written(self, record: logging.LogRecord) -> str:
        fields = getattr(record, FIELDS, {})
        return " ".join([super().format(record), *(f"{name}={value}" for name, value in fields.items())])


class RedactingJson(Redacting):
    """The same with each entry a JSON object on a line of its own."""

    def _written(self, record: logging.LogRecord) -> str:
        entry: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, FIELDS, {}),
        }
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


def set_up_logging(level: str, *, secrets: Collection[str], as_json: bool = False) -> None:
    """Log to standard error: ours at `level`, of libraries the warnings at most, and the secrets nowhere."""
    # Nothing is shown of these, and each is looked up for every entry.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    handler = logging.StreamHandler()
    formatter = RedactingJson if as_json else Redacting
    handler.setFormatter(formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", secrets=secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    # What it would tell is told by the error handler and by polling, without anybody's words.
    logging.getLogger(_INDISCREET).setLevel(logging.CRITICAL + 1)
