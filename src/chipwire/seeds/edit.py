"""Adding to the seed files and taking from them; comments, order and layout stay as they are.

Every function takes the folder of the files, changes one of them, and loads the result before
it replaces the file.
"""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from yaml import MappingNode

from chipwire.core.model import Feed, Subscriber, Tier, Topic
from chipwire.seeds.feeds import KEY as FEEDS_KEY
from chipwire.seeds.feeds import load_feeds, same_address
from chipwire.seeds.files import Change, edit_file
from chipwire.seeds.folder import FEEDS, SUBSCRIBERS, WATCHLIST, load_folder
from chipwire.seeds.problems import Loaded, SeedError, SeedProblem, nearest
from chipwire.seeds.splice import Text, Value
from chipwire.seeds.subscribers import KEY as SUBSCRIBERS_KEY
from chipwire.seeds.subscribers import load_subscribers
from chipwire.seeds.watchlist import KEY as TOPICS_KEY
from chipwire.seeds.watchlist import read_watchlist

# --- feeds


def add_feeds(folder: Path, feeds: Sequence[Feed]) -> tuple[Feed, ...]:
    """Adds those that are not there yet, and returns them.

    Raises:
        SeedError: an address cannot be used, or the file cannot be changed.
    """
    known = {same_address(feed.url) for feed in _feeds(folder)}
    fresh: list[Feed] = []
    for feed in feeds:
        if same_address(feed.url) not in known:
            known.add(same_address(feed.url))
            fresh.append(feed)
    if fresh:
        _edit_feeds(folder, lambda text: text.add_entries([_feed_fields(f) for f in fresh]))
    return tuple(fresh)


def remove_feed(folder: Path, which: str) -> Feed:
    """Takes the feed with this address, or else this title, out of the file; returns it.

    Raises:
        SeedError: there is no such feed, or several of that title.
    """
    feed = _one_feed(folder, which)
    _edit_feeds(folder, lambda text: text.remove_entry(_found(text, "url", feed.url, FEEDS)))
    return feed


def move_feed(folder: Path, old: str, new: str) -> None:
    """Writes the address that a feed has moved to into the file.

    Raises:
        SeedError: there is no feed at the old address, or the new one cannot be used.
    """
    feed = _one_feed(folder, old)
    _edit_feeds(folder, lambda text: text.replace(_found(text, "url", feed.url, FEEDS), "url", new))


def mark_checked(folder: Path, urls: Collection[str], day: date) -> None:
    """Writes into these feeds' entries that they worked on that day.

    Raises:
        SeedError: the file cannot be changed.
    """
    days = dict.fromkeys(urls, day.isoformat())
    _edit_feeds(folder, lambda text: text.fill("url", "checked", days))


def _feeds(folder: Path) -> tuple[Feed, ...]:
    path = folder / FEEDS
    return load_feeds(path.read_bytes(), FEEDS).items if path.exists() else ()


def _one_feed(folder: Path, which: str) -> Feed:
    feeds = _feeds(folder)
    by_url = [feed for feed in feeds if feed.url == which] or [
        feed for feed in feeds if same_address(feed.url) == same_address(which)
    ]
    found = by_url or [feed for feed in feeds if feed.title.casefold() == which.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        addresses = ", ".join(feed.url for feed in found)
        raise _error(FEEDS, f"{len(found)} feeds are called {which!r}", f"name one: {addresses}")
    names = [name for feed in feeds for name in (feed.title, feed.url)]
    raise _error(FEEDS, f"there is no feed {which!r}", nearest(which, names))


def _feed_fields(feed: Feed) -> dict[str, Value]:
    fields: dict[str, Value] = {"url": feed.url, "title": feed.title}
    if feed.language:
        fields["language"] = feed.language
    if feed.tier is not Tier.GENERAL:
        fields["tier"] = feed.tier.value
    if feed.kind != "feed":
        fields["kind"] = feed.kind
    if feed.folder:
        fields["folder"] = feed.folder
    return fields


def _edit_feeds(folder: Path, change: Change) -> None:
    edit_file(folder / FEEDS, FEEDS_KEY, _safely(FEEDS, change), load_feeds)


# --- topics


def add_topic(
    folder: Path, topic: str, keywords: Sequence[str], *, name: str = "", group: str = ""
) -> None:
    """Adds a topic that looks for these keywords.

    Raises:
        SeedError: the id is taken or no id, or a keyword cannot be used.
    """
    fields: dict[str, Value] = {"id": topic, "name": name or topic}
    if group:
        fields["group"] = group
    fields["keywords"] = list(keywords)
    _edit_topics(folder, lambda text: text.add_entries([fields]))


def remove_topic(folder: Path, topic: str) -> None:
    """Takes a topic out of the watchlist.

    Raises:
        SeedError: there is no such topic, another one builds on it, or a reader asks for it.
    """
    readers = [s.id for s in load_folder(folder).subscribers if topic in s.topics]
    if readers:
        hint = f"take it out of the topics of {', '.join(readers)} first"
        raise _error(SUBSCRIBERS, f"a reader asks for the topic {topic!r}", hint)
    _edit_topics(folder, lambda text: text.remove_entry(_topic(text, topic)))


def add_keywords(folder: Path, topic: str, keywords: Sequence[str]) -> None:
    """Lets a topic look for more words: for all of these, or for none where one cannot stand.

    Raises:
        SeedError: there is no such topic, it has a keyword, or a keyword cannot be used.
    """
    _add_to_topic(folder, topic, "keywords", keywords)


def remove_keyword(folder: Path, topic: str, keyword: str) -> None:
    """Lets a topic no longer look for a word.

    Raises:
        SeedError: there is no such topic or keyword, or nothing would be left to look for.
    """
    _remove_from_topic(folder, topic, "keywords", keyword)


def add_exclude(folder: Path, topic: str, words: str) -> None:
    """Turns a topic down where these words stand near; no other topic is touched by it.

    Raises:
        SeedError: there is no such topic, or it has this exclusion.
    """
    _add_to_topic(folder, topic, "excludes", [words])


def remove_exclude(folder: Path, topic: str, words: str) -> None:
    """Takes an exclusion back.

    Raises:
        SeedError: there is no such topic or exclusion.
    """
    _remove_from_topic(folder, topic, "excludes", words)


def _add_to_topic(folder: Path, topic: str, field: str, items: Sequence[str]) -> None:
    def change(text: Text) -> Text:
        for item in items:
            entry = _topic(text, topic)
            if text.has_item(entry, field, item):
                raise _error(WATCHLIST, f"{topic!r} has {item!r} among its {field} already")
            text = text.add_item(entry, field, item)
        return text

    _edit_topics(folder, change)


def _remove_from_topic(folder: Path, topic: str, field: str, item: str) -> None:
    def change(text: Text) -> Text:
        changed = text.remove_item(_topic(text, topic), field, item)
        if changed is None:
            raise _error(WATCHLIST, f"{topic!r} has no {item!r} among its {field}")
        return changed

    _edit_topics(folder, change)


def _topic(text: Text, topic: str) -> MappingNode:
    return _found(text, "id", topic, WATCHLIST)


def _edit_topics(folder: Path, change: Change) -> None:
    edit_file(folder / WATCHLIST, TOPICS_KEY, _safely(WATCHLIST, change), _topics)


def _topics(raw: bytes) -> Loaded[Topic]:
    watchlist, problems = read_watchlist(raw, WATCHLIST)
    return Loaded(items=watchlist.topics, problems=problems)


# --- readers


def add_subscriber(folder: Path, address: str, *, reader: str = "", **given: Value) -> Subscriber:
    """Adds a reader, and returns them as the file now says.

    `given` are fields of the file (time, zone, topics, …); empty ones are left away.

    Raises:
        SeedError: the reader is there already, or a field cannot be used.
    """
    every: dict[str, Value] = {"id": reader, "address": address, **given}
    fields = {field: value for field, value in every.items() if value}
    after = _edit_subscribers(folder, lambda text: text.add_entries([fields]))
    return after.items[-1]


def remove_subscriber(folder: Path, reader: str) -> Subscriber:
    """Takes the reader with this id or address out of the file; returns them.

    Raises:
        SeedError: there is no such reader.
    """
    path = folder / SUBSCRIBERS
    readers = load_subscribers(path.read_bytes(), SUBSCRIBERS).items if path.exists() else ()
    found = [r for r in readers if r.id == reader] or [r for r in readers if r.address == reader]
    if len(found) != 1:
        names = [name for r in readers for name in (r.id, r.address)]
        words = "there is no reader" if not found else "several readers have the address"
        raise _error(SUBSCRIBERS, f"{words} {reader!r}", nearest(reader, names))
    _edit_subscribers(folder, lambda text: text.remove_entry(_reader(text, found[0])))
    return found[0]


def _reader(text: Text, reader: Subscriber) -> MappingNode:
    return text.find("id", reader.id) or _found(text, "address", reader.address, SUBSCRIBERS)


def _edit_subscribers(folder: Path, change: Change) -> Loaded[Subscriber]:
    watchlist = load_folder(folder).watchlist
    topics = {topic.id for topic in watchlist.topics} or None
    groups = {topic.group for topic in watchlist.topics} if topics else None
    return edit_file(
        folder / SUBSCRIBERS,
        SUBSCRIBERS_KEY,
        _safely(SUBSCRIBERS, change),
        lambda raw: load_subscribers(raw, SUBSCRIBERS, topics, groups=groups),
    )


# --- shared


def _found(text: Text, field: str, value: str, name: str) -> MappingNode:
    entry = text.find(field, value)
    if entry is None:
        raise _error(name, f"there is no {value!r}", nearest(value, text.values(field)))
    return entry


def _safely(name: str, change: Change) -> Change:
    """Gives a change's complaint the name of the file, and the form of one."""

    def run(text: Text) -> Text:
        try:
            return change(text)
        except ValueError as error:
            raise _error(name, str(error)) from error

    return run


def _error(name: str, message: str, hint: str = "") -> SeedError:
    return SeedError([SeedProblem(file=name, line=0, field="", message=message, hint=hint)])
