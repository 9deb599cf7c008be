"""watchlist.yaml → Watchlist; the language is described at the top of the shipped file."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
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
    lines: dict[str, int] = {}

    def make(entry: Entry) -> Topic | None:
        topic = _topic(entry, lists)
        return None if topic is None or _seen(entry, topic.id, lines) else topic

    loaded = load(raw, name, KEY, FIELDS, make, beside=("words", "signs"))
    topics = _sound(loaded.items, name, lines, problems)
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
    told_before = lists.faults + len(entry.problems)
    role = entry.choice("role", get_args(Role), "own")
    excludes: tuple[Company, ...] = read_companies(entry, "excludes", lists)
    topic = Topic(
        id=id_,
        name=entry.text("name") or id_,
        group=entry.text("group"),
        weight=entry.number("weight", 0.5, low=0, high=1),
        must_see=entry.flag("must_see"),
        role=cast("Role", role),
        keywords=read_keywords(entry, lists),
        excludes=excludes,
        all_of=entry.texts("all_of"),
        any_of=entry.texts("any_of"),
        within=read_within(entry, _ARTICLE),
    )
    told = lists.faults + len(entry.problems) > told_before
    if not (topic.keywords or topic.all_of or topic.any_of or told):
        entry.wrong("keywords", "is missing", "add at least one keyword, `all_of:` or `any_of:`")
    return topic


def _seen(entry: Entry, topic: str, lines: dict[str, int]) -> bool:
    if topic in lines:
        hint = f"the first stands in line {lines[topic]}"
        entry.wrong("id", f"{topic!r} is there twice", hint)
        return True
    lines[topic] = entry.line("id")
    return False


def _sound(
    topics: tuple[Topic, ...], name: str, lines: Mapping[str, int], problems: list[SeedProblem]
) -> tuple[Topic, ...]:
    """Without the topics that build on unknown ones or, in a circle, on themselves."""
    by_id = {topic.id: topic for topic in topics}
    good = []
    for topic in topics:
        message, hint = _unsound(topic, by_id)
        if message:
            problems.append(
                SeedProblem(
                    file=name, line=lines[topic.id], field=topic.id, message=message, hint=hint
                )
            )
        else:
            good.append(topic)
    return tuple(good)


def _unsound(topic: Topic, by_id: Mapping[str, Topic]) -> tuple[str, str]:
    for id_ in (*topic.all_of, *topic.any_of):
        if id_ not in by_id:
            return f"builds on {id_!r}, which is no topic", nearest(id_, by_id)
    if _reaches(topic, topic.id, by_id, set()):
        return "builds on itself, in a circle", "take one of the topics out of all_of and any_of"
    return "", ""


def _reaches(topic: Topic, goal: str, by_id: Mapping[str, Topic], seen: set[str]) -> bool:
    below: Collection[str] = [i for i in (*topic.all_of, *topic.any_of) if i in by_id]
    if goal in below:
        return True
    fresh = [id_ for id_ in below if id_ not in seen]
    seen.update(fresh)
    return any(_reaches(by_id[id_], goal, by_id, seen) for id_ in fresh)
