"""Numbers for those who watch the process, in the format of Prometheus."""

from collections.abc import Callable
from functools import lru_cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.tracing import Trace

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)


class Metrics:
    """The numbers of one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._updates = Counter(
            "unmik_bot_updates", "Updates handled, by kind of chat.", ["chat"], registry=self._registry
        )
        self._of_chat = lru_cache(self._updates.labels)
        self._outcomes = Counter(
            "unmik_bot_questions", "Questions, by what they came to.", ["outcome"], registry=self._registry
        )
        self._of_outcome = lru_cache(self._outcomes.labels)
        self._seconds = Histogram(
            "unmik_bot_update_seconds",
            "Time from taking up an update to having answered it.",
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._errors = Counter(
            "unmik_bot_telegram_errors", "Calls that Telegram did not take, by kind.", ["kind"], registry=self._registry
        )
        self._shed = Counter(
            "unmik_bot_inline_queries_shed", "Inline queries dropped for newer ones.", registry=self._registry
        )

    def observe(self, trace: Trace, seconds: float) -> None:
        """Count an update that has been handled."""
        self._of_chat(trace.chat).inc()
        self._seconds.observe(seconds)
        if trace.outcome:
            self._of_outcome(trace.outcome).inc()

    def count_error(self, kind: str) -> None:
        """Count a call that Telegram did not take."""
        self._errors.labels(kind).inc()

    def count_shed(self) -> None:
        """Count an inline query that was dropped."""
        self._shed.inc()

    def watch(self, name: str, says: str, read: Callable[[], float]) -> None:
        """Show a number that is read when somebody looks."""
        Gauge(f"unmik_bot_{name}", says, registry=self._registry).set_function(read)

    def text(self) -> bytes:
        """Return all numbers."""
        return generate_latest(self._registry)
