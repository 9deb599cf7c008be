"""watchlist.yaml → Watchlist; the language is described at the top of the shipped file."""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import cast, get_args

from chipwire.core.model import Company, Role, Topic, Watchlist, Within
from chipwire.seeds.entries import Entry, load
from chipwire.seeds.keywords import read_companies, read_keywords, read_within
from chipwire.seeds.lists import Lists
from chipwire.seeds.problems import SeedError, SeedProblem, nearest
from chipwire.seeds.yaml import Fields, Items, Node, Scalar, Unreadable, compose, decode, sections

KEY = "topics"
FIELDS = (
    "id",
    "name",
    "group",
    "weight",
    "must_see",
    "role",
    "keywords",
    "excludes",
    "all_of",
    "any_of",
    "within",
    "note",
)
_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_ARTICLE = Within(unit="article")


def load_watchlist(text: bytes | str, name: str = "watchlist.yaml") -> Watchlist:
    """The watchlist, or every mistake in it.

    Raises:
        SeedError: there is at least one mistake; each names file, line and field.
    """
    watchlist, problems = read_watchlist(text, name)
    if problems:
        raise SeedError(problems)
    return watchlist


def read_watchlist(
    raw: bytes | str, name: str = "watchlist.yaml"
) -> tuple[Watchlist, tuple[SeedProblem, ...]]:
    """The good topics of a watchlist file, together with everything wrong in it."""
    problems: list[SeedProblem] = []
    lists = _lists(raw, name, problems)
    entries: dict[str, Entry] = {}

    def make(entry: Entry) -> Topic | None:
        topic = _topic(entry, lists)
        return None if topic is None or _seen(entry, topic.id, entries) else topic

    loaded = load(raw, name, KEY, FIELDS, make, beside=("words", "signs"))
    topics = _sound(loaded.items, entries, problems)
    signs = {key: words for key, words in lists.signs.items() if words.forms}
    watchlist = Watchlist(topics=topics, signs=signs)
    found = sorted((*problems, *loaded.problems), key=lambda problem: problem.line)
    return replace(watchlist, hash=content_hash(watchlist)), tuple(found)


def content_hash(watchlist: Watchlist) -> str:
    """A short fingerprint of what is wanted; layout and comments of the file don't change it."""
    wanted = repr((watchlist.topics, sorted(watchlist.signs.items())))
    return hashlib.sha256(wanted.encode("utf-8", "replace")).hexdigest()[:12]


def _lists(raw: bytes | str, name: str, problems: list[SeedProblem]) -> Lists:
    """The named word lists, and the signs made of them."""
    named: dict[str, tuple[int, list[Node]]] = {}
    lists = Lists(name, named, problems)
    top = _top(raw)
    for key, node in _pairs(top, "words", lists):
        if key.text in named:
            hint = f"the first stands in line {named[key.text][0]}"
            lists.wrong(key.line, f"words.{key.text}", "is given twice", hint)
        named.setdefault(key.text, (key.line, _items(node)))
    lists.read_all()
    for key, node in _pairs(top, "signs", lists):
        lists.signs[key.text] = lists.words(_items(node), f"signs.{key.text}")
    return lists


def _top(raw: bytes | str) -> dict[str, Node]:
    """What stands beside the topics; from a broken file, what is sound by itself.

    Its mistakes of syntax are told where its topics are read.
    """
    try:
        text = decode(raw)
    except Unreadable:
        return {}
    try:
        root = compose(text)
    except Unreadable:
        root = Fields(1, list(sections(text, ("words", "signs"))))
    return {key.text: node for key, node in root.pairs} if isinstance(root, Fields) else {}


def _pairs(top: Mapping[str, Node], name: str, lists: Lists) -> Iterable[tuple[Scalar, Node]]:
    node = top.get(name)
    if node is None or isinstance(node, Fields):
        return node.pairs if node else ()
    if not (isinstance(node, Scalar) and node.is_null):
        hint = "write each list as `name: [word, word]`"
        lists.wrong(node.line, name, "should hold lists, each with a name", hint)
    return ()


def _items(node: Node) -> list[Node]:
    return node.nodes if isinstance(node, Items) else [node]


def _topic(entry: Entry, lists: Lists) -> Topic | None:
    id_ = entry.matching("id", _ID, "an id: small letters, digits and dashes")
    if not id_:
        if "id" not in entry.spoiled:
            entry.wrong("id", "is missing", "add `id:`, a short name such as `h20`")
        return None
    told_before = _told(entry, lists)
    role = entry.choice("role", get_args(Role), "own")
    excludes: tuple[Company, ...] = read_companies(entry, "excludes", lists)
    topic = Topic(
        id=id_,
        name=entry.text("name") or id_,
        group=entry.text("group"),
        weight=entry.number("weight", 0.5, low=0, high=1),
        must_see=entry.flag("must_see"),
        role=cast("Role", role),
        excludes=excludes,
        within=read_within(entry, _ARTICLE),
    )
    topic = _with_what_it_looks_for(topic, entry, lists)
    if entry.has("within") and not (entry.has("all_of") or entry.has("any_of")):
        hint = "put it beside the keyword's `needs:`, or add `all_of:`"
        entry.wrong("within", "is the distance of nothing", hint)
    told = _told(entry, lists) > told_before
    if not (topic.keywords or topic.all_of or topic.any_of or told):
        entry.wrong("keywords", "is missing", "add at least one keyword, `all_of:` or `any_of:`")
    return topic


def _with_what_it_looks_for(topic: Topic, entry: Entry, lists: Lists) -> Topic:
    told_before = _told(entry, lists)
    keywords = read_keywords(entry, lists)
    if not keywords and _told(entry, lists) > told_before:
        # Without its own words it would be found wherever what it builds on is: better not at all.
        return topic
    all_of, any_of = entry.texts("all_of"), entry.texts("any_of")
    return replace(topic, keywords=keywords, all_of=all_of, any_of=any_of)


def _told(entry: Entry, lists: Lists) -> int:
    """How many mistakes were told so far."""
    return lists.faults + len(entry.problems)


def _seen(entry: Entry, topic: str, entries: dict[str, Entry]) -> bool:
    if topic in entries:
        hint = f"the first stands in line {entries[topic].line('id')}"
        entry.wrong("id", f"{topic!r} is there twice", hint)
        return True
    entries[topic] = entry
    return False


def _sound(
    topics: tuple[Topic, ...], entries: Mapping[str, Entry], problems: list[SeedProblem]
) -> tuple[Topic, ...]:
    """Without the topics that build on unknown ones or, in a circle, on themselves."""
    by_id = {topic.id: topic for topic in topics}
    good = []
    for topic in topics:
        mistakes = list(_unsound(topic, by_id, entries[topic.id]))
        problems.extend(mistakes)
        if not mistakes:
            good.append(topic)
    return tuple(good)


def _unsound(topic: Topic, by_id: Mapping[str, Topic], entry: Entry) -> Iterator[SeedProblem]:
    for field, node in _foundations(entry):
        below = node.text.strip()
        if below not in by_id:
            message = f"builds on {below!r}, which is no topic"
            hint = nearest(below, by_id)
        elif below == topic.id or _reaches(by_id[below], topic.id, by_id, set()):
            message = f"{topic.id!r} builds on itself, in a circle"
            hint = "take one of the topics out of all_of and any_of"
        else:
            continue
        path = f"{entry.path}.{field}"
        yield SeedProblem(file=entry.file, line=node.line, field=path, message=message, hint=hint)


def _foundations(entry: Entry) -> Iterator[tuple[str, Scalar]]:
    """The ids that a topic builds on, with their fields."""
    for field in ("all_of", "any_of"):
        for node in _items(entry.values[field]) if entry.has(field) else ():
            if isinstance(node, Scalar) and not node.is_null:
                yield field, node


def _reaches(topic: Topic, goal: str, by_id: Mapping[str, Topic], seen: set[str]) -> bool:
    below: Collection[str] = [i for i in (*topic.all_of, *topic.any_of) if i in by_id]
    if goal in below:
        return True
    fresh = [id_ for id_ in below if id_ not in seen]
    seen.update(fresh)
    return any(_reaches(by_id[id_], goal, by_id, seen) for id_ in fresh)
