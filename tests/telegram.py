"""People who talk to the bot, so that tests speak as they do: `reply = await ana.send("How many staff?")`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.loopback import AnyApplication, Build, Call, Chat, Client, InlineResult, Loopback, Message, Refusal, running


@dataclass
class User:
    """A person with Telegram's app; what they do returns what the bot makes of it, each call its own replies."""

    client: Client
    bot: "Bot"
    notices: list[str] = field(default_factory=list)
    """What taps flashed on the screen, the newest last."""
    alerts: list[str] = field(default_factory=list)
    """What taps showed in a box to be closed, the newest last."""
    inline_settings: dict[str, Any] = field(default_factory=dict)
    """With what the last inline question was answered, besides its results, such as cache_time."""

    @property
    def id(self) -> int:
        return self.client.person.id

    @property
    def last_message(self) -> Message:
        """What they wrote last."""
        assert self.client.last_message, f"{self} has written nothing yet"
        return self.client.last_message

    @property
    def menu(self) -> dict[str, str]:
        """The commands that their app lists, with the descriptions."""
        person = self.client.person
        menu = self.bot.loopback.profile.menu(person.id, person.language_code or "")
        return {command["command"]: command["description"] for command in menu}

    async def send(self, text: str, *, in_: Chat | None = None, reply_to: Message | None = None) -> Message:
        """Send a message and return the last one that the bot sent or edited for it; fails if the bot kept silent."""
        replies = await self.replies_to(text, in_=in_, reply_to=reply_to)
        assert replies, f"the bot said nothing to {text!r}"
        return replies[-1]

    async def replies_to(self, text: str, *, in_: Chat | None = None, reply_to: Message | None = None) -> list[Message]:
        """Send a message and return all that the bot sent or edited for it."""
        return await self.client.send(text, chat=in_, reply_to=reply_to)

    async def ask(self, question: str) -> Message:
        """Send a question to the bot alone."""
        return await self.send(question)

    async def edit(self, message: Message, text: str) -> Message:
        """Change a message of theirs and return the last one that the bot sent or edited; fails if it kept silent."""
        replies = await self.client.edit(message, text)
        assert replies, f"the bot did nothing about the edit to {text!r}"
        return replies[-1]

    async def tap(self, message: Message, label: str = "", *, data: str | None = None) -> Message:
        """Tap the button with this label, or the only one that begins so; or send callback data that no button has.

        Return the message that the bot sent or edited last, else the one tapped. Fails if the tap was not answered.
        """
        tap, replies = await self.client.tap(message, data or _payload(message, label))
        assert tap.answered, f"the tap on {label or data!r} was never answered"
        if tap.notice:
            (self.alerts if tap.is_alert else self.notices).append(tap.notice)
        return replies[-1] if replies else message

    async def inline(self, query: str) -> list[InlineResult]:
        """Type a query behind the bot's name in some chat and return the results; fails if there was no answer."""
        question = await self.client.ask_inline(query)
        assert question.answered, f"the inline query {query!r} was never answered"
        self.inline_settings = question.settings
        return question.results

    def block_bot(self) -> None:
        """Block the bot, until they write to it again."""
        self.client.person.has_blocked_bot = True

    def __str__(self) -> str:
        return self.client.person.first_name


@dataclass
class Bot:
    """A running bot, and the world around it."""

    application: AnyApplication
    loopback: Loopback

    @property
    def calls(self) -> list[Call]:
        """Everything that the bot asked of Telegram, in order."""
        return self.loopback.calls

    @property
    def refusals(self) -> list[Refusal]:
        """Everything that Telegram refused."""
        return self.loopback.refusals

    def user(self, name: str, *, language: str | None = "en", id: int | None = None) -> User:
        """Return a new person whose app is in this language."""
        return self.user_with_id(self.loopback.world.add_person(name, language=language, id=id).id)

    def user_with_id(self, id: int) -> User:
        """Return someone who is there already."""
        return User(Client(self.application, self.loopback, self.loopback.world.people[id]), self)

    def group(self, title: str) -> Chat:
        """Return a new group that the bot is in."""
        return self.loopback.world.add_group(title)

    def commands(self, scope: str = "default", *, chat: int | None = None, language: str = "") -> dict[str, str]:
        """Return the menu set for exactly this scope, chat id and language: commands and their descriptions."""
        menu = self.loopback.profile.commands((scope, "" if chat is None else str(chat), ""), language)
        return {command["command"]: command["description"] for command in menu}

    def profile(self, kind: str, *, language: str = "") -> str:
        """Return the name, description or short_description that the bot has set."""
        return self.loopback.profile.text(kind, language)


@asynccontextmanager
async def running_bot(build: Build) -> AsyncIterator[Bot]:
    """Run the application that `build` makes over a loopback."""
    loopback = Loopback()
    application = build(loopback)
    async with running(application):
        yield Bot(application, loopback)


def _payload(message: Message, label: str) -> str:
    """Return the callback data of the button with this label, or of the only one that begins so."""
    labelled = [button for button in message.all_buttons() if button.label == label]
    beginning = [button for button in message.all_buttons() if button.label.startswith(label)]
    buttons = labelled or beginning
    assert len(buttons) == 1, f"{len(buttons)} of the buttons {message.buttons} are {label!r}"
    assert buttons[0].data, f"the button {label!r} sends nothing to the bot"
    return buttons[0].data
