"""A made-up digest and alert that have everything a template may be asked to print."""

from datetime import UTC, date, datetime, timedelta

from chipwire.core.model import (
    Alert,
    DateAhead,
    Digest,
    Entry,
    Evidence,
    FeedNote,
    FeedState,
    Flag,
    LeftOut,
    NewName,
    Receipt,
    Report,
    ScorePart,
    Section,
    Tier,
)

_NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
_DAY = date(2026, 11, 24)
_PARTS = (ScorePart(reason="H20 in the headline", value=0.6),)


def specimen_digest() -> Digest:
    """One official document, one story of several reports, one known, dates, names, receipt."""
    entries = (_official(), _story(), _known())
    return Digest(
        id="specimen/2026-11-24",
        subscriber="specimen",
        address="reader@example.org",
        local_date=_DAY,
        zone="Europe/Berlin",
        created=_NOW,
        after=0,
        through=9,
        covers_from=_NOW - timedelta(days=1),
        entries=entries,
        receipt=_receipt(),
        subject="H20 licences are back; Entity List grows; 1 more",
        preview="3 stories from 4 reports; 2 feeds checked.",
        summary=("1 official document: Gazette.", "Most named: H20 (2)."),
        sections=(
            Section(topic="", name="Official documents"),
            Section(topic="h20", name="H20", history=(0, 2, 1, 3, 0, 1, 2, 0, 0, 4, 1, 0, 2, 1)),
        ),
        dates_ahead=(
            DateAhead(
                on=_DAY + timedelta(days=30),
                what="takes effect",
                title="Entity List: four more",
                language="en",
                url="https://gazette.example/rule",
            ),
        ),
        new_names=(NewName(name="Meridian Boards", label="ORG", story="2"),),
        names=("Meridian Boards",),
    )


def specimen_alert() -> Alert:
    """Two stories, one with several reports."""
    return Alert(
        id="specimen/alert/2",
        subscriber="specimen",
        address="reader@example.org",
        zone="Europe/Berlin",
        local_date=_DAY,
        created=_NOW,
        entries=(_story(), _official()),
        subject="Alert: H20 licences are back; 1 more",
        preview="2 stories that you asked to hear of at once.",
    )


def _official() -> Entry:
    report = _report("1", "Gazette", "Entity List: four more", tier=Tier.OFFICIAL)
    flag = _flag("entity-list", "Entity List", report, "Entity List")
    return _entry("1", (flag,), (report,), score=1.0)


def _story() -> Entry:
    lead = _report("2", "Harbour Wire", "H20 licences are back")
    other = _report("3", "芯片观察", "H20许可恢复", language="zh", url=None)
    copy = _report("4", "Coast Courier", "H20 licences are back", copy=True)
    flags = (
        _flag("h20", "H20", lead, "H20"),
        _flag("licences", "Licences", other, "许可", text="首批许可已经发出。"),
    )
    return _entry("2", flags, (lead, other, copy), independent=2, alerted=_NOW - timedelta(hours=1))


def _known() -> Entry:
    report = _report("5", "Nordbote", "H20: Händler warten weiter", language="de")
    flag = _flag("h20", "H20", report, "H20")
    return _entry("3", (flag,), (report,), day=3, earlier=2, new_outlets=1, brief=True)


def _report(
    article: str,
    outlet: str,
    title: str,
    *,
    tier: Tier = Tier.WIRE,
    language: str = "en",
    url: str | None = "https://news.example/story",
    copy: bool = False,
) -> Report:
    return Report(
        article=article,
        outlet=outlet,
        tier=tier,
        title=title,
        url=url,
        language=language,
        published=_NOW - timedelta(hours=3),
        copy=copy,
    )


def _flag(topic: str, name: str, report: Report, words: str, text: str = "") -> Flag:
    sentence = text or report.title
    start = sentence.index(words)
    proof = Evidence(
        field="text" if text else "title",
        start=start,
        end=start + len(words),
        surface=words,
        sentence=sentence,
        sentence_start=0,
    )
    return Flag(
        topic=topic,
        name=name,
        group="specimen",
        score=0.9,
        evidence=(proof,),
        article=report.article,
        must_see=topic == "h20",
    )


def _entry(
    story: str,
    flags: tuple[Flag, ...],
    reports: tuple[Report, ...],
    *,
    score: float = 0.9,
    independent: int = 1,
    day: int = 1,
    earlier: int = 0,
    new_outlets: int = 0,
    brief: bool = False,
    alerted: datetime | None = None,
) -> Entry:
    return Entry(
        story=story,
        flags=flags,
        reports=reports,
        score=score,
        parts=_PARTS,
        why="H20 in the headline",
        rank=score,
        rank_parts=_PARTS,
        independent=independent,
        day=day,
        earlier=earlier,
        new_outlets=new_outlets,
        brief=brief,
        alerted=alerted,
    )


def _receipt() -> Receipt:
    return Receipt(
        feeds=2,
        feeds_checked=2,
        feeds_failed=1,
        feeds_silent=0,
        notes=(FeedNote(title="Old Telegraph", state=FeedState.FAILING, detail="no answer"),),
        fetched=200,
        known=180,
        seen=20,
        backlog=3,
        unmatched=11,
        matched=6,
        relevant=5,
        grouped=5,
        shown=5,
        stories=3,
        left_out=(LeftOut(reason="below your threshold", count=1),),
        watchlist_hash="0123456789ab",
        generator="Chipwire",
    )
