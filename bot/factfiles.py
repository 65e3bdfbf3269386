"""Fact bases as the bot takes them: no fact may have a command that is the bot's own."""

from pathlib import Path

from knowledge import FactBase, Files, read_files
from knowledge import load_files as load_any_files

OWN_COMMANDS = frozenset(
    {"about", "ask", "help", "language", "privacy", "sources", "start", "topics"}
    | {"reload", "revisions", "rollback", "stats", "status"}
)
"""The commands that the bot answers itself, those of admins too."""


def load(directory: Path) -> FactBase:
    """Return the fact base in a folder; raises FactBaseError."""
    return load_files(read_files(directory))


def load_files(files: Files) -> FactBase:
    """Return the fact base that the files make up; raises FactBaseError."""
    return load_any_files(files, reserved=OWN_COMMANDS)
