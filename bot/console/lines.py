"""Where a person's lines come from: the keyboard, with editing and history, or a pipe."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Protocol, TextIO

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from rich.console import Console

PROMPT = "> "


class Lines(Protocol):
    """What a person says, line by line."""

    interactive: bool
    """Whether somebody sits there and types."""

    async def read(self) -> str:
        """Return the next line; raises EOFError after the last, or when the person wants to leave."""
        ...


class TypedLines:
    """Lines that are typed at a terminal, kept in a history where that is possible."""

    interactive = True

    def __init__(self, history: Path | None = None) -> None:
        self._session: PromptSession[str] = PromptSession(
            PROMPT, history=open_history(history), interrupt_exception=EOFError
        )

    async def read(self) -> str:
        """Return the next line; raises EOFError on Ctrl-D and Ctrl-C."""
        return await self._session.prompt_async()


class PipedLines:
    """Lines that come from a file or another program; each is shown, so that the output reads as a transcript."""

    interactive = False

    def __init__(self, stream: TextIO, console: Console) -> None:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
        self._stream = stream
        self._console = console

    async def read(self) -> str:
        """Return the next line; raises EOFError after the last."""
        line = await asyncio.to_thread(self._stream.readline)
        if not line:
            raise EOFError
        said = line.strip()
        self._console.print(f"{PROMPT}{said}", soft_wrap=True)
        return said


class _Forgiving(FileHistory):
    """A history that a full disk or a folder without rights cannot make fail."""

    def load_history_strings(self) -> Iterable[str]:
        with suppress(OSError):
            return list(super().load_history_strings())
        return []

    def store_string(self, string: str) -> None:
        with suppress(OSError):
            super().store_string(string)


def open_history(path: Path | None = None) -> History:
    """Return the history kept in a file, by default in the person's own folder; nothing about it ever fails."""
    try:
        path = path or Path("~/.local/state/unmik-bot/history").expanduser()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return InMemoryHistory()
    return _Forgiving(path)
