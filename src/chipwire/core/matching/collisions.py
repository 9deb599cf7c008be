"""Keywords that get in each other's way."""

from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import MATCHKIND_STANDARD, AhoCorasick

from chipwire.core.model import Keyword, Topic, Watchlist
from chipwire.core.text.forms import Form, forms
from chipwire.core.text.scripts import is_wordish


@dataclass(frozen=True, slots=True, kw_only=True)
class Collision:
    """A keyword of `topic` that another topic's keyword holds, and what comes of it, in words."""

    topic: str
    keyword: str
    other_topic: str
    other_keyword: str
    consequence: str


_Owner = tuple[Topic, Keyword, Form]


def find_collisions(watchlist: Watchlist) -> list[Collision]:
    """Plain keywords of different topics of which one stands inside the other, each pair once."""
    owners: dict[str, list[_Owner]] = {}
    for topic in watchlist.topics:
        for keyword in topic.keywords:
            for form in forms(keyword.text) if keyword.text else ():
                owners.setdefault(form.text, []).append((topic, keyword, form))
    if not owners:
        return []
    texts = list(owners)
    automaton = AhoCorasick(texts, matchkind=MATCHKIND_STANDARD)
    found: dict[tuple[str, str, str, str], Collision] = {}
    for longer in texts:
        for pattern, start, end in automaton.find_matches_as_indexes(longer, overlapping=True):
            for collision in _pairs(owners[texts[pattern]], owners[longer], longer, start, end):
                key = (
                    collision.topic,
                    collision.keyword,
                    collision.other_topic,
                    collision.other_keyword,
                )
                found.setdefault(key, collision)
    return list(found.values())


def _pairs(
    inner: list[_Owner], outer: list[_Owner], text: str, start: int, end: int
) -> Iterator[Collision]:
    for topic, keyword, form in inner:
        for other_topic, other_keyword, other in outer:
            if topic.id == other_topic.id or (
                form.text == other.text and topic.id > other_topic.id
            ):
                continue
            yield Collision(
                topic=topic.id,
                keyword=keyword.text,
                other_topic=other_topic.id,
                other_keyword=other_keyword.text,
                consequence=_consequence(form, text, start, end),
            )


def _consequence(form: Form, text: str, start: int, end: int) -> str:
    if (start, end) == (0, len(text)):
        return "both topics are flagged by the same word"
    cut_left = start > 0 and is_wordish(text[start - 1]) and is_wordish(text[start])
    cut_right = end < len(text) and is_wordish(text[end]) and is_wordish(text[end - 1])
    if (cut_left and not form.open_left) or (cut_right and not form.open_right):
        return "kept apart: only whole words count"
    return "the longer keyword flags both topics"
