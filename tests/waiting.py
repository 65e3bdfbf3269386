"""Waiting for what no event tells."""

import asyncio
from collections.abc import Awaitable, Callable
from inspect import isawaitable


async def until(holds: Callable[[], Awaitable[object] | object], *, seconds: float = 30) -> None:
    """Wait until a condition holds; raises TimeoutError if it does not within so many seconds."""
    async with asyncio.timeout(seconds):
        while True:
            held = holds()
            if await held if isawaitable(held) else held:
                return
            await asyncio.sleep(0.02)
