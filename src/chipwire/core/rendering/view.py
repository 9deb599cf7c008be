"""The snapshot as every rendering shows it: harmless words, marked pieces, local times."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from chipwire.core.model import (
    Alert,
    Digest,
    Entry,
    Flag,
    Length,
    NewName,
    Report,
    ScorePart,
    Section,
)
from chipwire.core.rendering.addresses import safe_url
from chipwire.core.rendering.marks import Piece, pieces, starred
from chipwire.core.rendering.receipt import receipt_lines
from chipwire.core.rendering.sentences import Sentence, headline_spans, sentences_of
from chipwire.core.rendering.times import clock, language_name, long_day, short_day
from chipwire.core.text.lines import one_line

_LONGEST_HEADLINE = 240
_LONGEST_SENTENCE = 320
_LONGEST_NAME = 80
_LONGEST_WHY = 240
_BLOCKS = "▁▂▃▄▅▆▇█"

Paper = Digest | Alert
"""What entries are printed in: its zone and date say how times are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagView:
    """A topic, its score, and the words that set it off; `own` where the lead report has them."""

    topic: str
    name: str
    score: float
    own: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceView:
    """A sentence with its words marked; `outlet` where it is not the lead report's."""

    pieces: tuple[Piece, ...]
    language: str | None
    outlet: str

    @property
    def text(self) -> str:
        """In plain text, the marked words between asterisks."""
        return starred(self.pieces) + (f" ({self.outlet})" if self.outlet else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """One report: who, when, in which language, and where to read it."""

    article: str
    outlet: str
    tier: str
    title: str
    url: str | None
    language: str | None
    language_name: str
    time: str
    copy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletView:
    """An outlet beside the lead, with all its reports."""

    name: str
    urls: tuple[str | None, ...]
    copy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """A story as it is printed."""

    story: str
    headline: tuple[Piece, ...]
    lead: ReportView
    others: tuple[ReportView, ...]
    outlets: tuple[OutletView, ...]
    flags: tuple[FlagView, ...]
    sentences: tuple[SentenceView, ...]
    score: float
    parts: tuple[ScorePart, ...]
    rank: float
    rank_parts: tuple[ScorePart, ...]
    why: str
    coverage: str
    known: str
    must_see: bool
    brief: bool

    @property
    def title(self) -> str:
        """The headline in plain text, the marked words between asterisks."""
        return starred(self.headline)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A topic heading, its entries, and its last days as blocks of eight heights."""

    topic: str
    name: str
    entries: tuple[EntryView, ...]
    bars: str
    days: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AheadView:
    """A date to come, named by an official text."""

    day: str
    what: str
    title: str
    language: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """All that the templates see."""

    id: str
    subscriber: str
    subject: str
    preview: str
    summary: tuple[str, ...]
    day: str
    date: str
    zone: str
    made: str
    updated: str
    blind: bool
    sections: tuple[SectionView, ...]
    known: tuple[EntryView, ...]
    ahead: tuple[AheadView, ...]
    names: tuple[NewName, ...]
    receipt: tuple[str, ...]
    count: int
    length: Length

    @property
    def entries(self) -> tuple[EntryView, ...]:
        """All entries in printed order."""
        told = (entry for section in self.sections for entry in section.entries)
        return (*told, *self.known)


def view_of(digest: Digest) -> DigestView:
    """The snapshot in words; pure, and the same for every rendering."""
    told = [(entry, entry_view(entry, digest)) for entry in digest.entries]
    return DigestView(
        id=digest.id,
        subscriber=digest.subscriber,
        subject=one_line(digest.subject),
        preview=one_line(digest.preview),
        summary=tuple(one_line(line) for line in digest.summary),
        day=long_day(digest.local_date) + (f", {digest.at}" if digest.at else ""),
        date=digest.local_date.isoformat(),
        zone=digest.zone,
        made=clock(digest.created, digest.zone, digest.local_date),
        updated=digest.created.isoformat(timespec="seconds"),
        blind=digest.blind,
        sections=tuple(_sections(digest.sections, told)),
        known=tuple(view for entry, view in told if entry.brief),
        ahead=tuple(_ahead(digest)),
        names=tuple(_name(name) for name in digest.new_names),
        receipt=receipt_lines(digest),
        count=len(digest.entries),
        length=digest.length,
    )


def _sections(
    sections: Sequence[Section], told: Sequence[tuple[Entry, EntryView]]
) -> list[SectionView]:
    found = []
    for section in sections:
        entries = tuple(
            view for entry, view in told if not entry.brief and entry.section == section.topic
        )
        if entries:
            found.append(_section(section, entries))
    return found


def _section(section: Section, entries: tuple[EntryView, ...]) -> SectionView:
    return SectionView(
        topic=section.topic,
        name=one_line(section.name),
        entries=entries,
        bars=_bars(section.history),
        days=", ".join(str(number) for number in section.history),
    )


def _bars(history: Sequence[int]) -> str:
    """One block a day; empty where only this digest's day has any story."""
    if not any(history[:-1]):
        return ""
    top = max(history)
    # The lowest block is a day with none: one story of many must still stand out from it.
    return "".join(_BLOCKS[math.ceil(number / top * (len(_BLOCKS) - 1))] for number in history)


def entry_view(entry: Entry, paper: Paper) -> EntryView:
    """The story as it is printed in a digest or an alert."""
    lead = entry.reports[0]
    others = tuple(_report(report, paper) for report in entry.reports[1:])
    return EntryView(
        story=entry.story,
        headline=pieces(lead.title, headline_spans(entry), _LONGEST_HEADLINE),
        lead=_report(lead, paper),
        others=others,
        outlets=_outlets(others),
        flags=tuple(_flag(flag, entry) for flag in entry.flags),
        sentences=tuple(_sentence(one, entry) for one in sentences_of(entry)),
        score=entry.score,
        parts=entry.parts,
        rank=entry.rank,
        rank_parts=entry.rank_parts,
        why=one_line(entry.why)[:_LONGEST_WHY],
        coverage=_coverage(entry),
        known=_known(entry, paper),
        must_see=entry.must_see,
        brief=entry.brief,
    )


def _flag(flag: Flag, entry: Entry) -> FlagView:
    words = dict.fromkeys(one_line(proof.surface) for proof in flag.evidence)
    return FlagView(
        topic=flag.topic,
        name=one_line(flag.name),
        score=flag.score,
        own=flag.article == entry.reports[0].article,
        words=", ".join(words),
    )


def _sentence(sentence: Sentence, entry: Entry) -> SentenceView:
    report = next((one for one in entry.reports if one.article == sentence.article), None)
    own = report is None or report is entry.reports[0]
    return SentenceView(
        pieces=pieces(sentence.text, sentence.spans, _LONGEST_SENTENCE),
        language=report.language if report else None,
        outlet="" if own or report is None else one_line(report.outlet)[:_LONGEST_NAME],
    )


def _report(report: Report, paper: Paper) -> ReportView:
    return ReportView(
        article=report.article,
        outlet=one_line(report.outlet)[:_LONGEST_NAME],
        tier=report.tier.value,
        title=one_line(report.title),
        url=safe_url(report.url),
        language=report.language,
        language_name=language_name(report.language),
        time=clock(report.published, paper.zone, paper.local_date),
        copy=report.copy,
    )


def _outlets(reports: Sequence[ReportView]) -> tuple[OutletView, ...]:
    """Each outlet once, in the order of its first report; a copy if all it has are copies."""
    by_name: dict[str, list[ReportView]] = {}
    for report in reports:
        by_name.setdefault(report.outlet, []).append(report)
    return tuple(
        OutletView(
            name=name,
            urls=tuple(report.url for report in found),
            copy=all(report.copy for report in found),
        )
        for name, found in by_name.items()
    )


def _coverage(entry: Entry) -> str:
    total = len(entry.reports)
    if total == 1:
        return ""
    if total == entry.independent:
        return f"{total} independent reports"
    return f"{total} reports, {entry.independent} independent"


def _known(entry: Entry, paper: Paper) -> str:
    """What of the story the reader has met: an alert since the last digest, the days before."""
    told = clock(entry.alerted, paper.zone, paper.local_date) if entry.alerted else ""
    parts = (f"alerted at {told}" if told else "", _days_before(entry))
    return ", ".join(part for part in parts if part)


def _days_before(entry: Entry) -> str:
    if entry.day <= 1 and not entry.earlier:
        return ""
    outlets = f"+{entry.new_outlets} outlet{'s' if entry.new_outlets != 1 else ''}"
    return ", ".join(
        part
        for part in (f"day {entry.day}", outlets if entry.new_outlets else "", entry.news)
        if part
    )


def _ahead(digest: Digest) -> list[AheadView]:
    return [
        AheadView(
            day=short_day(one.on),
            what=one.what,
            title=one_line(one.title)[:_LONGEST_HEADLINE],
            language=one.language,
            url=safe_url(one.url),
        )
        for one in digest.dates_ahead
    ]


def _name(name: NewName) -> NewName:
    return NewName(name=one_line(name.name), label=name.label, story=name.story)
