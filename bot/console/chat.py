"""Talking to the bot line by line."""

import asyncio
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from bot.console.lines import Lines, PipedLines, TypedLines
from bot.console.showing import show, show_buttons
from bot.loopback import Build, Button, Client, Loopback, Message, running

_WIDTH = 80
_WELCOME = (
    "Ask a question. A number taps the button with that number, /edit TEXT changes your last question, /quit leaves."
)


def run_chat(build: Build, *, language: str = "en") -> None:
    """Talk in this terminal, or with what is piped in, until the person leaves.

    `language` is that of the person's app. Colour, line editing and history come with a terminal only; without one,
    lines are 80 columns wide and what was said is shown too. Raises what `build` raises.
    """
    console = Console(highlight=False, markup=False, emoji=False)
    console.width = min(console.width, _WIDTH) if console.is_terminal else _WIDTH
    lines: Lines = TypedLines() if sys.stdin.isatty() else PipedLines(sys.stdin, console)
    try:
        asyncio.run(chat(build, console=console, lines=lines, language=language))
    except KeyboardInterrupt:
        console.print()


async def chat(build: Build, *, console: Console, lines: Lines, language: str = "en") -> None:
    """Talk until the lines end or one of them is /quit."""
    loopback = Loopback()
    application = build(loopback)
    async with running(application):
        client = Client(application, loopback, loopback.world.add_person("You", language=language))
        talk = _Talk(client, console)
        if lines.interactive:
            console.print(_WELCOME, style="dim")
            await talk.say("/start")
        while True:
            try:
                line = (await lines.read()).strip()
            except EOFError:
                return
            if line == "/quit":
                return
            if line:
                await talk.say(line)


class _Talk:
    """One person's talk with the bot, and what of it can still be tapped and edited."""

    def __init__(self, client: Client, console: Console) -> None:
        self._client = client
        self._console = console
        self._shown: list[Message] = []

    async def say(self, line: str) -> None:
        """Do what the line says and show what comes of it."""
        command, _, text = line.partition(" ")
        numbered = self._numbered(int(line)) if line.isdecimal() and len(line) < 4 else None
        try:
            if command == "/edit":
                await self._edit(text.strip())
            elif numbered:
                await self._tap(*numbered)
            else:
                self._show(await self._client.send(line))
        except ValueError as error:
            self._remark(f"Not sent: {error}.")

    async def _edit(self, text: str) -> None:
        if self._client.last_message is None:
            self._remark("There is no question to edit yet.")
        elif not text:
            self._remark("Write the new question after /edit.")
        else:
            self._show(await self._client.edit(self._client.last_message, text))

    async def _tap(self, message: Message, button: Button) -> None:
        if button.url:
            self._remark(f"Telegram would open {button.url}")
        elif button.data is None:
            self._remark("This button works in Telegram only.")
        else:
            tap, replies = await self._client.tap(message, button.data)
            if tap.notice:
                self._remark(tap.notice)
            self._show(replies)

    def _numbered(self, number: int) -> tuple[Message, Button] | None:
        """Return the button with this number on the message shown last among those that have so many."""
        for message in reversed(self._shown):
            buttons = list(message.all_buttons())
            if 1 <= number <= len(buttons):
                return message, buttons[number - 1]
        return None

    def _show(self, messages: Sequence[Message]) -> None:
        for message in messages:
            is_known = message in self._shown
            if is_known:
                self._shown.remove(message)
            self._shown.append(message)
            if is_known and message.says_the_same:
                show_buttons(message, self._console)
                continue
            self._console.print()
            show(message, self._console)
        self._console.print()

    def _remark(self, text: str) -> None:
        self._console.print(Text(f"({text})", "italic dim"))
