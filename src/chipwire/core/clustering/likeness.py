"""How likely two articles tell one event, from what they share and what speaks against it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from chipwire.core.clustering.features import Features, is_shared_script
from chipwire.core.clustering.kinds import is_follow_up, without_follow_up

DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """The settings of grouping: one set for the command, the service and the digest.

    Drawn from the curves of precision against recall on half of the labelled stories and on
    tests/golden/stories.jsonl; the other half was only measured.

    Attributes:
        join: the least likeness (0 to 1) that joins a story.
        evidence: the least weight of what two articles in one language share.
        evidence_across: the same for two languages, where only names, places, numbers and
            deeds can be shared at all.
        across: what is added for two languages, because their words can't agree.
        lead: how much a fact in the lead counts, against 1 in the headline.
        unread: weight that every headline is taken to hold beside what was understood of it.
        copy: share of shingles (Jaccard) from which two texts are copies.
        free_days: days between two reports that cost nothing.
        decay: likeness lost for each day beyond them.
        conflict: likeness lost for each kind of fact that both give differently.
        subject: likeness lost where two headlines are about different watched things.
        chain: 0: the nearest article of a story decides alone; 1: the mean of the nearest.
        core: articles from which a story's common facts are compared too.
        core_share: share of a story's articles from which a fact counts in full.
        quiet: days without a report after which a story is closed.
        span: days from the first to the last report of a story.
        follow_up: days for which a document's corrections join it.
    """

    join: float = 0.30
    evidence: float = 2.0
    evidence_across: float = 1.3
    across: float = 0.05
    lead: float = 0.6
    unread: float = 1.5
    copy: float = 0.55
    free_days: float = 2.0
    decay: float = 0.05
    conflict: float = 0.3
    subject: float = 0.5
    chain: float = 0.3
    core: int = 4
    core_share: float = 0.3
    quiet: float = 6.0
    span: float = 14.0
    follow_up: float = 120.0


TUNING = Tuning()


@dataclass(frozen=True, slots=True)
class Likeness:
    """0 to 1, and the reason: `fixed` words, or what the two share, by weight."""

    value: float
    fixed: str = ""
    shared: Mapping[str, float] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """In words; made only for the likeness that decides."""
        return _words(self.shared) if self.shared else self.fixed


NONE = Likeness(0.0)


def likeness(one: Features, other: Features, tuning: Tuning = TUNING) -> Likeness:
    """Symmetric; 0 where a careful reader would never put the two together."""
    days = gap(one, other)
    if one.official and other.official and not _same_place_apart(one, other):
        return _of_documents(one, other)
    copied = copy_share(one, other)
    if copied >= tuning.copy:
        return NONE if _template(one, other) else Likeness(1.0, "near-copy")
    if one.roundup or other.roundup or _template(one, other):
        return NONE
    return _of_events(one, other, days, tuning)


def gap(one: Features, other: Features) -> float:
    """Days between two articles; 0 where a time is not known."""
    if one.at is None or other.at is None:
        return 0.0
    return abs((one.at - other.at).total_seconds()) / DAY


def _same_place_apart(one: Features, other: Features) -> bool:
    return bool(one.outlet) and bool(other.outlet) and one.outlet != other.outlet


def _of_documents(one: Features, other: Features) -> Likeness:
    """Each document is its own story, save for those that say they change it."""
    if one.title == other.title and one.shingles == other.shingles:
        return Likeness(1.0, "the same document")
    if _follows(one, other) or _follows(other, one):
        return Likeness(0.9, "a correction, amendment or extension of the document")
    return NONE


def _follows(later: Features, first: Features) -> bool:
    named = is_follow_up(later.title) and not is_follow_up(first.title)
    same_title = bool(first.title) and without_follow_up(later.title) == first.title
    return named and (same_title or bool(later.links & first.links))


def copy_share(one: Features, other: Features) -> float:
    """Shared share of shingles (Jaccard)."""
    if not one.shingles or not other.shingles:
        return 0.0
    both = len(one.shingles & other.shingles)
    return both / (len(one.shingles) + len(other.shingles) - both)


def _template(one: Features, other: Features) -> bool:
    """One title over different contents."""
    return (
        one.title == other.title
        and len(one.shingles) > 25
        and len(other.shingles) > 25
        and copy_share(one, other) < 0.3
    )


def _of_events(one: Features, other: Features, days: float, tuning: Tuning) -> Likeness:
    same = one.script == other.script
    shared = _shared(one, other, tuning)
    evidence = sum(shared.values())
    least = tuning.evidence if same else tuning.evidence_across
    if evidence < least or (same and not _specific(shared)):
        return NONE
    cover = (_cover(one, other, same, tuning) + _cover(other, one, same, tuning)) / 2
    value = cover - tuning.decay * max(0.0, days - tuning.free_days)
    value -= tuning.conflict * _conflicts(one, other)
    if _other_subject(one, other):
        value -= tuning.subject
    if one.links & other.links:
        value += 0.3
    if not same:
        value += tuning.across
    return Likeness(max(0.0, min(0.99, value)), shared=shared)


def _shared(one: Features, other: Features, tuning: Tuning) -> dict[str, float]:
    found = {f: w for f, w in one.head.items() if f in other.head}
    for a, b in ((one, other), (other, one)):
        for feature, weight in a.head.items():
            if feature in b.body:
                found[feature] = weight * tuning.lead
    return found


def _specific(shared: Mapping[str, float]) -> bool:
    """Two different things at least, one of them more than a deed."""
    telling = [f for f, w in shared.items() if w >= 0.7]
    deeds_only = all(f.startswith("deed:") for f in telling)
    return len(telling) >= 2 and (not deeds_only or sum(shared[f] for f in telling) >= 3.0)


def _cover(one: Features, other: Features, same: bool, tuning: Tuning) -> float:
    """How much of one's headline the other article holds."""
    held, total = 0.0, tuning.unread
    for feature, weight in one.head.items():
        if not same and not is_shared_script(feature):
            continue
        if not same and feature.startswith("word:") and weight < 1.9:
            weight *= 0.3
        total += weight
        if feature in other.head:
            held += weight
        elif feature in other.body:
            held += weight * tuning.lead
    return held / total


def core_likeness(
    features: Features, share: Callable[[str], float], *, in_words: bool, tuning: Tuning
) -> float:
    """How much of a headline is what most of a story's articles say.

    `share` gives the share of the story's headlines that hold a feature; `in_words` is
    whether any of them is in the article's language.
    """
    held, total = 0.0, tuning.unread
    for feature, weight in features.head.items():
        if in_words or not feature.startswith("word:"):
            total += weight
            held += weight * min(1.0, share(feature) / tuning.core_share)
    return held / total if held >= tuning.evidence else 0.0


def _conflicts(one: Features, other: Features) -> int:
    """Kinds of fact that both headlines give and give differently."""
    return sum(
        kind in other.facts
        and not any(fact in other.head or fact in other.body for fact in mine)
        and not any(fact in one.head or fact in one.body for fact in other.facts[kind])
        for kind, mine in one.facts.items()
    )


def _other_subject(one: Features, other: Features) -> bool:
    """Both headlines say what they are about, and one of them never mentions the other's."""
    if not one.subjects or not other.subjects or one.subjects & other.subjects:
        return False
    return not _mentions(one, other.subjects) or not _mentions(other, one.subjects)


def _mentions(features: Features, subjects: frozenset[str]) -> bool:
    return any(subject in features.head or subject in features.body for subject in subjects)


def _words(shared: Mapping[str, float]) -> str:
    best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:4]
    return "shares " + ", ".join(feature.partition(":")[2] for feature, _ in best)
