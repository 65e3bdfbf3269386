"""Calls to Telegram over HTTP, with aiohttp: many at once cost no more each than one alone.

Behaves as python-telegram-bot's own transport does: the same timeouts, and the same errors for the same failures, but
that what does not look like Telegram's answer counts as a failure of the network.
"""

import json
from functools import lru_cache
from typing import Any
from urllib.request import getproxies

import aiohttp
import pydantic_core
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_CONNECTIONS = 256
_REFUSED = 400
"""The status from which on a call was not done."""
_WRITE_SECONDS = 60.0
"""How long a file may take to leave."""
_IDLE_SECONDS = 20.0
"""How long an idle connection is kept; shorter than servers keep theirs, so that none is used that is being closed."""


class Transport(BaseRequest):
    """Connections to Telegram, kept open between calls."""

    def __init__(
        self,
        *,
        connections: int = _CONNECTIONS,
        read_timeout: float = 30.0,
        connect_timeout: float = 10.0,
        pool_timeout: float = 30.0,
    ) -> None:
        """Take how many calls may be on their way at once, and how many seconds each step of one may take.

        Telegram may have taken a message and be slow to confirm it, so that reading is waited for the longest. A call
        that finds all connections in use waits for `pool_timeout` besides `connect_timeout`.
        """
        self._connections = connections
        self._read = read_timeout
        self._connect, self._pool = connect_timeout, pool_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds between two pieces of an answer, at most."""
        return self._read

    async def initialize(self) -> None:
        """Make ready to connect."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=_IDLE_SECONDS),
                headers={"User-Agent": self.USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
                # Looked for at every call where it is on, together with a file of passwords.
                trust_env=bool(getproxies()),
            )

    async def shutdown(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0913, PLR0917 - the signature is python-telegram-bot's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return the status and the body of the answer; raises TimedOut and NetworkError.

        Where nothing was sent, because no connection came about in time, the cause of TimedOut is aiohttp's
        ConnectionTimeoutError.
        """
        if self._session is None:
            raise RuntimeError("the transport must be initialized")
        body, headers = _body(request_data)
        timeout = _timeout(
            connect=_given(connect_timeout, self._connect),
            pool=_given(pool_timeout, self._pool),
            # Only files take more than one write, and may get stuck in the middle.
            write=_given(write_timeout, _WRITE_SECONDS) if isinstance(body, aiohttp.FormData) else None,
            read=_given(read_timeout, self._read),
        )
        try:
            async with self._session.request(method, url, data=body, headers=headers, timeout=timeout) as answer:
                status, content = answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            # The URL, and with it the token, may stand in the text of some of them.
            raise NetworkError(f"aiohttp.{type(error).__name__}") from error
        if status >= _REFUSED and not content.startswith(b"{"):
            # The library would take a proxy's 404 for Telegram's word that it does not know the token.
            raise NetworkError(f"HTTP {status} from something that is not Telegram")
        return status, content


def was_never_sent(error: TimedOut) -> bool:
    """Tell whether the call that timed out never left, as there was no connection to send it over."""
    return isinstance(error.__cause__, aiohttp.ConnectionTimeoutError)


def _body(request: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, dict[str, str]]:
    if request is None:
        return None, {}
    if not request.contains_files:
        return _json(request.parameters), {"Content-Type": "application/json"}
    form = aiohttp.FormData()
    for name, value in request.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, kind) in request.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return form, {}


def _json(parameters: dict[str, Any]) -> bytes:
    try:
        return pydantic_core.to_json(parameters)
    except pydantic_core.PydanticSerializationError:
        # It does not write half a character, as somebody may have sent it.
        return json.dumps(parameters).encode()


def _given(timeout: Any, default: float | None) -> float | None:
    """Return a timeout of the call, or the default one where the call says nothing; None is no limit."""
    return default if timeout is BaseRequest.DEFAULT_NONE else timeout


@lru_cache(16)
def _timeout(
    *, connect: float | None, pool: float | None, write: float | None, read: float | None
) -> aiohttp.ClientTimeout:
    """Return the timeouts of the steps of a call as aiohttp takes them; nearly all calls have the same."""
    waiting = _sum(connect, pool)
    return aiohttp.ClientTimeout(
        total=_sum(waiting, write, read), connect=waiting, sock_connect=connect, sock_read=read
    )


def _sum(*timeouts: float | None) -> float | None:
    return None if any(timeout is None for timeout in timeouts) else sum(filter(None, timeouts))
