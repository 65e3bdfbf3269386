"""What people ask for without writing: taps on buttons, and inline questions."""

from dataclasses import dataclass, field

from bot.loopback.chats import Json, Message, Person
from bot.loopback.entities import Entity, as_html
from bot.loopback.keyboards import Keyboard


@dataclass(eq=False, slots=True)
class Tap:
    """A tap on a button, and what the bot said to it; the person's app turns a wheel until it is answered."""

    id: str
    person: Person
    message: Message
    answered: bool = False
    notice: str = ""
    """The text that the answer flashes, if any."""
    is_alert: bool = False


@dataclass(frozen=True, slots=True)
class InlineResult:
    """One of the results that a person may choose in any chat."""

    id: str
    title: str
    description: str
    text: str
    entities: tuple[Entity, ...]
    keyboard: Keyboard

    @property
    def html(self) -> str:
        """The message that choosing it sends, as Telegram HTML."""
        return as_html(self.text, self.entities)


@dataclass(eq=False, slots=True)
class InlineQuestion:
    """What a person types behind the bot's name in any chat, and the results shown, once there are some."""

    id: str
    person: Person
    query: str
    answered: bool = False
    results: list[InlineResult] = field(default_factory=list)
    settings: Json = field(default_factory=dict)
