"""What is new in a story: reports told apart from copies, new facts from known ones."""

import re
from collections.abc import Callable, Sequence

from chipwire.core.model import Article, Tier, Verdict

# How many of these articles are reports of their own (core.clustering.independent says).
Independent = Callable[[Sequence[Article]], int]

# Not the digits of a name (H20, 910B), and not years, which say nothing new.
_NUMBER = re.compile(r"(?<![\w.,-])(?!(?:19|20)\d\d(?!\d))\d+(?:[.,]\d+)*(?![a-zA-Z\d])")
_LEAD = 600
NAMED = frozenset({"PERSON", "ORG", "PRODUCT"})
"""Kinds of names that can be news; a place is rarely news by its name."""
# No mail names more outlets than this one by one.
_TOLD_APART = 30
_JUMP = 3


def copies(articles: Sequence[Article], independent: Independent) -> set[str]:
    """Ids of articles that add no independent report to those before them in this order."""
    repeated: set[str] = set()
    reports = 0
    for at, article in enumerate(articles[:_TOLD_APART], start=1):
        now = independent(articles[:at])
        if now <= reports:
            repeated.add(article.id)
        reports = now
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


def _numbers(verdicts: Sequence[Verdict]) -> dict[str, str]:
    # A single digit is a list item or a date's day as often as a fact.
    text = " ".join(f"{one.article.title} {one.article.text[:_LEAD]}" for one in verdicts)
    return {number: number for number in _NUMBER.findall(text) if len(number) > 1}


def _names(verdicts: Sequence[Verdict]) -> dict[str, str]:
    names = [name for one in verdicts for name in one.entities if name.label in NAMED]
    return {name.canonical or name.text: name.text for name in reversed(names)}


def _beyond(now: dict[str, str], before: dict[str, str]) -> list[str]:
    return [words for key, words in now.items() if key not in before]
