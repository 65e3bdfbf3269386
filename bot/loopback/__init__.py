"""An in-process stand-in for Telegram: a transport that keeps its limits, and the people on the other side.

Give a `Loopback` to an application as its request, and act through a `Client`. Limits and wordings are Telegram's;
rate limits, delays and expiry are not modelled, nor are methods, markups and media that the bot does not use.
"""

from bot.loopback.asking import InlineQuestion, InlineResult, Tap
from bot.loopback.calls import Call
from bot.loopback.chats import Chat, File, Message, Person
from bot.loopback.client import AnyApplication, Build, Client, running
from bot.loopback.entities import Entity
from bot.loopback.keyboards import Button
from bot.loopback.transport import TOKEN, Loopback, Refusal

__all__ = [
    "TOKEN",
    "AnyApplication",
    "Build",
    "Button",
    "Call",
    "Chat",
    "Client",
    "Entity",
    "File",
    "InlineQuestion",
    "InlineResult",
    "Loopback",
    "Message",
    "Person",
    "Refusal",
    "Tap",
    "running",
]
