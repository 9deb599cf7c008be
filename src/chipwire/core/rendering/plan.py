"""How much of each entry a mail prints, so that it stays under the size where it is clipped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from chipwire.core.model import Length
from chipwire.core.model.readers import WHOLE
from chipwire.core.rendering.view import EntryView

Level = Literal["full", "short", "line", "counted"]

# Gmail clips a message near 102 kB (hteumeuleu/email-bugs#41); text and headers need room too.
MAIL_BYTES = 90_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Each story's level; `counted` are not printed, only counted.

    `cut` says that the mail's size made it shorter than the reader wants.
    """

    levels: Mapping[str, Level]
    cut: bool = False

    @property
    def printed(self) -> frozenset[str]:
        """The stories that are printed at some length."""
        return frozenset(story for story, level in self.levels.items() if level != "counted")

    @property
    def counted(self) -> int:
        """How many stories are only counted."""
        return sum(1 for level in self.levels.values() if level == "counted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How many stories may stand at each level; `must_see` of those that are never cut."""

    must_see: int
    full: int
    short: int
    line: int


EVERYTHING = Budget(must_see=10_000, full=10_000, short=0, line=10_000)

_STEPS = tuple(0.85**step for step in range(16))
_LADDER = (
    *(
        Budget(must_see=10_000, full=int(36 * f), short=int(40 * f), line=int(160 * f))
        for f in _STEPS
    ),
    # Only a day of dozens of must-see stories comes to these.
    Budget(must_see=20, full=0, short=10, line=60),
    Budget(must_see=10, full=0, short=10, line=40),
    Budget(must_see=4, full=0, short=4, line=20),
    Budget(must_see=0, full=0, short=0, line=5),
    Budget(must_see=0, full=0, short=0, line=0),
)


def plans(entries: Sequence[EntryView], length: Length = WHOLE) -> list[Plan]:
    """From all that the reader wants in full to nothing but a count, each smaller than before."""
    wanted = planned(entries, _within(length, EVERYTHING))
    smaller = [planned(entries, _within(length, budget)) for budget in _LADDER]
    return [wanted, *(replace(plan, cut=True) for plan in smaller)]


def planned(entries: Sequence[EntryView], budget: Budget) -> Plan:
    """Must-see stories first get their room, then the others in the digest's order."""
    levels: dict[str, Level] = {}
    left = {"must_see": budget.must_see, "full": budget.full}
    left |= {"short": budget.short, "line": budget.line}
    for entry in sorted(entries, key=lambda entry: not entry.must_see):
        levels[entry.story] = _level(entry, left)
    return Plan(levels=levels)


def _within(length: Length, budget: Budget) -> Budget:
    """The budget where it is smaller than what the reader wants, who wants nothing in between."""
    full = budget.full if length.full is None else min(budget.full, length.full)
    short = budget.short if length.full is None else 0
    line = budget.line if length.lines is None else min(budget.line, length.lines)
    return replace(budget, full=full, short=short, line=line)


def _level(entry: EntryView, left: dict[str, int]) -> Level:
    if entry.must_see and _take(left, "must_see"):
        return "line" if entry.brief else "full"
    if entry.brief:
        return "line" if _take(left, "line") else "counted"
    order: tuple[Literal["full", "short", "line"], ...] = ("full", "short", "line")
    return next((level for level in order if _take(left, level)), "counted")


def _take(left: dict[str, int], kind: str) -> bool:
    if left[kind] <= 0:
        return False
    left[kind] -= 1
    return True
