"""How far a long run is, on standard error where that is a terminal, and silence elsewhere."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress

_LONG = 2000
"""Steps that take longer than one waits without a sign."""

Step = TypeVar("Step")


@contextmanager
def counting(total: int, what: str) -> Iterator[Callable[[Iterable[Step]], Iterator[Step]]]:
    """Show a bar of `total` steps while the block runs; what it yields passes steps on and counts them."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=total < _LONG or not console.is_terminal) as progress:
        task = progress.add_task(what, total=total)

        def counted(steps: Iterable[Step]) -> Iterator[Step]:
            for step in steps:
                yield step
                progress.advance(task)

        yield counted
