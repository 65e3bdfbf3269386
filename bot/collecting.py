"""Memory: no stalls for garbage, and nothing kept of what is dropped.

What is told to the C library is told where it is GNU's: others keep less of what is free, or cannot be told.
"""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG = 50_000
"""New objects before the newest are looked at: more than belong to a hundred questions in hand."""
_MIDDLE, _OLD = 20, 20
"""How many looks at a generation come before one at the next older."""
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""What mallopt calls them."""
_LARGE = 1 << 20
"""Bytes from which an array is kept apart."""


@contextmanager
def undisturbed() -> Iterator[None]:
    """Build without collections, and leave what was built out of those that follow.

    A full collection looks at every object of a large fact base and lets no other thread run meanwhile: 0.1 s at
    100,000 phrasings. What is dropped later is freed by its reference counts.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.freeze()
        gc.enable()


def collect_seldom() -> None:
    """Look for garbage less often than Python does by itself, which takes an eighth of the time of an answer.

    An answer makes thousands of objects that its end frees, and hardly any that only a collection would.
    """
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


def be_sparing() -> None:
    """Have memory kept in one piece for all threads, and large arrays apart, so that what is free can be given back.

    Left to itself, the C library keeps a heap for each thread that has ever built a fact base, and once a large array
    is freed, it puts the next ones among what is small, where they leave holes. Arrays that are needed for a question
    only are smaller than what counts as large here: to ask the system for each would take longer than to use them.
    """
    if allow := getattr(ctypes.CDLL(None), "mallopt", None):
        allow(_ARENA_MAX, 1)
        allow(_MMAP_THRESHOLD, _LARGE)
        allow(_TRIM_THRESHOLD, 4 * _LARGE)


def give_back() -> None:
    """Give memory that is free back to the system."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
