"""What kind of machine figures come from, and when."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path


def stamp() -> dict[str, str]:
    """Return the date, the processor and its cores, and the Python, as results carry them."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
        "system": platform.system(),
    }


def sentence(stamped: dict[str, str]) -> str:
    """Return a stamp in words, for below a table."""
    return (
        f"Measured on {stamped['date']}: {stamped['cores']} cores of {stamped['processor']}, "
        f"{stamped['system']}, Python {stamped['python']}."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, "") or platform.processor() or platform.machine()
