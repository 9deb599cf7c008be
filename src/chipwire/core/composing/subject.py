"""The subject of a digest: the day in the headlines of its top stories, each cut between words."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from chipwire.core.model import Entry, Tier
from chipwire.core.text.lines import one_line

LONGEST = 90
"""Characters of a subject; East Asian ones are twice as wide and count as two."""
_HEADS = 2
_HEAD = 52
_SHORTEST = 20
_LAST_ROOM = 24
_ALIKE = 0.5
"""Share of common topics from which two stories would tell the reader the same thing twice."""

_WIDE = "\u2e7f"
# Where a headline may end and still say something whole: behind it stands an aside.
_ASIDE = re.compile(
    r"\s*[;,。，；、]\s*|\s+[-–—|]\s+|(?<=[\u3400-\u9fff])\s+|\s*[!?！？:：]\s+"
    r"|\s+(?=(?:over|after|as|amid|despite|before|while|following|for|in|by|with|through|ahead"
    r"|nach|wegen|trotz|während|gegen|für|in|mit|über|vor|bei|durch)\s)"
)


def subject(entries: Sequence[Entry], day: date, *, blind: bool) -> str:
    """One line that tells the day: the first headlines, and how many more stories there are."""
    told = [entry for entry in entries if not entry.brief] or list(entries)
    if not told:
        words = "Blind: no feed could be read" if blind else "Quiet: nothing on your topics"
        return f"{words}, {day.day} {day:%B}"
    heads: list[str] = []
    for entry in _apart(told):
        more = f"; {len(entries) - 1} more"
        room = LONGEST - width("; ".join([*heads, ""])) - width(more)
        if heads and room < _LAST_ROOM:
            break
        if head := cut(_headline(entry, told), min(_HEAD, room), whole=not heads):
            heads.append(head)
        if len(heads) == _HEADS:
            break
    more_stories = len(entries) - len(heads)
    return "; ".join([*heads, f"{more_stories} more"] if more_stories else heads)


def width(text: str) -> int:
    """Columns, near enough: a wide character takes two."""
    return len(text) + sum(char > _WIDE for char in text)


def cut(text: str, room: int, *, whole: bool = False) -> str:
    """One clean line of at most `room` columns, never cut inside a word.

    Best at the end of a statement, else behind a word, with an ellipsis. Chinese does not mark
    its words: a headline without a place to cut is given whole where `whole` asks so, else "".
    """
    clean = one_line(text)
    if width(clean) <= room and ";" not in clean:
        return clean.rstrip(" .。")
    ends = [match.start() for match in _ASIDE.finditer(clean)]
    fitting = [end for end in ends if _SHORTEST <= width(clean[:end]) <= room]
    if fitting:
        return clean[: fitting[-1]].rstrip(" .。")
    if width(clean) <= room:
        return clean
    return _behind_a_word(clean, room) or (clean if whole else "")


def _behind_a_word(text: str, room: int) -> str:
    head = ""
    for word in text.split(" "):
        longer = f"{head} {word}" if head else word
        if width(longer) >= room:
            break
        head = longer
    return f"{head.rstrip(' ,;:-–')}…" if width(head) * 2 > room else ""


def _apart(told: Sequence[Entry]) -> Iterator[Entry]:
    """The strongest first, each telling of something else than those before."""
    chosen: list[frozenset[str]] = []
    for entry in sorted(told, key=lambda one: (not one.must_see, -one.rank)):
        topics = _topics(entry)
        if not any(_alike(topics, other) for other in chosen):
            chosen.append(topics)
            yield entry


def _headline(entry: Entry, told: Sequence[Entry]) -> str:
    """The lead's own; for a register's title, which names the form of the act, a reporter's.

    That of another report of the story in its language, else that of a like story.
    """
    lead = entry.reports[0]
    if lead.tier is not Tier.OFFICIAL:
        return lead.title
    topics = _topics(entry)
    like = (other.reports[0] for other in told if _alike(topics, _topics(other)))
    told_by = [report for report in (*entry.reports, *like) if report.tier is not Tier.OFFICIAL]
    return next((one.title for one in told_by if one.language == lead.language), lead.title)


def _topics(entry: Entry) -> frozenset[str]:
    """What its headlines are about; all its topics where no headline names one."""
    titled = [flag for flag in entry.flags if any(one.field == "title" for one in flag.evidence)]
    return frozenset(flag.topic for flag in titled or entry.flags)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) > _ALIKE * min(len(one), len(other))
