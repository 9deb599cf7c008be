"""What any reader makes of a feed's bytes, before it is made clean."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RawItem:
    """One item as written. `links` come best first, resolved as far as xml:base goes;
    `bodies` and `dates` too, markup and all."""

    links: tuple[str, ...] = ()
    guid: str | None = None
    title: str = ""
    bodies: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFeed:
    """One feed as written; `format` is its name and version as feedparser spells them."""

    format: str
    title: str = ""
    links: tuple[str, ...] = ()
    language: str | None = None
    items: tuple[RawItem, ...] = ()
    problems: tuple[str, ...] = ()
    ttl: int | None = None
    skip_hours: tuple[int, ...] = ()
