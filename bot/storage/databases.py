"""SQLite and PostgreSQL, in so far as they differ."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from hashlib import blake2b
from pathlib import Path
from sqlite3 import SQLITE_CANTOPEN, SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, OperationalError
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar
from urllib.parse import unquote, urlsplit

from sqlalchemy import JSON as Json
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Double,
    Table,
    bindparam,
    cast,
    create_engine,
    event,
    func,
    select,
    true,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool
from sqlalchemy.sql.expression import literal_column
from sqlalchemy.sql.selectable import Select
from sqlalchemy.types import TypeEngine

from bot.storage.protocol import DatabaseUrlError, StorageError, UnwritableError

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
    from sqlalchemy.ext.asyncio import AsyncEngine

Result = TypeVar("Result")
Work: TypeAlias = Callable[[Connection], Result]
Insert: TypeAlias = "sqlite.Insert | PostgresqlInsert"

_BUSY_SECONDS = 10.0
"""How long to wait for another process to finish writing, and for PostgreSQL to answer."""

_CONNECTIONS = 4
"""Kept open to PostgreSQL by one process, and as many again when they are all in use; batches need no more."""

_UNWRITABLE = {SQLITE_CANTOPEN, SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY}
"""SQLite's codes for files that cannot be made longer or written; which one depends on what the system says."""

_DISK_FULL = "53100"
"""PostgreSQL's."""

_SHOWN = 200
"""Characters of a database's complaint shown."""


class Database(ABC):
    """A database and its dialect."""

    errors: tuple[type[Exception], ...] = (SQLAlchemyError, OSError)
    """What is raised when the database cannot be reached or refuses."""

    now: ColumnElement[float]
    """Seconds since 1970 by the clock of the database, which all replicas share."""

    @abstractmethod
    def insert(self, table: Table) -> Insert:
        """Return an INSERT that knows ON CONFLICT."""

    @abstractmethod
    def each(self, name: str, column: Column[Any]) -> Select[Any]:
        """Return a SELECT that gives each of the values in a parameter, which are of the kind in this column."""

    @abstractmethod
    def rows(self, name: str, *columns: Column[Any]) -> Select[Any]:
        """Return a SELECT that gives the rows in a parameter, each a list of values of the kinds of these columns.

        One statement for many rows is done in one step, in which SQLite leaves Python alone.
        """

    @abstractmethod
    def lock(self, connection: Connection, name: str) -> None:
        """Wait until this transaction is the only one with this lock."""

    @abstractmethod
    def leader(self, name: str) -> AbstractAsyncContextManager[bool]:
        """Hold a lock for as long as the context lasts; gives whether it is ours."""

    async def run(self, work: Work[Result], *, single: bool = False) -> Result:
        """Do work in a transaction, or one statement without; raises StorageError.

        Done again once if the connection turns out to be gone, as it is after a restart of the database, or if two
        transactions waited for each other; so work must bear being done twice. It is done in another thread or greenlet
        than the event loop's own code, and has to have read its results when it returns.
        """
        with self._own_errors():
            try:
                return await self._do(work, single=single)
            except DBAPIError as error:
                if not (error.connection_invalidated or _is_deadlock(error)):
                    raise
                return await self._do(work, single=single)

    async def run_alone(self, work: Work[Result]) -> Result:
        """Do work in a transaction while other replicas wait, however long it takes; raises StorageError."""
        with self._own_errors():
            return await self._do_alone(work)

    @abstractmethod
    async def close(self) -> None:
        """Close all connections."""

    @abstractmethod
    async def _do(self, work: Work[Result], *, single: bool) -> Result: ...

    @abstractmethod
    async def _do_alone(self, work: Work[Result]) -> Result: ...

    @contextmanager
    def _own_errors(self) -> Iterator[None]:
        try:
            yield
        except self.errors as error:
            raise storage_error(error) from error


class Sqlite(Database):
    """A file, or memory; one connection in a thread of its own, so that a process never waits for itself."""

    now = literal_column("(julianday('now') - 2440587.5) * 86400.0", Double)

    def __init__(self, url: URL) -> None:
        self._engine = create_engine(
            url,
            poolclass=StaticPool,
            hide_parameters=True,
            # The driver's own idea of when to begin is off: we say BEGIN IMMEDIATE, which waits for other writers
            # where a transaction that has begun by reading would fail.
            connect_args={"isolation_level": None, "check_same_thread": False},
        )
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)
        self._thread = ThreadPoolExecutor(1, "sqlite")
        self._connections: tuple[Connection, Connection] | None = None
        """The one connection, for transactions and for single statements, once it is open."""

    def insert(self, table: Table) -> sqlite.Insert:
        return sqlite.insert(table)

    def each(self, name: str, column: Column[Any]) -> Select[Any]:  # noqa: ARG002 - JSON has kinds of its own
        value: ColumnElement[Any] = func.json_each(bindparam(name, type_=Json)).table_valued("value").c.value
        # Without a WHERE, SQLite takes ON CONFLICT for the beginning of a join.
        return select(value).where(true())

    def rows(self, name: str, *columns: Column[Any]) -> Select[Any]:
        row: ColumnElement[Any] = func.json_each(bindparam(name, type_=Json)).table_valued("value").c.value
        values = (func.json_extract(row, f"$[{place}]") for place in range(len(columns)))
        return select(*(value.label(column.name) for value, column in zip(values, columns, strict=True)))

    def lock(self, connection: Connection, name: str) -> None:
        """Do nothing: there is one writing transaction at a time."""

    @asynccontextmanager
    async def leader(self, name: str) -> AsyncIterator[bool]:  # noqa: ARG002 - there is nobody else
        yield True

    async def close(self) -> None:
        await self._in_thread(self._disconnect)
        self._thread.shutdown()
        self._thread = ThreadPoolExecutor(1, "sqlite")

    async def _do(self, work: Work[Result], *, single: bool) -> Result:
        return await self._in_thread(lambda: self._work(work, single=single))

    async def _do_alone(self, work: Work[Result]) -> Result:
        return await self._do(work, single=False)

    async def _in_thread(self, call: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    def _work(self, work: Work[Result], *, single: bool) -> Result:
        # Kept, as to take a connection from a pool and to give it back takes longer than most statements.
        if self._connections is None:
            connection = self._engine.connect()
            self._connections = connection, self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        transacting, committing = self._connections
        if single:
            return work(committing)
        with transacting.begin():
            return work(transacting)

    def _disconnect(self) -> None:
        if self._connections is not None:
            for connection in self._connections:
                connection.close()
            self._connections = None
        self._engine.dispose()


def _prepare(connection: Any, _: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000:.0f}")
    _write_ahead(cursor)
    # A killed process loses nothing. A power cut may undo the last moments, and leaves the file whole.
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Have the file write ahead; where others are just doing the same SQLite does not wait by itself, so we do."""
    patience = monotonic() + _BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except OperationalError:
            if monotonic() > patience:
                raise
            sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


class Postgresql(Database):
    """A server that replicas share."""

    now = literal_column("extract(epoch FROM clock_timestamp())::double precision", Double)

    def __init__(self, dsn: str) -> None:
        try:
            # An extra, and of no use with SQLite.
            import asyncpg  # noqa: PLC0415
            from sqlalchemy.dialects import postgresql  # noqa: PLC0415
            from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415
        except ImportError:
            raise DatabaseUrlError("PostgreSQL needs its driver: pip install 'unmik-bot[postgres]'") from None
        self.errors = (*Database.errors, asyncpg.PostgresError, asyncpg.InterfaceError)
        self._driver = asyncpg
        self._dialect = postgresql
        self._dsn = dsn
        self._create_engine = create_async_engine
        self._engine = self._connect(answer_seconds=_BUSY_SECONDS)
        self._single = self._engine.execution_options(isolation_level="AUTOCOMMIT")

    def insert(self, table: Table) -> "PostgresqlInsert":
        return self._dialect.insert(table)

    def each(self, name: str, column: Column[Any]) -> Select[Any]:
        kind: TypeEngine[Any] = column.type.dialect_impl(self._engine.dialect)
        return select(func.unnest(bindparam(name, type_=self._dialect.ARRAY(kind))).column_valued("value"))

    def rows(self, name: str, *columns: Column[Any]) -> Select[Any]:
        row = func.jsonb_array_elements(bindparam(name, type_=self._dialect.JSONB)).column_valued("value")
        values = (cast(row.op("->>")(place), column.type) for place, column in enumerate(columns))
        return select(*(value.label(column.name) for value, column in zip(values, columns, strict=True)))

    def lock(self, connection: Connection, name: str) -> None:
        connection.execute(select(func.pg_advisory_xact_lock(_key(name))))

    @asynccontextmanager
    async def leader(self, name: str) -> AsyncIterator[bool]:
        try:
            connection = await self._engine.connect()
            held = await connection.scalar(select(func.pg_try_advisory_xact_lock(_key(name))))
        except self.errors as error:
            raise storage_error(error) from error
        try:
            yield bool(held)
        finally:
            # The end of the transaction gives up the lock, as does the end of the connection if it is gone.
            await connection.close()

    async def close(self) -> None:
        await self._engine.dispose()

    async def _do(self, work: Work[Result], *, single: bool) -> Result:
        async with (self._single if single else self._engine).begin() as connection:
            return await connection.run_sync(work)

    async def _do_alone(self, work: Work[Result]) -> Result:
        def locked(connection: Connection) -> Result:
            self.lock(connection, "alone")
            return work(connection)

        engine = self._connect(answer_seconds=None)
        try:
            async with engine.begin() as connection:
                return await connection.run_sync(locked)
        finally:
            await engine.dispose()

    def _connect(self, *, answer_seconds: float | None) -> "AsyncEngine":
        async def connect() -> Any:
            # The driver reads the URL itself, so that it may hold all that libpq knows, such as sslmode.
            return await self._driver.connect(self._dsn, timeout=_BUSY_SECONDS, command_timeout=answer_seconds)

        return self._create_engine(
            "postgresql+asyncpg://",
            async_creator=connect,
            pool_size=_CONNECTIONS,
            max_overflow=_CONNECTIONS,
            pool_timeout=_BUSY_SECONDS,
            hide_parameters=True,
        )


def database(url: str) -> Database:
    """Return the database at a URL; raises DatabaseUrlError. Nothing is connected yet."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        parsed = None
    scheme = parsed.get_backend_name() if parsed else ""
    if parsed and scheme == "sqlite" and not (parsed.host or parsed.query):
        return Sqlite(parsed)
    if parsed and scheme in {"postgresql", "postgres"}:
        if not _is_plain(url, parsed):
            raise DatabaseUrlError(
                "must hold letters, digits and - . _ ~ only in the user's name and the password; / is written as %2F"
            )
        return Postgresql(f"postgresql://{url.partition('://')[2]}")
    raise DatabaseUrlError("must be sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE")


def sqlite_url(path: Path) -> str:
    """Return the URL of an SQLite file."""
    return URL.create("sqlite", database=str(path.absolute())).render_as_string()


def make_folder(url: str) -> None:
    """Make an SQLite file that only its owner may read, with its folder; raises StorageError.

    Does nothing for another database, and nothing where the file exists.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        return
    path = Path(parsed.database)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise storage_error(error) from error


def storage_error(error: Exception) -> StorageError:
    """Return what to raise in place of a driver's error: its kind and complaint, without statement or values."""
    cause: BaseException = (error.orig or error) if isinstance(error, DBAPIError) else error
    # The drivers' errors come wrapped once more, to look alike.
    cause = cause.__cause__ or cause
    complaint = (str(cause).splitlines() or [""])[0][:_SHOWN]
    kind = UnwritableError if _is_unwritable(cause) else StorageError
    return kind(f"{type(cause).__name__}: {complaint}" if complaint else type(cause).__name__)


def _is_unwritable(error: BaseException) -> bool:
    # SQLite puts details into the higher bits.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in _UNWRITABLE or getattr(error, "sqlstate", None) == _DISK_FULL


def _is_deadlock(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) == "40P01"


def _key(name: str) -> int:
    """Return the number by which PostgreSQL knows a lock."""
    return int.from_bytes(blake2b(f"unmik-bot {name}".encode(), digest_size=8).digest(), signed=True)


def _is_plain(url: str, parsed: URL) -> bool:
    """Return whether all who read a URL find the same in it: the driver's way of reading is not SQLAlchemy's."""
    try:
        read = urlsplit(url)
        port = read.port
    except ValueError:
        return False
    found = read.hostname or "", port, unquote(read.username or ""), unquote(read.password or "")
    return found == ((parsed.host or "").lower(), parsed.port, parsed.username or "", parsed.password or "")
