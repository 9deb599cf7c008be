"""Which sentences prove an entry's flags: as few as hold the words of them all."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from chipwire.core.model import Entry, Evidence, Flag
from chipwire.core.rendering.marks import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of one report and the spans to mark, as offsets into the sentence."""

    article: str
    text: str
    spans: tuple[Span, ...]
    topics: frozenset[str]


def headline_spans(entry: Entry) -> list[Span]:
    """What to mark in the lead report's title."""
    lead = entry.reports[0].article
    return [
        (proof.start, proof.end)
        for flag in entry.flags
        for proof in flag.evidence
        if proof.field == "title" and flag.article == lead
    ]


def sentences_of(entry: Entry) -> list[Sentence]:
    """Sentences that together prove every flag that the headline does not.

    The first is the lead report's own, where it has one: it tells the story too.
    """
    lead = entry.reports[0].article
    missing = {flag.topic for flag in entry.flags if not _in_headline(flag, lead)}
    candidates = _candidates(entry, lead)
    chosen: list[Sentence] = []
    while candidates and (missing or not chosen):
        own = [one for one in candidates if one.article == lead]
        best = max(own if own and not chosen else candidates, key=_gain(missing))
        if chosen and not best.topics & missing:
            break
        chosen.append(best)
        candidates.remove(best)
        missing -= best.topics
    return chosen


def _gain(missing: Collection[str]) -> Callable[[Sentence], tuple[int, int]]:
    return lambda one: (len(one.topics.intersection(missing)), len(one.topics))


def _in_headline(flag: Flag, lead: str) -> bool:
    return flag.article == lead and any(proof.field == "title" for proof in flag.evidence)


def _candidates(entry: Entry, lead: str) -> list[Sentence]:
    found: dict[tuple[str, str, int], list[tuple[Flag, Evidence]]] = {}
    for flag in entry.flags:
        for proof in flag.evidence:
            if proof.field == "title" and flag.article == lead:
                continue
            key = (flag.article, proof.field, proof.sentence_start)
            found.setdefault(key, []).append((flag, proof))
    return [_sentence(article, proofs) for (article, _, _), proofs in found.items()]


def _sentence(article: str, proofs: Sequence[tuple[Flag, Evidence]]) -> Sentence:
    return Sentence(
        article=article,
        text=proofs[0][1].sentence,
        spans=tuple(
            (proof.start - proof.sentence_start, proof.end - proof.sentence_start)
            for _, proof in proofs
        ),
        topics=frozenset(flag.topic for flag, _ in proofs),
    )
