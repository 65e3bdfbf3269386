"""Holding processes to a share of a core each, so that they do not compete on a machine with few."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

_GROUPS = Path("/sys/fs/cgroup")
_PERIOD = 10_000
"""Microseconds in which a share is used up and given anew; short, so that nobody stands still for long."""


def may_be_given() -> bool:
    """Tell whether the system lets us: it takes control groups of Linux, and the right to make some."""
    return os.access(_root(), os.W_OK)


@contextmanager
def held_to(cores: float) -> Iterator[Callable[[int], None]]:
    """Give what holds a process, by its id, to that many cores by itself; raises OSError where it may not."""
    with ExitStack() as stack:

        def hold(pid: int) -> None:
            group = _root() / f"benchmark-{os.getpid()}-{pid}"
            group.mkdir()
            stack.callback(group.rmdir)
            quota = round(_PERIOD * cores)
            if (limit := group / "cpu.max").exists():
                limit.write_text(f"{quota} {_PERIOD}")
            else:
                (group / "cpu.cfs_period_us").write_text(str(_PERIOD))
                (group / "cpu.cfs_quota_us").write_text(str(quota))
            (group / "cgroup.procs").write_text(str(pid))

        yield hold


def _root() -> Path:
    """Return the folder of the groups that share out processors."""
    first = _GROUPS / "cpu"
    return first if first.is_dir() else _GROUPS
