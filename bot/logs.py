"""Logging that never shows a secret or anybody's words."""

import logging
from collections.abc import Collection

_TALKATIVE = ("httpx", "httpcore", "asyncio", "aiohttp", "aiosqlite", "sqlalchemy", "alembic", "uvicorn")
"""Libraries that log URLs and statements, with what is in them."""

_INDISCREET = "telegram"
"""A library that logs whole updates and answers, with people's words, where it cannot read them."""


class Redacting(logging.Formatter):
    """Puts asterisks in place of secrets, wherever in an entry they stand, tracebacks included."""

    def __init__(self, fmt: str, *, secrets: Collection[str]) -> None:
        super().__init__(fmt)
        self._secrets = [secret for secret in secrets if secret]

    def format(self, record: logging.LogRecord) -> str:
        """Return the entry as text."""
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text


def set_up_logging(level: str, *, secrets: Collection[str]) -> None:
    """Log to standard error: ours at `level`, of libraries the warnings at most, and the secrets nowhere."""
    handler = logging.StreamHandler()
    handler.setFormatter(Redacting("%(asctime)s %(levelname)s %(name)s: %(message)s", secrets=secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    # What it would tell is told by the error handler and by polling, without anybody's words.
    logging.getLogger(_INDISCREET).setLevel(logging.CRITICAL + 1)
