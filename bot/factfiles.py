"""The files of a fact base: read from its folder, and loaded from memory."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge import FactBase, load

Files = Mapping[str, bytes]
"""What the files hold, by their paths in the folder."""


def read_files(directory: Path) -> Files:
    """Return the files of the fact base in a folder; empty where there is no such folder. Raises OSError."""
    paths = sorted(path for path in directory.rglob("*.toml") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in paths}


def load_files(files: Files) -> FactBase:
    """Return the fact base that the files make up; raises FactBaseError."""
    # Only what was read once is both checked and kept, however the folder changes meanwhile.
    with TemporaryDirectory(prefix="unmik-bot-") as made:
        for name, content in files.items():
            path = Path(made, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return load(Path(made))
