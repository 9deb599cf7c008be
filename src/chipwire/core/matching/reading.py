"""One article as matching reads it: title and text as one, with its words of company."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from chipwire.core.matching.compiling import Compiled, Near
from chipwire.core.model import Article, Evidence, Within
from chipwire.core.text.folding import Folded
from chipwire.core.text.sentences import Sentences

# Title and text are scanned as one; no phrase reaches across a paragraph's end.
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Span:
    """Code points of the joined title and text."""

    start: int
    end: int


class Reading:
    """Reads as little as it is asked for: sentences and company only beside a hit."""

    def __init__(self, article: Article, compiled: Compiled) -> None:
        self.folded = Folded(article.title + _BETWEEN + article.text)
        self._title_end = len(article.title)
        self._text_start = self._title_end + len(_BETWEEN)
        self._compiled = compiled
        self._sentences: Sentences | None = None
        self._company: dict[int, list[Span]] | None = None

    @property
    def source(self) -> str:
        """Title and text as given, joined."""
        return self.folded.source

    def in_title(self, span: Span) -> bool:
        """Whether the span lies in the title."""
        return span.start < self._title_end

    def span(self, start: int, end: int) -> Span:
        """A span of folded text, in code points of the source."""
        return Span(*self.folded.span(start, end))

    @property
    def sentences(self) -> Sentences:
        """The sentences of title and text."""
        if self._sentences is None:
            self._sentences = Sentences(self.source, breaks=(self._text_start,))
        return self._sentences

    @property
    def company(self) -> Mapping[int, list[Span]]:
        """Where the words of each list stand, in order."""
        if self._company is None:
            self._company = self._find_company()
        return self._company

    def _find_company(self) -> dict[int, list[Span]]:
        found: dict[int, list[Span]] = {}
        lists = self._compiled.lists
        for hit in self._compiled.company.find(self.folded):
            span = self.span(hit.start, hit.end)
            for number in lists[hit.word]:
                found.setdefault(number, []).append(span)
        for spans in found.values():
            spans.sort(key=lambda span: span.start)
        return found

    def nearest(self, span: Span, near: Near, taken: tuple[Span, ...] = ()) -> Span | None:
        """The word of the list that stands nearest to the span, within its distance.

        It is no part of the span or of those taken; it may hold them: it says more than they do.
        """
        spans = self.company.get(near.words)
        if not spans:
            return None
        low, high = self._reach(span, near.within)
        first = bisect_left(spans, low, key=lambda s: s.start)
        last = bisect_right(spans, high, key=lambda s: s.start)
        middle = bisect_left(spans, span.start, first, last, key=lambda s: s.start)
        # The nearest stand right beside; a bounded look keeps hostile texts linear.
        beside = spans[max(first, middle - 8) : min(last, middle + 8)]
        free = [s for s in beside if s.end <= high and not _is_part(s, span, *taken)]
        return min(free, key=lambda s: abs(s.start - span.start), default=None)

    def _reach(self, span: Span, within: Within) -> tuple[int, int]:
        if within.unit == "sentence":
            return self.sentences.span(span.start)
        if within.unit == "characters":
            return max(0, span.start - within.size), span.end + within.size
        if within.unit == "title":
            return 0, self._title_end
        return 0, len(self.source)

    def evidence(self, span: Span) -> Evidence:
        """The span as proof, in code points of its own field."""
        offset = 0 if self.in_title(span) else self._text_start
        start, end = self.sentences.span(span.start)
        end = max(end, span.end)
        return Evidence(
            field="text" if offset else "title",
            start=span.start - offset,
            end=span.end - offset,
            surface=self.source[span.start : span.end],
            sentence=self.source[start:end],
            sentence_start=start - offset,
        )


def _is_part(span: Span, *others: Span) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)
