"""How likely two articles tell one event, from what they share and what speaks against it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from chipwire.core.clustering.features import Features, is_shared_script
from chipwire.core.clustering.kinds import is_follow_up

DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """The settings of grouping: one set for the command, the service and the digest.

    `join` is the least likeness (0 to 1) that joins; the curve of precision against recall in
    the README was drawn by moving it. `evidence` is the least weight of what is shared.
    `quiet` and `span` are days.
    """

    join: float = 0.30
    evidence: float = 2.0
    body: float = 0.6
    unread: float = 1.5
    copy: float = 0.55
    free_days: float = 1.6
    decay: float = 0.06
    quiet: float = 6.0
    span: float = 14.0
    follow_up: float = 120.0
    conflict: float = 0.12
    chain: float = 0.3
    p_size: int = 4
    p_full: float = 0.3
    p_unread: float = 1.5
    p_evidence: float = 2.0
    p_bonus: float = 0.0


TUNING = Tuning()


@dataclass(frozen=True, slots=True)
class Likeness:
    """0 to 1, and the reason in words."""

    value: float
    reason: str


KINDS = ("amount:", "share:", "count:", "model:", "period:", "place:", "city:")
NONE = Likeness(0.0, "")


def likeness(one: Features, other: Features, tuning: Tuning = TUNING) -> Likeness:
    """Symmetric; 0 where a careful reader would never put the two together."""
    days = gap(one, other)
    if one.official and other.official and not _same_place_apart(one, other):
        return _of_documents(one, other)
    copied = copy_share(one, other)
    if copied >= tuning.copy:
        return Likeness(0.0, "") if _template(one, other) else Likeness(1.0, "near-copy")
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
    same = one.title == other.title and one.shingles == other.shingles
    if same:
        return Likeness(1.0, "the same document")
    named = is_follow_up(one.title) or is_follow_up(other.title)
    if named and one.links & other.links:
        return Likeness(0.9, "a correction, amendment or extension of the document")
    return NONE


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
    if evidence < tuning.evidence or not _specific(shared):
        return NONE
    cover = (_cover(one, other, same, tuning) + _cover(other, one, same, tuning)) / 2
    value = cover - tuning.decay * max(0.0, days - tuning.free_days)
    value -= tuning.conflict * _conflicts(one, other)
    if one.links & other.links:
        value += 0.3
    return Likeness(max(0.0, min(0.99, value)), _words(shared))


def _shared(one: Features, other: Features, tuning: Tuning) -> dict[str, float]:
    found = {f: w for f, w in one.head.items() if f in other.head}
    for a, b in ((one, other), (other, one)):
        for feature, weight in a.head.items():
            if feature in b.body:
                found[feature] = weight * tuning.body
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
            held += weight * tuning.body
    return held / total


def _conflicts(one: Features, other: Features) -> int:
    """Kinds of fact that both headlines give and give differently."""
    return sum(_differ(one, other, kind) for kind in KINDS)


def _differ(one: Features, other: Features, kind: str) -> bool:
    mine = {f for f, w in one.head.items() if w >= 0.6 and f.startswith(kind)}
    theirs = {f for f, w in other.head.items() if w >= 0.6 and f.startswith(kind)}
    known = chain(other.head, other.body), chain(one.head, one.body)
    return bool(mine and theirs) and not (mine & set(known[0])) and not (theirs & set(known[1]))


def _words(shared: Mapping[str, float]) -> str:
    best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:4]
    return "shares " + ", ".join(feature.partition(":")[2] for feature, _ in best)
