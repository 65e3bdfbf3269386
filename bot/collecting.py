"""Memory while a fact base is built, and after: no stalls for garbage, and nothing kept of what is dropped."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG = 20_000
"""New objects, some megabytes of them, before the newest are looked at."""
_MIDDLE, _OLD = 20, 20
"""How many looks at a generation come before one at the next older."""


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


def give_back() -> None:
    """Give memory that is free back to the system, where the C library is GNU's, which would keep most of it."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
