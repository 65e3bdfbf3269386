"""A folder of files as one piece of bytes, which is the same for the same files."""

import json
from collections.abc import Mapping
from hashlib import sha256


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return the files, by their paths in the folder, as one piece."""
    # Bytes as the characters of the same numbers, as JSON knows no bytes and compresses well this way.
    texts = {path: content.decode("latin-1") for path, content in files.items()}
    return json.dumps(texts, sort_keys=True, ensure_ascii=False).encode()


def unpack(packed: bytes) -> dict[str, bytes]:
    """Return the files that were packed, by their paths."""
    texts: dict[str, str] = json.loads(packed)
    return {path: text.encode("latin-1") for path, text in texts.items()}


def digest(files: Mapping[str, bytes]) -> str:
    """Return what tells these files from any others."""
    return sha256(pack(files)).hexdigest()
