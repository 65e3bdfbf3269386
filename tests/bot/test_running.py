"""The bot as a process: it talks HTTP, stops when told to, and ends with a clear line when its token is refused."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

TOKEN = "123456:abcdefghijklmnopqrstuvwxyz0123456"  # noqa: S105 - of no bot
ME = {"id": 123456, "is_bot": True, "first_name": "Bot", "username": "unmik_fact_bot"}
NO_WEBHOOK = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}


class Telegram(ThreadingHTTPServer):
    """A server that answers each method with a status of its own, or with what a fresh bot would get."""

    daemon_threads = True

    def __init__(self, statuses: dict[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.statuses = statuses
        self.revoking: str | None = None
        """The call from which on no token is known."""
        self.polled = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/bot"


class Handler(BaseHTTPRequestHandler):
    """Answers one call."""

    server: Telegram

    def do_POST(self) -> None:
        method = self.path.rpartition("/")[2]
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if method == "getUpdates":
            self.server.polled.wait(0.2)
            self.server.polled.set()
        results = {"getMe": ME, "getUpdates": [], "getMyCommands": [], "getWebhookInfo": NO_WEBHOOK}
        result = results.get(method, {"description": "", "short_description": ""})
        if method == self.server.revoking:
            self.server.statuses = dict.fromkeys((*results, "deleteWebhook"), 401)
        status = self.server.statuses.get(method, 200)
        body = json.dumps({"ok": status == 200, "description": "No", "error_code": status, "result": result}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep quiet."""


@contextmanager
def telegram(statuses: dict[str, int]) -> Iterator[Telegram]:
    with Telegram(statuses) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def start(server: Telegram, folder: Path) -> subprocess.Popen[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
        "BOT_TOKEN": TOKEN,
        "FACTS_DIR": str(Path(__file__).parents[1] / "factbase"),
        "TELEGRAM_BASE_URL": server.url,
        "TELEGRAM_BASE_FILE_URL": server.url,
        "LOG_LEVEL": "DEBUG",
        "DATABASE_URL": f"sqlite:///{folder}/state/bot.sqlite3",
    }
    command = [sys.executable, "-m", "bot", "run"]
    return subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True)  # noqa: S603


@pytest.mark.parametrize("method", ["getMe", "getUpdates"])
def test_a_refused_token_ends_the_process_with_one_line_that_does_not_show_it(method: str, tmp_path: Path) -> None:
    with telegram({}) as server, start(server, tmp_path) as bot:
        server.revoking = method
        _, errors = bot.communicate(timeout=60)
    assert bot.returncode == 2
    assert errors.splitlines()[-1].startswith("BOT_TOKEN: Telegram refuses it")
    assert "Traceback" not in errors
    assert TOKEN.partition(":")[2] not in errors


def test_a_running_bot_stops_when_told_to_and_has_not_logged_its_token(tmp_path: Path) -> None:
    with telegram({}) as server, start(server, tmp_path) as bot:
        assert server.polled.wait(60)
        bot.send_signal(signal.SIGTERM)
        _, errors = bot.communicate(timeout=60)
    assert bot.returncode == 0
    assert "@unmik_fact_bot is listening" in errors
    assert TOKEN.partition(":")[2] not in errors
