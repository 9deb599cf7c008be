"""From an article to the topics that are in it, each with its proof.

fold → scan for keywords → (only where one stands) company → decide → topics upon topics
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import re2

from chipwire.core.matching.boundaries import CodeNames
from chipwire.core.matching.building import build_upon, built_close
from chipwire.core.matching.compiling import Compiled, Rule, WatchlistError
from chipwire.core.matching.deciding import Accepted, Decision, decide_hit, decide_span, ruled_out
from chipwire.core.matching.reading import Reading, Span
from chipwire.core.model import Article, Evidence, Keyword, Match, Suppressed, Topic
from chipwire.core.text.folding import fold, without_halves

# Proofs and near-misses kept of a topic.
MOST_PROOFS = 8
# Of a topic that others want near something: it may stand there late in a long article.
MOST_MET = 200
MOST_NEAR_MISSES = 4
# Times that one word is looked at in a stretch of folded text, and looks at one article. They
# bound what a hostile text of a million keywords costs; no honest article comes near, so that
# what decides may stand at the very end.
MOST_OF_A_WORD = 100
STRETCH = 8192
MOST_LOOKS = 50_000
# Code points that are read for signs and cut names: a text has said by then what it is about,
# and one without a hit of its own sooner.
_LEAD = 50_000
_SHORT_LEAD = 4_000

FindPattern = Callable[[Article, Keyword], Sequence[tuple[int, int]]]


@dataclass(slots=True)
class _Tally:
    proofs: list[Span] = field(default_factory=list)
    mentions: int = 0
    near_misses: dict[tuple[str, str], Suppressed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Findings:
    """What is in one article. `signs` says how often each sign stands in title and in text."""

    matches: tuple[Match, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    signs: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One hit: of which keyword, where, and why it was turned down ("" where it was not)."""

    topic: str
    keyword: Keyword
    surface: str
    sentence: str
    reason: str = ""


class Matcher:
    """A compiled watchlist. Holds no state between articles."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self._regexes = tuple((_regex(text, rule), rule) for text, rule in compiled.regexes)
        self._patterns = tuple((fold(rule.keyword.anchor), rule) for rule in compiled.patterns)
        self._code_names = CodeNames(compiled.names)
        close = built_close(compiled.topics)
        self._met = frozenset(n for n, topic in enumerate(compiled.topics) if topic.id in close)

    def find(self, article: Article, find_pattern: FindPattern | None = None) -> Findings:
        """All topics of one article; offsets are code points of its title and text as given."""
        reading = Reading(article, self.compiled)
        tallies: dict[int, _Tally] = {}
        looks = 0
        for rule, decide in self._hits(article, reading, find_pattern, MOST_OF_A_WORD):
            tally = tallies.setdefault(rule.topic, _Tally())
            if tally.mentions < self._most(rule):
                looks += 1
                _count(tally, reading, self.compiled.topics[rule.topic].id, decide())
            if looks == MOST_LOOKS:
                break
        if not tallies:
            return Findings(suppressed=self._cut_names(reading, {}, _SHORT_LEAD))
        return self._findings(reading, tallies)

    def _most(self, rule: Rule) -> int:
        """How many mentions are looked for."""
        if rule.topic in self._met:
            return MOST_MET
        return 3 if rule.parts else MOST_PROOFS

    def explain(
        self, article: Article, find_pattern: FindPattern | None = None
    ) -> Iterator[Explained]:
        """Every single hit, accepted or not, without bounds: for a person who tests a keyword."""
        reading = Reading(article, self.compiled)
        for rule, decide in self._hits(article, reading, find_pattern):
            yield _explained(self.compiled.topics[rule.topic].id, rule, reading, decide())

    def _hits(
        self,
        article: Article,
        reading: Reading,
        find_pattern: FindPattern | None,
        most: int | None = None,
    ) -> Iterator[tuple[Rule, Callable[[], Decision]]]:
        """Each hit of a rule, and how to decide it.

        With `most`, one word's hits are no more than so many a stretch, and those of an idea whose
        other words stand nowhere near are left out.
        """
        rules = self.compiled.rules
        seen: Counter[int] = Counter()
        stretch = 0
        for hit in self.compiled.anchors.find(reading.folded):
            if hit.start >= stretch + STRETCH:
                stretch = hit.start
                seen.clear()
            seen[hit.word] += 1
            if most is None:
                asked: Iterable[Rule] = rules[hit.word]
            elif seen[hit.word] <= most:
                asked = reading.hopeful(rules[hit.word], hit.start, hit.end)
            else:
                continue
            for rule in asked:
                yield rule, partial(decide_hit, reading, hit, rule)
        for rule, places in self._other_hits(article, reading, find_pattern):
            for start, end in places:
                if end > start:
                    yield rule, partial(decide_span, reading, Span(start, end), rule)

    def _other_hits(
        self, article: Article, reading: Reading, find_pattern: FindPattern | None
    ) -> Iterator[tuple[Rule, Iterable[tuple[int, int]]]]:
        for regex, rule in self._regexes:
            yield rule, _spans(regex, article, reading)
        for anchor, rule in self._patterns:
            if find_pattern and anchor in reading.folded.text:
                yield rule, find_pattern(article, rule.keyword)

    def _findings(self, reading: Reading, tallies: Mapping[int, _Tally]) -> Findings:
        topics = self.compiled.topics
        proven = {
            topics[n].id: _match(
                topics[n].id, t, reading, MOST_MET if n in self._met else MOST_PROOFS
            )
            for n, t in tallies.items()
            if t.proofs
        }
        matches, excluded = self._built(reading, proven)
        near_misses = tuple(
            near_miss
            for number, tally in sorted(tallies.items())
            if topics[number].id not in matches
            for near_miss in tally.near_misses.values()
        )
        cut = self._cut_names(reading, matches, _LEAD)
        ordered = tuple(matches[topic.id] for topic in topics if topic.id in matches)
        return Findings(
            ordered, (*near_misses, *excluded, *cut), self._signs(reading) if ordered else {}
        )

    def _built(
        self, reading: Reading, proven: Mapping[str, Match]
    ) -> tuple[dict[str, Match], tuple[Suppressed, ...]]:
        """With the topics upon topics, and what their exclusions turned down."""
        told: dict[Suppressed, None] = {}

        def is_ruled_out(topic: Topic, proof: Evidence) -> bool:
            excludes = self.compiled.excludes.get(topic.id, ())
            reason = ruled_out(reading, reading.place(proof), excludes) if excludes else ""
            if reason and len(told) < MOST_NEAR_MISSES:
                told[Suppressed(topic=topic.id, surface=proof.surface, reason=reason)] = None
            return reason != ""

        matches = build_upon(self.compiled.topics, proven, is_ruled_out)
        for id_, match in matches.items():
            if len(match.evidence) > MOST_PROOFS:
                matches[id_] = replace(match, evidence=match.evidence[:MOST_PROOFS])
        return matches, tuple(near for near in told if near.topic not in matches)

    def _cut_names(
        self, reading: Reading, matches: Mapping[str, Match], last: int
    ) -> tuple[Suppressed, ...]:
        """Code names that stand inside longer ones, of topics that are not in the article."""
        found: dict[Suppressed, None] = {}
        for topic, start, end in self._code_names.inside_others(reading.folded, last):
            span = reading.span(start, end)
            word = reading.source[span.start : span.end]
            near_miss = Suppressed(
                topic=self.compiled.topics[topic].id, surface=word, reason=f"another word: “{word}”"
            )
            if near_miss.topic not in matches and len(found) < MOST_NEAR_MISSES:
                found[near_miss] = None
        return tuple(found)

    def _signs(self, reading: Reading) -> dict[str, tuple[int, int]]:
        names, lists = self.compiled.sign_names, self.compiled.sign_lists
        counts = [[0, 0] for _ in names]
        title_end = reading.folded_title_end
        for hit in self.compiled.signs.find(reading.folded, 0, _LEAD):
            place = 0 if hit.start < title_end else 1
            for number in lists[hit.word]:
                counts[number][place] += 1
        return {name: (a, b) for name, (a, b) in zip(names, counts, strict=True) if a or b}


def _spans(
    regex: "re2._Regexp[str]", article: Article, reading: Reading
) -> Iterator[tuple[int, int]]:
    """In title and text apart: no match reaches over both, and `^` and `$` hold for each."""
    for at, words in ((0, article.title), (reading.text_start, article.text)):
        for found in regex.finditer(without_halves(words)):
            yield at + found.start(), at + found.end()


def _regex(text: str, rule: Rule) -> "re2._Regexp[str]":
    options = re2.Options()
    options.case_sensitive = rule.keyword.exact_case
    options.log_errors = False
    try:
        return re2.compile(text, options)
    except re2.error as error:
        words = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise WatchlistError(f"regex {text!r}: {words}") from error


def _count(tally: _Tally, reading: Reading, topic: str, decision: Decision) -> None:
    if isinstance(decision, Accepted):
        tally.mentions += 1
        tally.proofs.extend(decision.spans)
    elif decision.telling and len(tally.near_misses) < MOST_NEAR_MISSES:
        surface = reading.source[decision.span.start : decision.span.end]
        near_miss = Suppressed(topic=topic, surface=surface, reason=decision.reason)
        tally.near_misses.setdefault((surface, decision.reason), near_miss)


def _explained(topic: str, rule: Rule, reading: Reading, decision: Decision) -> Explained:
    if isinstance(decision, Accepted):
        span, reason = decision.spans[0], ""
    else:
        span, reason = decision.span, decision.reason
    proof = reading.evidence(span)
    return Explained(
        topic=topic,
        keyword=rule.keyword,
        surface=proof.surface,
        sentence=proof.sentence,
        reason=reason,
    )


def _match(topic: str, tally: _Tally, reading: Reading, most: int) -> Match:
    spans = _without_overlaps(tally.proofs)
    in_title = any(reading.in_title(span) for span in spans)
    score = min(1.0, (0.85 if in_title else 0.55) + 0.05 * min(len(spans), 4))
    proofs = tuple(reading.evidence(span) for span in spans[:most])
    return Match(topic=topic, score=round(score, 2), evidence=proofs)


def _without_overlaps(spans: list[Span]) -> list[Span]:
    """In order, the longest of those that overlap."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
