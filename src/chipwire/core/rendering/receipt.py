"""The receipt in words: the same lines in every rendering."""

from chipwire.core.model import Digest, Receipt, Stage
from chipwire.core.rendering.times import clock
from chipwire.core.text.lines import count, one_line

_NOTES = 20
_DETAIL = 160
_NAME = 80
_NAMED = 4
_NAMES = {Stage.MATCHED: "Flagged", Stage.RELEVANT: "Relevant", Stage.GROUPED: "Grouped"}


def receipt_lines(digest: Digest) -> tuple[str, ...]:
    """Feeds, the feeds to know of, articles, what was left out, and what this was made with."""
    receipt = digest.receipt
    lines = (
        _feeds(receipt),
        *_notes(receipt),
        *_articles(receipt),
        _covers(digest),
        'A wrong flag? chipwire watch exclude TOPIC "the words", with the id beside the flag.',
    )
    return tuple(line for line in lines if line)


def _feeds(receipt: Receipt) -> str:
    return (
        f"Feeds: {receipt.feeds:,} watched, {receipt.feeds_checked:,} checked,"
        f" {receipt.feeds_failed:,} failed, {receipt.feeds_silent:,} silent,"
        f" {receipt.feeds_never:,} never worked."
    )


def _notes(receipt: Receipt) -> list[str]:
    """A line each; many feeds with the same trouble share one."""
    groups: dict[tuple[str, str], list[str]] = {}
    for note in receipt.notes:
        key = (note.state.value, one_line(note.detail)[:_DETAIL])
        groups.setdefault(key, []).append(one_line(note.title)[:_NAME])
    lines = [_note(state, detail, names) for (state, detail), names in groups.items()]
    more = sum(len(names) for names in list(groups.values())[_NOTES:])
    return lines[:_NOTES] + ([f"- and {count(more, 'more feed')} in trouble"] if more else [])


def _note(state: str, detail: str, names: list[str]) -> str:
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return f"- {', '.join(names[:_NAMED])}{more}: {state}{f' ({detail})' if detail else ''}"


def _articles(receipt: Receipt) -> tuple[str, ...]:
    """Where every item went: each line's sum is the next line's first number."""
    shown = f"shown in {count(receipt.stories, 'story', 'stories')}"
    return (
        _fetched(receipt),
        f"New: {count(receipt.seen, 'article')} = {receipt.backlog:,} backlog of new feeds"
        f" + {receipt.unmatched:,} without a flag + {receipt.matched:,} flagged.",
        _step(receipt, Stage.MATCHED, receipt.matched, receipt.relevant, "relevant to you"),
        _step(receipt, Stage.RELEVANT, receipt.relevant, receipt.grouped, "grouped into stories"),
        _step(receipt, Stage.GROUPED, receipt.grouped, receipt.shown, shown),
    )


def _fetched(receipt: Receipt) -> str:
    if receipt.fetched is None or receipt.known is None:
        return "Fetched: items that were known are counted from your second digest on."
    return (
        f"Fetched: {count(receipt.fetched, 'item')} read from feeds = {receipt.known:,} known"
        f" + {receipt.seen:,} new."
    )


def _step(receipt: Receipt, stage: Stage, before: int, after: int, words: str) -> str:
    """One stage; one that loses nothing, between two that are told, needs no line."""
    out = receipt.left_out_at(stage)
    if stage is Stage.RELEVANT and not out:
        return ""
    total = f"{_NAMES[stage]}: {before:,} = {after:,} {words} + {out:,} left out"
    reasons = ", ".join(f"{i.count:,} {i.reason}" for i in receipt.left_out if i.stage is stage)
    return f"{total}: {reasons}." if reasons else f"{total}."


def _covers(digest: Digest) -> str:
    until = clock(digest.created, digest.zone, digest.local_date)
    since = digest.covers_from
    span = (
        f"{clock(since, digest.zone, digest.local_date)} to {until}"
        if since
        else f"everything up to {until}"
    )
    receipt = digest.receipt
    version = f"watchlist {receipt.watchlist_hash[:12]}" if receipt.watchlist_hash else ""
    made = ", ".join(part for part in (version, one_line(receipt.generator)) if part)
    return f"Covers {span} ({digest.zone}). Made with {made}." if made else f"Covers {span}."
