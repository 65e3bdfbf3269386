"""A tour through all that the bot does leaves no secret and no word of a person in its log, at the level of DEBUG."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.bot.test_running import ME, NO_WEBHOOK, TOKEN

ADMIN, ANA = 6_100_000_001, 6_100_000_002
PASSWORD = "geheim-geheim-geheim"  # noqa: S105 - of nothing

WORDS = ("zyxwortel", "kwispelstaart", "brombeere")
"""Words that stand in no text of ours."""


def message(number: int, text: str, *, person: int = ANA, kind: str = "message") -> dict[str, Any]:
    command = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
    return {
        "update_id": number,
        kind: {
            "message_id": 50 + number % 7,
            "date": 1_700_000_000,
            "chat": {"id": person, "type": "private", "first_name": "Brombeere"},
            "from": {"id": person, "is_bot": False, "first_name": "Brombeere", "language_code": "en"},
            "text": text,
            "entities": [command] if text.startswith("/") else [],
        },
    }


def tour() -> list[dict[str, Any]]:
    person = {"id": ANA, "is_bot": False, "first_name": "Brombeere", "language_code": "en"}
    under = message(0, "…")["message"] | {"from": ME}
    return [
        message(1, "/start"),
        message(2, "Who leads UNMIK, zyxwortel?"),
        message(3, "zyxwortel kwispelstaart"),
        message(4, "/ask zyxwortel"),
        message(5, "/zyxwortel"),
        message(6, "zyxwortel " * 2000),
        message(7, "who leads kwispelstaart", kind="edited_message"),
        {"update_id": 8, "inline_query": {"id": "1", "from": person, "query": "zyxwortel UNMIK", "offset": ""}},
        {"update_id": 9, "callback_query": {"id": "1", "from": person, "data": "zyxwortel", "chat_instance": "1"}
            | {"message": under}},
        {"update_id": 10, "zyxwortel": {"text": "kwispelstaart"}},
        message(11, "/reload", person=ADMIN),
        message(12, "/stats", person=ADMIN),
        message(13, "/rollback zyxwortel", person=ADMIN),
        message(14, "/reload zyxwortel"),
        *(message(100 + number, f"zyxwortel {number}") for number in range(40)),
    ]  # fmt: skip


class Telegram(ThreadingHTTPServer):
    """A server that hands the tour out once, and fails at times, quoting what it was sent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.updates = tour()
        self.done = threading.Event()
        self.sent = 0


class Handler(BaseHTTPRequestHandler):
    """Answers one call."""

    server: Telegram

    def do_POST(self) -> None:
        method = self.path.rpartition("/")[2]
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fields = json.loads(body) if body.startswith(b"{") else {}
        status, result = 200, self._result(method, fields)
        if method == "sendMessage":
            self.server.sent += 1
            if self.server.sent % 5 == 0:
                status = (400, 403, 502)[self.server.sent // 5 % 3]
        answer = {"ok": status == 200, "result": result, "error_code": status, "description": f"zyxwortel {fields}"}
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with suppress(BrokenPipeError):
            self.wfile.write(content)

    def _result(self, method: str, fields: dict[str, Any]) -> Any:
        if method == "getUpdates":
            offset = fields.get("offset", 0)
            left = [update for update in self.server.updates if update["update_id"] >= offset]
            if not left:
                self.server.done.set()
                time.sleep(0.2)
            return left
        chat = {"id": ANA, "type": "private", "first_name": "Brombeere"}
        sent = {"message_id": 5, "date": 1_700_000_000, "chat": chat, "text": "zyxwortel"}
        known = {"getMe": ME, "getMyCommands": [], "getWebhookInfo": NO_WEBHOOK, "sendMessage": sent}
        return known.get(method, {"description": "", "short_description": ""} if method.startswith("getMy") else True)

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep quiet."""


def test_a_tour_leaves_no_secret_and_no_word_in_the_log(tmp_path: Path) -> None:
    with Telegram() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/bot"
        environment = {
            **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
            "BOT_TOKEN": TOKEN,
            "ADMIN_IDS": str(ADMIN),
            "FACTS_DIR": str(Path(__file__).parents[1] / "factbase"),
            "TELEGRAM_BASE_URL": url,
            "TELEGRAM_BASE_FILE_URL": url,
            "LOG_LEVEL": "DEBUG",
            "WEBHOOK_SECRET": PASSWORD,
            "DATABASE_URL": f"sqlite:///{tmp_path}/state/bot.sqlite3",
        }
        command = [sys.executable, "-m", "bot", "run"]
        with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as bot:  # noqa: S603
            finished = server.done.wait(60)
            bot.send_signal(signal.SIGTERM)
            _, log = bot.communicate(timeout=60)
        server.shutdown()
        thread.join()
    assert finished, log
    assert bot.returncode == 0, log
    assert "update=2 chat=private" in log
    assert server.sent > 10
    for secret in (TOKEN, TOKEN.partition(":")[2], PASSWORD, str(ANA), *WORDS):
        assert secret not in log.lower(), log
