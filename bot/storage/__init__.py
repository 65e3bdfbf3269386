"""What the bot keeps between restarts and shares between replicas; does not know of Telegram."""

from bot.storage.scrubbing import scrub

__all__ = ["scrub"]
