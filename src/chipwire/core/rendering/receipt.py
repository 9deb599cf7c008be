"""The receipt in words: the same lines in every rendering."""

from chipwire.core.model import Digest, FeedNote, Receipt
from chipwire.core.rendering.clean import one_line
from chipwire.core.rendering.times import clock

_NOTES = 20
_DETAIL = 160


def receipt_lines(digest: Digest) -> tuple[str, ...]:
    """Feeds, the feeds to know of, articles, what was left out, and what this was made with."""
    receipt = digest.receipt
    lines = (
        _feeds(receipt),
        *_notes(receipt),
        _articles(receipt),
        _flagged(receipt),
        _covers(digest),
        'A wrong flag? chipwire watch exclude TOPIC "the words", with the id beside the flag.',
    )
    return tuple(line for line in lines if line)


def count(number: int, one: str, many: str = "") -> str:
    """`1 feed`, `1,204 articles`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _feeds(receipt: Receipt) -> str:
    return (
        f"Feeds: {receipt.feeds:,} watched, {receipt.feeds_checked:,} checked,"
        f" {receipt.feeds_failed:,} failed, {receipt.feeds_silent:,} silent,"
        f" {receipt.feeds_never:,} never worked."
    )


def _notes(receipt: Receipt) -> list[str]:
    lines = [_note(note) for note in receipt.notes[:_NOTES]]
    more = len(receipt.notes) - _NOTES
    return [*lines, f"- and {count(more, 'more feed')} like these"] if more > 0 else lines


def _note(note: FeedNote) -> str:
    detail = one_line(note.detail)[:_DETAIL]
    return f"- {one_line(note.title)[:80]}: {note.state.value}{f' ({detail})' if detail else ''}"


def _articles(receipt: Receipt) -> str:
    return (
        f"Articles: {receipt.seen:,} seen = {receipt.backlog:,} backlog of new feeds"
        f" + {receipt.unmatched:,} without a flag + {receipt.matched:,} flagged."
    )


def _flagged(receipt: Receipt) -> str:
    out = sum(item.count for item in receipt.left_out)
    stories = count(receipt.stories, "story", "stories")
    words = (
        f"Flagged: {receipt.matched:,} = {receipt.shown:,} shown in {stories} + {out:,} left out"
    )
    reasons = ", ".join(f"{item.count:,} {item.reason}" for item in receipt.left_out)
    return f"{words}: {reasons}." if reasons else f"{words}."


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
