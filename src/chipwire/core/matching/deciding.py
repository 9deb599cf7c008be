"""Whether a hit is what its topic means: the rules, and the words for turning it down."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from chipwire.core.matching.compiling import Near, Rule
from chipwire.core.matching.reading import Reading, Span
from chipwire.core.text.scripts import HAN_RE, is_wordish
from chipwire.core.text.segmenting import read_otherwise
from chipwire.core.text.vocabulary import Hit

_PLURAL = re.compile(r"e?s(?!\w)")


@dataclass(frozen=True, slots=True)
class Accepted:
    """The words that prove a topic, in order."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """A hit that is something else, and why, in words.

    `telling` says that a reader may have taken it for the topic; the first word of an idea whose
    other words are missing is none.
    """

    span: Span
    reason: str
    telling: bool = True


Decision = Accepted | TurnedDown


def decide_hit(reading: Reading, hit: Hit, rule: Rule) -> Decision:
    """A hit of a rule's word in folded text."""
    span = reading.span(hit.start, hit.end)
    longer = _longer(reading, hit, rule)
    if longer:
        return TurnedDown(span, f"only a part of “{longer}”")
    if _is_torn(reading, hit, span):
        return TurnedDown(span, "two words that meet across a space")
    decision = decide_span(reading, span, rule)
    if isinstance(decision, Accepted) and _is_short_name(reading, hit, rule):
        words = read_otherwise(reading.folded.text, hit.start, hit.end)
        if words:
            return TurnedDown(span, _other_words(words))
    return decision


def decide_span(reading: Reading, span: Span, rule: Rule) -> Decision:
    """A span that a keyword, a regular expression or a token pattern found."""
    if rule.keyword.title_only and not reading.in_title(span):
        return TurnedDown(span, "counts in the title only")
    # The parts of an idea first: most hits of its first word fail there, and are done.
    decision = _together(reading, span, rule.parts)
    if isinstance(decision, TurnedDown):
        return decision
    return _turned_down_by_company(reading, span, rule) or decision


def ruled_out(reading: Reading, span: Span, excludes: Iterable[Near]) -> str:
    """What rules a span out, in words; "" where nothing does."""
    for near in excludes:
        beside = reading.nearest(span, near)
        if beside:
            words = reading.source[beside.start : beside.end]
            return f"“{words}” {near.within} rules it out"
    return ""


def _turned_down_by_company(reading: Reading, span: Span, rule: Rule) -> TurnedDown | None:
    excluded = ruled_out(reading, span, rule.excludes)
    if excluded:
        return TurnedDown(span, excluded, telling=not rule.parts)
    for near in rule.needs:
        if reading.nearest(span, near) is None:
            reason = f"none of its company {near.within} ({near.label})"
            return TurnedDown(span, reason, telling=not rule.parts)
    return None


def _together(reading: Reading, span: Span, parts: tuple[Near, ...]) -> Decision:
    taken: tuple[Span, ...] = ()
    for near in parts:
        beside = reading.nearest(span, near, taken)
        if beside is None:
            reason = f"alone: none of {near.label} {near.within}"
            return TurnedDown(span, reason, telling=False)
        taken = (*taken, beside)
    return Accepted(tuple(sorted((span, *taken), key=lambda s: s.start)))


def _longer(reading: Reading, hit: Hit, rule: Rule) -> str | None:
    text = reading.folded.text
    found = _container(text, hit, rule.not_in)
    if found or not HAN_RE.match(text[hit.start]):
        return found
    return reading.longer_word(hit.start, hit.end)


def _container(text: str, hit: Hit, words: frozenset[str]) -> str | None:
    """The word of `words` that stands in the text, as a whole, and holds the hit."""
    for word in words:
        first = text.find(word, max(0, hit.end - len(word)), hit.start + len(word))
        if first != -1 and first <= hit.start and _ends_a_word(text, first + len(word)):
            return word
    return None


def _ends_a_word(text: str, end: int) -> bool:
    """H20 bus, H20 buses, but not H20 business."""
    inside = end < len(text) and is_wordish(text[end - 1]) and is_wordish(text[end])
    return not inside or _PLURAL.match(text, end) is not None


def _is_short_name(reading: Reading, hit: Hit, rule: Rule) -> bool:
    """Two or three Chinese characters by themselves: as short as the words that others are made of.

    `*` at an end of the keyword says that it may be part of other words.
    """
    text = rule.keyword.text
    return (
        2 <= hit.end - hit.start <= 3
        and "" != text.strip("*") == text
        and all(HAN_RE.match(char) for char in reading.folded.text[hit.start : hit.end])
    )


def _other_words(words: tuple[str, ...]) -> str:
    if len(words) == 1:
        return f"only a part of “{words[0]}”"
    return "across the words " + " and ".join(f"“{word}”" for word in words)


def _is_torn(reading: Reading, hit: Hit, span: Span) -> bool:
    """Two Chinese characters with a space between them are rarely one name."""
    if hit.end - hit.start != 2 or not HAN_RE.match(reading.folded.text[hit.start]):
        return False
    return any(char.isspace() for char in reading.source[span.start : span.end])
