"""What the bot keeps between restarts and shares between replicas; does not know of Telegram.

`Storage` and its parts are what the rest of the bot takes; `SqlStorage` keeps it all in an SQLite file, or in
PostgreSQL for replicas.
"""

from bot.storage.databases import sqlite_url
from bot.storage.folders import digest
from bot.storage.protocol import (
    Choices,
    Claim,
    Counts,
    DatabaseUrlError,
    DayCount,
    Event,
    FactCount,
    NoSuchRevisionError,
    Notes,
    Revision,
    Revisions,
    RevisionUnreadableError,
    Storage,
    StorageError,
    Unanswered,
    UnansweredQuestion,
    Updates,
)
from bot.storage.scrubbing import scrub
from bot.storage.sql import SqlStorage

__all__ = [
    "Choices",
    "Claim",
    "Counts",
    "DatabaseUrlError",
    "DayCount",
    "Event",
    "FactCount",
    "NoSuchRevisionError",
    "Notes",
    "Revision",
    "RevisionUnreadableError",
    "Revisions",
    "SqlStorage",
    "Storage",
    "StorageError",
    "Unanswered",
    "UnansweredQuestion",
    "Updates",
    "digest",
    "scrub",
    "sqlite_url",
]
