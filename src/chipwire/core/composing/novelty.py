"""What is new in a story: copies told apart from reports, and known facts from new ones."""

import re
from collections.abc import Sequence

from chipwire.core.model import Article, Tier, Verdict

_WORD = re.compile(r"[a-z0-9À-ɏ]+|[぀-鿿가-힯]")
# Not the digits of a name (H20, 910B), and not years, which say nothing new.
_NUMBER = re.compile(r"(?<![\w.,-])(?!(?:19|20)\d\d(?!\d))\d+(?:[.,]\d+)*(?![a-zA-Z\d])")
_SHINGLE = 4
_LEAD = 600
# Feedly calls two articles near-duplicates from 85% overlap; a teaser cut at another length
# keeps some 60% of the shingles of its first 600 characters.
_SAME = 0.6
_JUMP = 3


def copies(articles: Sequence[Article]) -> set[str]:
    """Ids of articles that repeat the words of one before them in this order."""
    kept: list[frozenset[tuple[str, ...]]] = []
    repeated: set[str] = set()
    for article in articles:
        mine = _shingles(article)
        if any(_overlap(mine, other) >= _SAME for other in kept):
            repeated.add(article.id)
        else:
            kept.append(mine)
    return repeated


def whats_new(fresh: Sequence[Verdict], before: Sequence[Verdict]) -> list[str]:
    """In words, what the new reports add to the known ones; empty where they add nothing."""
    news: list[str] = []
    if any(one.article.tier is Tier.OFFICIAL for one in fresh):
        news.append("an official document")
    numbers = _beyond(_numbers(fresh), _numbers(before))
    if numbers:
        news.append(f"new figure{'s' if len(numbers) > 1 else ''} {', '.join(numbers[:3])}")
    names = _beyond(_names(fresh), _names(before))
    if names:
        news.append(f"new name{'s' if len(names) > 1 else ''} {', '.join(names[:3])}")
    if not news and len(new_outlets(fresh, before)) >= _JUMP:
        news.append("a jump in coverage")
    return news


def new_outlets(fresh: Sequence[Verdict], before: Sequence[Verdict]) -> set[str]:
    """Outlets that report now and did not before."""
    return {one.article.outlet for one in fresh} - {one.article.outlet for one in before}


def _shingles(article: Article) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(f"{article.title} {article.text[:_LEAD]}".lower())
    return frozenset(tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - 3)))


def _overlap(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    return len(one & other) / (min(len(one), len(other)) or 1)


def _numbers(verdicts: Sequence[Verdict]) -> dict[str, str]:
    # A single digit is a list item or a date's day as often as a fact.
    text = " ".join(f"{one.article.title} {one.article.text[:_LEAD]}" for one in verdicts)
    return {number: number for number in _NUMBER.findall(text) if len(number) > 1}


def _names(verdicts: Sequence[Verdict]) -> dict[str, str]:
    names = [name for one in verdicts for name in one.entities]
    return {name.canonical or name.text: name.text for name in reversed(names)}


def _beyond(now: dict[str, str], before: dict[str, str]) -> list[str]:
    return [words for key, words in now.items() if key not in before]
