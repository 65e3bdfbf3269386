"""The tables. A change here comes with a new migration, and never with a change to an old one."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

# SQLite keeps a table in the order of its key only if the key's type is spelt INTEGER, which holds 64 bits there.
_Number = BigInteger().with_variant(Integer, "sqlite")

updates = Table(
    "updates",
    metadata,
    Column("update_id", _Number, primary_key=True, autoincrement=False),
    Column("replica", BigInteger, nullable=False),
    Column("handled", Boolean, nullable=False),
    # Seconds since 1970, by the clock of the database: from then on the row counts for nothing.
    Column("until", Double, nullable=False),
    Index(None, "until"),
)

choices = Table(
    "choices",
    metadata,
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("key", String(128), primary_key=True),
    Column("text", Text, nullable=False),
    Column("until", Double, nullable=False),
    Index(None, "until"),
)

counts = Table(
    "counts",
    metadata,
    Column("day", Date, primary_key=True),
    Column("event", String(32), primary_key=True),
    # Empty for an event that concerns no fact.
    Column("fact", String(128), primary_key=True),
    Column("number", BigInteger, nullable=False),
)

unanswered = Table(
    "unanswered",
    metadata,
    Column("text", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Index(None, "last_day"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("created_at", Double, nullable=False),
    Column("note", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

current_revision = Table(
    "current_revision",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="one_row"), primary_key=True, autoincrement=False),
    Column("number", Integer, ForeignKey(revisions.c.number), nullable=False),
)
