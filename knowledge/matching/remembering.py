"""Remembering what a method has returned, for as long as its object lives."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar
from weakref import WeakMethod

Method = TypeVar("Method", bound=Callable[..., Any])


def remembered(method: Method, limit: int) -> Method:
    """Return the method with its last `limit` results remembered.

    It may be kept on the method's own object: it does not keep the object alive, which is therefore freed as soon as
    nobody else holds it, without the help of the garbage collector.
    """
    held = WeakMethod(method)

    def call(*arguments: Any) -> Any:
        living = held()
        if living is None:
            raise ReferenceError("what is remembered of an object must not outlive it")
        return living(*arguments)

    return lru_cache(maxsize=limit)(call)  # type: ignore[return-value]  # called alike
