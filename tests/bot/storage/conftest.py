"""Storage on an SQLite file and on a real PostgreSQL server: what is promised is tested on both."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest

from bot.storage import SqlStorage, sqlite_url
from bot.storage.tables import metadata
from tests.bot.storage.server import PostgresServer, ServerNotRunningError, postgres_server

_numbers = count(1)


def _running() -> Iterator[PostgresServer]:
    running = postgres_server()
    try:
        server = running.__enter__()
    except ServerNotRunningError as error:
        pytest.fail(f"these tests need PostgreSQL, and it does not run: {error}", pytrace=False)
    yield server
    running.__exit__(None, None, None)


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    """Run a PostgreSQL server for all tests."""
    yield from _running()


@pytest.fixture(scope="module")
def fragile_server() -> Iterator[PostgresServer]:
    """Run a PostgreSQL server that tests may stop and crash."""
    yield from _running()


@pytest.fixture(scope="session")
def shared_name(server: PostgresServer) -> str:
    """Give the name of a database with its tables, which tests leave empty."""

    async def make_tables() -> None:
        async with SqlStorage(server.make("shared")):
            pass

    asyncio.run(make_tables())
    return "shared"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a database with nothing in it, of each kind in turn."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "state" / "bot.sqlite3")
        return
    server: PostgresServer = request.getfixturevalue("server")
    name: str = request.getfixturevalue("shared_name")
    yield server.url(name)
    server.do(f"TRUNCATE {', '.join(metadata.tables)}", name=name)


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of a database without tables, of each kind in turn."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "bot.sqlite3")
    server: PostgresServer = request.getfixturevalue("server")
    return server.make(f"bare_{next(_numbers)}")


@pytest.fixture
async def storage(url: str) -> AsyncIterator[SqlStorage]:
    """Open a storage."""
    async with SqlStorage(url) as storage:
        yield storage


@pytest.fixture
async def replica(url: str, storage: SqlStorage) -> AsyncIterator[SqlStorage]:
    """Open another storage on the same database, as another replica does."""
    async with SqlStorage(url) as replica:
        yield replica
