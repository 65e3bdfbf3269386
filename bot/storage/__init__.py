"""What the bot keeps about people, behind protocols that say how it is read and written."""

from bot.storage.choices import Choices, RememberedChoices

__all__ = ["Choices", "RememberedChoices"]
