"""Words marked in the sentence that proves a flag, and long sentences cut around them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chipwire.core.text.lines import scrub

_CONTEXT = 60
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text, marked or not."""

    text: str
    marked: bool


Span = tuple[int, int]


def merged(spans: Iterable[Span], length: int) -> list[Span]:
    """The spans within a text of that length, joined where they touch or overlap, in order."""
    joined: list[Span] = []
    for start, end in sorted((max(0, start), min(length, end)) for start, end in spans):
        if end <= start:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def pieces(text: str, spans: Iterable[Span], longest: int = 0) -> tuple[Piece, ...]:
    """The text cut into marked and plain stretches; without cuts they join to the text.

    With `longest` set, a longer text keeps the words around its marks, with ellipses.
    """
    found = merged(spans, len(text))
    if not longest or len(text) <= longest:
        return _clean(_cut(text, found))
    return _clean(_trimmed(text, found, longest))


def starred(found: Iterable[Piece]) -> str:
    """The words of the pieces, the marked ones between asterisks."""
    return "".join(f"*{piece.text}*" if piece.marked else piece.text for piece in found)


def _cut(text: str, spans: Sequence[Span], start: int = 0, end: int | None = None) -> list[Piece]:
    end = len(text) if end is None else end
    out: list[Piece] = []
    at = start
    for begin, stop in spans:
        if begin >= end or stop <= start:
            continue
        begin, stop = max(begin, start), min(stop, end)
        out += [Piece(text=text[at:begin], marked=False), Piece(text=text[begin:stop], marked=True)]
        at = stop
    return [*out, Piece(text=text[at:end], marked=False)]


def _trimmed(text: str, spans: Sequence[Span], longest: int) -> list[Piece]:
    """As many marks as fit, from the first on, each with the words around it."""
    out: list[Piece] = []
    at = 0
    for start, end in _windows(text, spans or [(0, 0)], longest):
        if start > at:
            out.append(Piece(text=_ELLIPSIS if not out else f" {_ELLIPSIS} ", marked=False))
        out += _cut(text, spans, start, end)
        at = end
    return out if at >= len(text) else [*out, Piece(text=_ELLIPSIS, marked=False)]


def _windows(text: str, spans: Sequence[Span], longest: int) -> list[Span]:
    context = max(_CONTEXT, (longest - (spans[0][1] - spans[0][0])) // (2 * len(spans)))
    chosen: list[Span] = []
    for start, end in spans:
        window = (_word_start(text, start - context), _word_end(text, end + context))
        wider = merged([*chosen, window], len(text))
        if chosen and sum(stop - begin for begin, stop in wider) > longest:
            break
        chosen = wider
    # A marked stretch may itself be longer than any mail should print.
    return [(start, min(end, start + longest * 2)) for start, end in chosen]


def _word_start(text: str, at: int) -> int:
    if at <= 0:
        return 0
    space = text.find(" ", at, at + 20)
    return at if space < 0 else space + 1


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, at - 20), at)
    return at if space < 0 else space


def _clean(found: Iterable[Piece]) -> tuple[Piece, ...]:
    scrubbed = (Piece(text=scrub(piece.text), marked=piece.marked) for piece in found)
    return tuple(piece for piece in scrubbed if piece.text)
