"""Which items are the same item: keys that survive what publishers change.

An item is known if *any* of its keys is known to its feed, so a key is only given where it
cannot name two different items. Per document, strongest first:

- `g`: the guid. Left out where different items of the document share one.
- `u`: the canonical link (see `addresses.canonical`). Left out for the whole document where
  different items share a link, where it is the site's or feed's own address, and where the
  document is too short (one item that also has a guid) to show that its links differ.
- `l`: link and headline together, where `u` is left out: survives a changed guid.
- `c`: headline, words and time together, for items with a time or some words: survives a site
  that moves and changes guids and links both.
- `p`: the time to the second, only where there is neither `g` nor `u`, it is unique in the
  document and not a bare date: survives an edited headline.
- `t`: the headline and day, only where nothing but `c` and `p` is left.

"Different" means that the headlines differ too: an item listed twice is one item. A guid that
is an address counts in its canonical form, so that a move to https changes nothing, and
where it equals the link it gives one key. Keys are a letter and 96 bits of BLAKE2b in hex.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from chipwire.core.parsing.addresses import canonical, is_web

_ENOUGH_WORDS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What an item can be told by. `link` is None where the item has none of its own."""

    guid: str | None
    link: str | None
    title: str
    text: str
    published: datetime | None


def content_hash(title: str, text: str) -> str:
    """Changes exactly when the words a reader sees do; runs of space do not count."""
    return _digest(" ".join(title.split()), " ".join(text.split()))


def identities(items: Sequence[Traits], own: Iterable[str | None]) -> list[tuple[str, ...]]:
    """Each item's keys, strongest first; `own` are the feed's and its site's addresses."""
    homes = {canonical(address) for address in own if address}
    guids = [_guid(item) for item in items]
    links = [canonical(item.link) if item.link else None for item in items]
    shared_guids = _shared(guids, items) | homes
    by_link = not _shared(links, [*items])
    by_link = by_link and (len(set(links)) > 1 or not any(guids))
    times = _unique_times(items)
    return [
        _keys(
            item,
            guid if guid not in shared_guids else None,
            link,
            by_link=by_link and link not in homes,
            timed=item.published in times,
        )
        for item, guid, link in zip(items, guids, links, strict=True)
    ]


def _keys(
    item: Traits, guid: str | None, link: str | None, *, by_link: bool, timed: bool
) -> tuple[str, ...]:
    keys = [_key("g", guid)] if guid else []
    if link and by_link:
        keys.append(_key("u", link))
    strong = bool(keys)
    if link and not by_link:
        keys.append(_key("l", link, _folded(item.title)))
    if item.published or len(item.text) >= _ENOUGH_WORDS:
        keys.append(_key("c", _folded(item.title), item.text, str(item.published)))
    if not strong and timed:
        keys.append(_key("p", str(item.published)))
    if not strong and not link:
        day = item.published.date() if item.published else ""
        keys.append(_key("t", _folded(item.title) or item.text, str(day)))
    return tuple(dict.fromkeys(keys))


def _guid(item: Traits) -> str | None:
    """The guid as one string; an address in its canonical form, marked like a link's."""
    guid = (item.guid or "").strip()
    if not guid:
        return None
    return canonical(guid) if is_web(guid) else guid


def _shared(marks: Sequence[str | None], items: Sequence[Traits]) -> set[str]:
    """Marks that items with different headlines carry."""
    titles: dict[str, set[str]] = defaultdict(set)
    for mark, item in zip(marks, items, strict=True):
        if mark:
            titles[mark].add(_folded(item.title) or item.text)
    return {mark for mark, seen in titles.items() if len(seen) > 1}


def _unique_times(items: Sequence[Traits]) -> set[datetime | None]:
    """Times that one item of the document has, midnights apart: those are mostly bare dates."""
    counts: dict[datetime, int] = defaultdict(int)
    for item in items:
        if item.published and (item.published.minute or item.published.second):
            counts[item.published] += 1
    return {time for time, count in counts.items() if count == 1}


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _key(kind: str, *parts: str) -> str:
    return kind + _digest(*parts)


def _digest(*parts: str) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=12).hexdigest()
