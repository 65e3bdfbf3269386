"""What is derived from the token: the same on every replica, and telling nothing of it."""

from hashlib import blake2b


def derived(token: str, purpose: str) -> str:
    """Return 48 hexadecimal digits, for each purpose others."""
    return blake2b(purpose.encode(), key=blake2b(token.encode()).digest(), digest_size=24).hexdigest()
