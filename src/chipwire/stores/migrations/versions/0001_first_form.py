"""The first form of the tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# SQLite numbers rows by itself only in a column whose type is exactly INTEGER.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """From an empty database."""
    op.create_table(
        "counters",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("n", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
    )
    op.create_table(
        "alerts",
        sa.Column("subscriber", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("alerted", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subscriber", "story", name="pk_alerts"),
    )
    op.create_index("ix_alerts_alerted", "alerts", ["alerted"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("subscriber", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("next_try", sa.BigInteger(), nullable=False),
        sa.Column("claimed_at", sa.BigInteger(), nullable=True),
        sa.Column("handing_over", sa.Boolean(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("queued", sa.BigInteger(), nullable=False),
        sa.Column("settled", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_deliveries"),
        sa.UniqueConstraint(
            "digest", "channel", "recipient", name="uq_deliveries_digest_channel_recipient"
        ),
        sa.UniqueConstraint("id", name="uq_deliveries_id"),
        sa.UniqueConstraint("message_id", name="uq_deliveries_message_id"),
    )
    op.create_index(
        "ix_deliveries_state_next_try", "deliveries", ["state", "next_try"], unique=False
    )
    op.create_table(
        "feeds",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("moved_to", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("body_hash", sa.Text(), nullable=True),
        sa.Column("items_hash", sa.Text(), nullable=True),
        sa.Column("last_attempt", sa.BigInteger(), nullable=True),
        sa.Column("last_success", sa.BigInteger(), nullable=True),
        sa.Column("failing_since", sa.BigInteger(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("last_new_item", sa.BigInteger(), nullable=True),
        sa.Column("new_items", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("overflowed", sa.BigInteger(), nullable=True),
        sa.Column("rhythm", sa.Text(), nullable=True),
        sa.Column("next_poll", sa.BigInteger(), nullable=True),
        sa.Column("first_polled", sa.BigInteger(), nullable=True),
        sa.Column("last_sorted", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_feeds"),
        sa.UniqueConstraint("id", name="uq_feeds_id"),
    )
    op.create_table(
        "marks",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_marks"),
    )
    op.create_table(
        "notices",
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("told", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("cause", name="pk_notices"),
    )
    op.create_table(
        "readers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("first_known", sa.BigInteger(), nullable=False),
        sa.Column("covered", NUMBER, nullable=True),
        sa.Column("reread", NUMBER, nullable=True),
        sa.Column("stopped", sa.Text(), nullable=True),
        sa.Column("stopped_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_readers"),
    )
    op.create_table(
        "stories",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("opened", sa.BigInteger(), nullable=False),
        sa.Column("updated", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    op.create_index("ix_stories_updated", "stories", ["updated"], unique=False)
    op.create_table(
        "articles",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("feed", NUMBER, nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("url_hash", NUMBER, nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("published", sa.BigInteger(), nullable=True),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.Column("first_seen", sa.BigInteger(), nullable=False),
        sa.Column("listed", sa.BigInteger(), nullable=False),
        sa.Column("backlog", sa.Boolean(), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["feed"], ["feeds.number"], name="fk_articles_feed"),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("position", name="uq_articles_position"),
    )
    op.create_index("ix_articles_feed_url_hash", "articles", ["feed", "url_hash"], unique=False)
    op.create_index("ix_articles_first_seen", "articles", ["first_seen"], unique=False)
    op.create_index("ix_articles_listed", "articles", ["listed"], unique=False)
    op.create_table(
        "digests",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("subscriber", sa.Text(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("after", NUMBER, nullable=False),
        sa.Column("through", NUMBER, nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["subscriber"], ["readers.id"], name="fk_digests_subscriber"),
        sa.PrimaryKeyConstraint("id", name="pk_digests"),
        sa.UniqueConstraint(
            "subscriber", "local_date", "at", name="uq_digests_subscriber_local_date_at"
        ),
    )
    op.create_table(
        "feed_days",
        sa.Column("feed", NUMBER, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["feed"], ["feeds.number"], name="fk_feed_days_feed"),
        sa.PrimaryKeyConstraint("feed", "day", name="pk_feed_days"),
    )
    op.create_table(
        "article_keys",
        sa.Column("feed", NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name="fk_article_keys_article", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["feed"], ["feeds.number"], name="fk_article_keys_feed"),
        sa.PrimaryKeyConstraint("feed", "key", name="pk_article_keys"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_article_keys_article", "article_keys", ["article"], unique=False)
    op.create_table(
        "entities",
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name="fk_entities_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "rank", name="pk_entities"),
    )
    op.create_table(
        "matches",
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name="fk_matches_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "rank", name="pk_matches"),
    )
    op.create_table(
        "texts",
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name="fk_texts_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", name="pk_texts"),
    )
    op.create_table(
        "verdicts",
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("suppressed", sa.Text(), nullable=False),
        sa.Column("story", NUMBER, nullable=True),
        sa.Column("story_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name="fk_verdicts_article", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_verdicts_story"),
        sa.PrimaryKeyConstraint("article", name="pk_verdicts"),
    )
    op.create_index(
        "ix_verdicts_story_flagged_article",
        "verdicts",
        ["story", "flagged", "article"],
        unique=False,
    )
    counters = sa.table("counters", sa.column("name"), sa.column("n"))
    names = ("articles", "stories", "reread")
    op.bulk_insert(counters, [{"name": name, "n": 0} for name in names])
