"""One article as matching reads it: title and text as one, with its words of company."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from chipwire.core.matching.compiling import Compiled, Near, Rule
from chipwire.core.matching.glancing import BLOCK, RIM, Glance
from chipwire.core.model import Article, Evidence, Within
from chipwire.core.text.folding import Folded
from chipwire.core.text.lexicon import known_words, longer_word
from chipwire.core.text.sentences import Sentences

# Title and text are scanned as one; no phrase reaches across a paragraph's end.
_BETWEEN = "\n\n"
# A distance of so many blocks reaches over the whole article.
_WIDE = 3


class Span(NamedTuple):
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
        self._longer_words: dict[tuple[int, int], str | None] = {}
        self._spans: dict[tuple[int, range], list[Span]] = {}
        self._around: dict[int, tuple[int, int]] = {}
        self._blocks: dict[int, dict[int, list[tuple[int, int]]]] = {}
        self._glance = Glance(self.folded, compiled)

    @property
    def source(self) -> str:
        """Title and text as given, joined."""
        return self.folded.source

    def in_title(self, span: Span) -> bool:
        """Whether the span lies in the title."""
        return span.start < self._title_end

    @property
    def text_start(self) -> int:
        """Where the text begins."""
        return self._text_start

    @property
    def folded_title_end(self) -> int:
        """Where the title ends in folded text."""
        return self.folded.at(self._title_end)

    def span(self, start: int, end: int) -> Span:
        """A span of folded text, in code points of the source."""
        return Span(*self.folded.span(start, end))

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences of title and text."""
        return Sentences(self.source, breaks=(self._text_start,))

    def longer_word(self, start: int, end: int) -> str | None:
        """The common Chinese word that a hit is only a part of; many rules ask of one hit."""
        if (start, end) not in self._longer_words:
            longer = longer_word(self.folded.text, start, end, known_words())
            self._longer_words[start, end] = longer
        return self._longer_words[start, end]

    def _listed(self, words: int, blocks: range) -> list[Span]:
        """Where words of a list begin in some blocks, in order."""
        key = (words, blocks)
        if key not in self._spans:
            members = self._compiled.lists[words]
            places = [
                place
                for by_word in map(self._block, blocks)
                for word in by_word.keys() & members
                for place in by_word[word]
            ]
            self._spans[key] = sorted(self.span(start, end) for start, end in places)
        return self._spans[key]

    def _block(self, number: int) -> dict[int, list[tuple[int, int]]]:
        """The words of company that begin in a block of the folded text, by word."""
        if number not in self._blocks:
            start, end = number * BLOCK, (number + 1) * BLOCK
            found: dict[int, list[tuple[int, int]]] = {}
            hits = self._compiled.company.find(self.folded, max(0, start - RIM), end + RIM)
            for word, first, last in hits:
                if start <= first < end:
                    found.setdefault(word, []).append((first, last))
            self._blocks[number] = found
        return self._blocks[number]

    def hopeful(self, rules: Iterable[Rule], start: int, end: int) -> Iterator[Rule]:
        """Of the rules of a hit in folded text those whose parts may all stand near it.

        Most hits of an idea's first word fail here, and most of these at the first question.
        """
        around = self._glance.around(start)
        near: dict[int, int] = {}
        for rule in rules:
            marks = rule.marks
            if around & marks == marks:
                if marks and rule.reach not in near:
                    near[rule.reach] = self._marks_near(rule.reach, start, end)
                if not marks or near[rule.reach] & marks == marks:
                    yield rule

    def _marks_near(self, reach: int, start: int, end: int) -> int:
        """The marks of the company within a distance of a hit, or somewhat further away."""
        low, high = self._reach(self.span(start, end), self._compiled.reaches[reach])
        return self._glance.between(self.folded.at(low), self.folded.at(high))

    def nearest(self, span: Span, near: Near, taken: tuple[Span, ...] = ()) -> Span | None:
        """The word of the list that stands nearest to the span, within its distance.

        It is neither the span itself nor one of those taken: no word is its own company.
        """
        low, high = self._reach(span, near.within)
        spans = self._listed(near.words, self._blocks_between(low, high))
        middle = bisect_left(spans, span)
        best, distance = None, len(self.source)
        # The nearest stand right beside; a bounded look keeps hostile texts linear.
        for other in spans[max(0, middle - 8) : middle + 8]:
            if other.start >= high or other.end <= low or other == span or other in taken:
                continue
            if abs(other.start - span.start) < distance:
                best, distance = other, abs(other.start - span.start)
        return best

    def _blocks_between(self, low: int, high: int) -> range:
        """All of them where the distance is wide, so that there are few ranges."""
        first, last = self.folded.at(low) // BLOCK, self.folded.at(high) // BLOCK
        if last - first >= _WIDE:
            first, last = 0, len(self.folded.text) // BLOCK
        return range(first, last + 1)

    def _reach(self, span: Span, within: Within) -> tuple[int, int]:
        if within.unit == "sentence":
            return self._sentence(span.start)
        if within.unit == "characters":
            return max(0, span.start - within.size - 1), span.end + within.size + 1
        if within.unit == "title":
            return 0, self._title_end
        return 0, len(self.source)

    def _sentence(self, position: int) -> tuple[int, int]:
        """Many rules ask of one hit."""
        if position not in self._around:
            self._around[position] = self.sentences.span(position)
        return self._around[position]

    def place(self, proof: Evidence) -> Span:
        """Where a proof stands."""
        offset = 0 if proof.field == "title" else self._text_start
        return Span(proof.start + offset, proof.end + offset)

    def evidence(self, span: Span) -> Evidence:
        """The span as proof, in code points of its own field."""
        offset = 0 if self.in_title(span) else self._text_start
        start, end = self._sentence(span.start)
        end = max(end, span.end)
        return Evidence(
            field="text" if offset else "title",
            start=span.start - offset,
            end=span.end - offset,
            surface=self.source[span.start : span.end],
            sentence=self.source[start:end],
            sentence_start=start - offset,
        )
