"""Make the first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "updates",
        sa.Column("update_id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), autoincrement=False, nullable=False),
        sa.Column("replica", sa.BigInteger, nullable=False),
        sa.Column("handled", sa.Boolean, nullable=False),
        sa.Column("until", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="pk_updates"),
    )
    op.create_index("ix_updates_until", "updates", ["until"])
    op.create_table(
        "choices",
        sa.Column("person", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("person", "name", name="pk_choices"),
    )
    op.create_table(
        "notes",
        sa.Column("key", sa.String(128), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("until", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_notes"),
    )
    op.create_index("ix_notes_until", "notes", ["until"])
    op.create_table(
        "counts",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("event", sa.String(32), nullable=False),
        sa.Column("fact", sa.String(128), nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("day", "event", "fact", name="pk_counts"),
    )
    op.create_table(
        "unanswered",
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("text", name="pk_unanswered"),
    )
    op.create_index("ix_unanswered_last_day", "unanswered", ["last_day"])
    op.create_table(
        "revisions",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_revisions"),
    )
    op.create_table(
        "current_revision",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_current_revision"),
        sa.ForeignKeyConstraint(["number"], ["revisions.number"], name="fk_current_revision_number"),
        sa.CheckConstraint("id = 1", name="ck_current_revision_one_row"),
    )
