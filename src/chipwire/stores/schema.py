"""The tables. `migrations/` builds the same ones; a test compares the two."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from chipwire.stores.columns import Json, Number, UtcTime, Words

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# Sequence numbers: see `stores.numbers`.
counters = Table(
    "counters",
    metadata,
    Column("name", Text, primary_key=True),
    Column("n", Number, nullable=False),
)

feeds = Table(
    "feeds",
    metadata,
    Column("number", Number, primary_key=True),
    Column("id", Words, nullable=False, unique=True),
    Column("moved_to", Words),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("body_hash", Text),
    Column("items_hash", Text),
    Column("last_attempt", UtcTime),
    Column("last_success", UtcTime),
    Column("failing_since", UtcTime),
    Column("failures", Integer, nullable=False),
    Column("fault", Text),
    Column("error", Words),
    Column("last_new_item", UtcTime),
    Column("new_items", Integer, nullable=False),
    Column("dated", Boolean, nullable=False),
    Column("overflowed", UtcTime),
    Column("rhythm", Json),
    Column("next_poll", UtcTime),
    Column("first_polled", UtcTime),
    # When the feed's items were last compared with the stored ones: what was listed then is kept.
    Column("last_sorted", UtcTime),
)

# Kept apart from `articles`, whose rows go after the retention of identities.
feed_days = Table(
    "feed_days",
    metadata,
    Column("feed", Number, ForeignKey("feeds.number"), primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("new", Integer, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False),
    # Where the article stands for coverage: its id, until an edit first gives it a flag.
    Column("position", Number, nullable=False, unique=True),
    Column("feed", Number, ForeignKey("feeds.number"), nullable=False),
    Column("outlet", Words, nullable=False),
    Column("tier", Text, nullable=False),
    Column("url", Words),
    Column("url_hash", Number),
    Column("title", Words, nullable=False),
    Column("language", Words),
    Column("published", UtcTime),
    Column("content_hash", Words, nullable=False),
    Column("facts", Json),
    Column("first_seen", UtcTime, nullable=False, index=True),
    # When the feed was last seen to list it, at most a day behind.
    Column("listed", UtcTime, nullable=False, index=True),
    Column("backlog", Boolean, nullable=False),
    Column("flagged", Boolean, nullable=False),
    # By feed first, so that a poll writes to one place of the index: hashes alone lie all over
    # it, and each of a poll's articles would touch (and log) another page.
    Index("ix_articles_feed_url_hash", "feed", "url_hash"),
)

# Texts are long, go after 90 days, and would have to be rewritten with every touch of the row.
texts = Table(
    "texts",
    metadata,
    Column("article", Number, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("text", Words, nullable=False),
)

article_keys = Table(
    "article_keys",
    metadata,
    Column("feed", Number, ForeignKey("feeds.number"), primary_key=True),
    Column("key", Words, primary_key=True),
    Column(
        "article",
        Number,
        ForeignKey("articles.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("rank", Integer, nullable=False),
    sqlite_with_rowid=False,
)

stories = Table(
    "stories",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False),
    Column("opened", UtcTime, nullable=False),
    Column("updated", UtcTime, nullable=False, index=True),
)

# Only articles with a flag or a near-miss have a row here.
verdicts = Table(
    "verdicts",
    metadata,
    Column("article", Number, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("flagged", Boolean, nullable=False),
    Column("score", Float, nullable=False),
    Column("parts", Json, nullable=False),
    Column("suppressed", Json, nullable=False),
    Column("story", Number, ForeignKey("stories.id")),
    Column("story_reason", Words, nullable=False),
    # For a story's articles, and for the flagged ones without a story in stored order. (An index
    # with a condition would load the PostgreSQL dialect on every start.)
    Index("ix_verdicts_story_flagged_article", "story", "flagged", "article"),
)

matches = Table(
    "matches",
    metadata,
    Column("article", Number, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("topic", Words, nullable=False),
    Column("score", Float, nullable=False),
    Column("evidence", Json, nullable=False),
)

entities = Table(
    "entities",
    metadata,
    Column("article", Number, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("text", Words, nullable=False),
    Column("label", Text, nullable=False),
    Column("canonical", Words, nullable=False),
)

readers = Table(
    "readers",
    metadata,
    Column("id", Words, primary_key=True),
    Column("first_known", UtcTime, nullable=False),
    # The newest digest's `through`: the next one has to start exactly here.
    Column("covered", Number),
    # Items read again until then: the next receipt counts from here.
    Column("reread", Number),
    Column("stopped", Text),
    Column("stopped_at", UtcTime),
)

digests = Table(
    "digests",
    metadata,
    Column("id", Text, primary_key=True),
    Column("subscriber", Words, ForeignKey("readers.id"), nullable=False),
    Column("local_date", Date, nullable=False),
    # HH:MM where the date has several digests, else "".
    Column("at", Text, nullable=False),
    Column("created", UtcTime, nullable=False),
    Column("after", Number, nullable=False),
    Column("through", Number, nullable=False),
    Column("snapshot", Words, nullable=False),
    UniqueConstraint("subscriber", "local_date", "at"),
)

# A story is told in at most one alert to each reader. `story` is no foreign key: what was told
# stays told.
alerts = Table(
    "alerts",
    metadata,
    Column("subscriber", Words, primary_key=True),
    Column("story", Words, primary_key=True),
    Column("alerted", UtcTime, nullable=False, index=True),
    Column("message", Words, nullable=False),
)

# `digest` is no foreign key: samples and alerts travel here too and have no snapshot.
deliveries = Table(
    "deliveries",
    metadata,
    Column("number", Number, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("digest", Text, nullable=False),
    Column("subscriber", Words, nullable=False),
    Column("channel", Text, nullable=False),
    Column("recipient", Words, nullable=False),
    Column("message_id", Words, nullable=False, unique=True),
    Column("subject", Words, nullable=False),
    Column("html", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("page", Words, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claim", Integer, nullable=False),
    Column("next_try", UtcTime, nullable=False),
    Column("claimed_at", UtcTime),
    Column("handing_over", Boolean, nullable=False),
    Column("error", Words),
    Column("queued", UtcTime, nullable=False),
    Column("settled", UtcTime),
    UniqueConstraint("digest", "channel", "recipient"),
    Index("ix_deliveries_state_next_try", "state", "next_try"),
)

notices = Table(
    "notices",
    metadata,
    Column("cause", Words, primary_key=True),
    Column("told", UtcTime, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("name", Words, primary_key=True),
    Column("at", UtcTime, nullable=False),
)
