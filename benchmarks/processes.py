"""What it takes to run the bot as a process beside what measures it."""

import os
import socket
from contextlib import closing
from pathlib import Path

from benchmarks.stand_in import TOKEN

ROOT = Path(__file__).parents[1]


def environment(*, api_port: int, database_url: str, **settings: str) -> dict[str, str]:
    """Return the environment of a bot whose Telegram listens on a port of this machine, with further settings."""
    api = f"http://127.0.0.1:{api_port}"
    return {
        **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_BASE_URL": f"{api}/bot",
        "TELEGRAM_BASE_FILE_URL": f"{api}/file/bot",
        "DATABASE_URL": database_url,
        "WEBHOOK_URL": "https://bot.example.org",
        **settings,
    }


def free_port() -> int:
    """Return a port that nobody listens on."""
    with closing(socket.socket()) as bound:
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
        return port
