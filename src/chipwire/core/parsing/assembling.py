"""From what a reader found to articles a digest can trust."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from chipwire.core.model import Article, ParsedFeed
from chipwire.core.parsing.addresses import absolute, is_web
from chipwire.core.parsing.dates import read_date
from chipwire.core.parsing.identity import Traits, content_hash, identities
from chipwire.core.parsing.readers.raw import RawFeed, RawItem
from chipwire.core.parsing.words import body_text, title_text
from chipwire.core.text.languages import language_code

MAX_PROBLEMS = 50
"""Problems told one by one; more are counted."""
MAX_ITEMS = 20_000
"""Items read of one document; the first ones, which are the newest in practice."""


@dataclass(slots=True)
class _Frame:
    """What all items of the document are read against."""

    now: datetime
    base: str | None
    language: str | None
    problems: list[str] = field(default_factory=list)


def assemble(raw: RawFeed, url: str | None, now: datetime) -> ParsedFeed:
    """The feed with clean, bounded articles in document order, duplicates included."""
    site = _first(raw.links, url)
    frame = _Frame(now=now, base=url or site, language=language_code(raw.language))
    frame.problems.extend(raw.problems)
    items = raw.items[:MAX_ITEMS]
    if len(raw.items) > MAX_ITEMS:
        frame.problems.append(f"Only the first {MAX_ITEMS} of {len(raw.items)} items are read.")
    traits = [_traits(item, frame, n) for n, item in enumerate(items, start=1)]
    keys = identities(traits, (url, site))
    languages = [language_code(item.language) or frame.language for item in items]
    facts = [item.facts for item in items]
    rows = zip(traits, keys, languages, facts, strict=True)
    articles = [_article(*row, site, frame, n) for n, row in enumerate(rows, start=1)]
    return ParsedFeed(
        title=title_text(raw.title) or None,
        site_url=site,
        language=frame.language,
        articles=tuple(articles),
        problems=_bounded(frame.problems),
        ttl=raw.ttl,
        skip_hours=raw.skip_hours,
        skip_days=raw.skip_days,
    )


def _traits(item: RawItem, frame: _Frame, number: int) -> Traits:
    title = title_text(item.title)
    return Traits(
        guid=item.guid,
        link=_first(item.links, frame.base) or _guid_link(item.guid),
        title=title,
        text=max(map(body_text, item.bodies), key=_longest, default=""),
        published=_published(item, frame, number),
    )


def _article(
    traits: Traits,
    keys: tuple[str, ...],
    language: str | None,
    facts: Mapping[str, str],
    site: str | None,
    frame: _Frame,
    number: int,
) -> Article:
    url = traits.link or (f"{site.partition('#')[0]}#{keys[0]}" if site else None)
    if url is None:
        frame.problems.append(f"Item {number} ({_named(traits)}) has no address of its own.")
    return Article(
        url=url,
        title=traits.title,
        text=traits.text,
        language=language,
        published=traits.published,
        keys=keys,
        content_hash=content_hash(traits.title, "\n".join([traits.text, *_told(facts)])),
        facts=facts,
    )


def _told(facts: Mapping[str, str]) -> list[str]:
    """A date that was moved is an edit, though no word of the document changes."""
    return [f"{name}: {value}" for name, value in sorted(facts.items())]


def _published(item: RawItem, frame: _Frame, number: int) -> datetime | None:
    chinese = frame.language == "zh"
    for words in item.dates:
        if when := read_date(words, frame.now, chinese=chinese):
            return when
    if item.dates:
        said = title_text(item.dates[0])[:60]
        frame.problems.append(f"Item {number}: the date {said!r} is no time that can be trusted.")
    return None


def _first(links: Sequence[str], base: str | None) -> str | None:
    return next(filter(None, (absolute(link, base) for link in links)), None)


def _guid_link(guid: str | None) -> str | None:
    return absolute(guid) if guid and is_web(guid.strip()) else None


def _named(traits: Traits) -> str:
    return repr((traits.title or traits.text or "no words")[:60])


def _bounded(problems: list[str]) -> tuple[str, ...]:
    if len(problems) <= MAX_PROBLEMS:
        return tuple(problems)
    more = len(problems) - MAX_PROBLEMS
    return (*problems[:MAX_PROBLEMS], f"And {more} more problems of these kinds.")


def _longest(text: str) -> tuple[int, str]:
    """Of equally long ones the same whatever order a reader gives them in."""
    return len(text), text
