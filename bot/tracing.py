"""What became of one update, for the log and the counters: never words, and nobody's id."""

from contextvars import ContextVar
from dataclasses import dataclass

from telegram import Update


@dataclass(slots=True)
class Trace:
    """One update on its way through the bot; whoever learns what became of it notes it here."""

    update_id: int
    chat: str
    """The kind of chat that it came from: private, group, supergroup, channel or inline."""
    outcome: str = ""
    """answered, suggested or refused; empty where nothing was asked."""
    fact: str = ""
    """The first fact of the answer, by its id."""
    is_unsent: bool = False
    """Whether an answer could not be put into Telegram's hands, though another attempt may succeed."""
    is_refused: bool = False
    """Whether it could not as Telegram does not know the token: no attempt of this process will succeed."""

    def fields(self, seconds: float) -> dict[str, str | int | float]:
        """Return what the log is to tell, with the time that it took."""
        fields: dict[str, str | int | float] = {"update": self.update_id, "chat": self.chat}
        fields |= {name: value for name, value in (("outcome", self.outcome), ("fact", self.fact)) if value}
        return {**fields, "ms": round(seconds * 1000, 1)}


_current: ContextVar[Trace | None] = ContextVar("trace", default=None)


def begin(update: Update) -> Trace:
    """Begin the trace of an update, for this task and those it starts."""
    chat = "inline" if update.inline_query else update.effective_chat.type if update.effective_chat else "other"
    trace = Trace(update.update_id, chat)
    _current.set(trace)
    return trace


def current() -> Trace | None:
    """Return the trace of the update that is being handled, or None where none is."""
    return _current.get()
