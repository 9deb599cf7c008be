"""Articles, as a feed gives them and as a store keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from chipwire.core.model.feeds import Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published item.

    `keys` are its identities within its feed, strongest first: an item is known if any of
    them is known (core.parsing makes them). `id` is the store's, "" before it is stored.
    `url` is the original for the reader; `title` and `text` are plain text.
    `published` is aware UTC, or None where the feed does not honestly say.
    `facts` are fields of official documents (type, citation, effective and comment dates).
    """

    id: str = ""
    feed: str = ""
    outlet: str = ""
    tier: Tier = Tier.GENERAL
    url: str | None = None
    title: str = ""
    text: str = ""
    language: str | None = None
    published: datetime | None = None
    keys: tuple[str, ...] = ()
    content_hash: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    first_seen: datetime | None = None
    backlog: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed's bytes, read. `problems` are sentences for people; none of them is fatal.

    `ttl` is in seconds; `skip_hours` are UTC hours, 0 to 23; `skip_days` weekdays, Monday is 0.
    """

    title: str | None
    site_url: str | None
    language: str | None
    articles: tuple[Article, ...]
    problems: tuple[str, ...] = ()
    ttl: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
