"""What is derived from the token: the same on every replica, and telling nothing of it."""

from functools import lru_cache
from hashlib import blake2b


def derived(token: str, purpose: str) -> str:
    """Return 48 hexadecimal digits, for each purpose others."""
    digest = _keyed(token).copy()
    digest.update(purpose.encode())
    return digest.hexdigest()


@lru_cache(1)
def _keyed(token: str) -> blake2b:
    return blake2b(key=blake2b(token.encode()).digest(), digest_size=24)
