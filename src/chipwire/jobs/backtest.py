"""What an edited watchlist would change, tried on stored articles; and keywords that idle.

archive.recent → judge by the list in use → judge by the edited list → compare
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from chipwire.core.model import Article, Keyword, Verdict
from chipwire.jobs.judge import THRESHOLD, Judge

# Examples that are kept of each change.
MOST_EXAMPLES = 5
_LONGEST_SHOWN = 60


@dataclass(slots=True)
class Changes:
    """Articles that change in one way: how many, and the first of them."""

    count: int = 0
    examples: list[Article] = field(default_factory=list)

    def add(self, article: Article) -> None:
        """One more."""
        self.count += 1
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(article)


@dataclass(slots=True)
class Backtest:
    """The difference between two watchlists on the same articles.

    `gained` and `lost` are by topic id; `shown` and `hidden` are articles that cross the
    threshold of relevance, up and down.
    """

    articles: int = 0
    gained: dict[str, Changes] = field(default_factory=dict)
    lost: dict[str, Changes] = field(default_factory=dict)
    shown: Changes = field(default_factory=Changes)
    hidden: Changes = field(default_factory=Changes)


def backtest(
    articles: Iterable[Article], now: Judge, edited: Judge, *, threshold: float = THRESHOLD
) -> Backtest:
    """Judges every article by both lists; holds no more than counts and examples."""
    result = Backtest()
    for article in articles:
        _compare(result, now.judge(article), edited.judge(article), threshold)
    return result


def replay(stored: Iterable[Verdict], edited: Judge, *, threshold: float = THRESHOLD) -> Backtest:
    """Judges stored articles by the edited list, and compares with what was found in them then."""
    result = Backtest()
    for verdict in stored:
        _compare(result, verdict, edited.judge(verdict.article), threshold)
    return result


def _compare(result: Backtest, before: Verdict, after: Verdict, threshold: float) -> None:
    result.articles += 1
    had = {match.topic for match in before.matches}
    has = {match.topic for match in after.matches}
    for topic in has - had:
        result.gained.setdefault(topic, Changes()).add(after.article)
    for topic in had - has:
        result.lost.setdefault(topic, Changes()).add(after.article)
    was, becomes = _is_shown(before, threshold), _is_shown(after, threshold)
    if was != becomes:
        (result.shown if becomes else result.hidden).add(after.article)


def _is_shown(verdict: Verdict, threshold: float) -> bool:
    return bool(verdict.matches) and verdict.score >= threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """How often a keyword stood in the articles, and how often that counted."""

    topic: str
    keyword: Keyword
    seen: int
    counted: int

    @property
    def remark(self) -> str:
        """What a keeper of the list should know; "" where all is as it should be."""
        if not self.seen:
            return "never stood in an article"
        if not self.counted:
            return "never stood in its context: every hit was turned down"
        if self.counted == self.seen and self.keyword.needs:
            return "never stood without its context: `needs` may not be needed"
        return ""


def shown(keyword: Keyword) -> str:
    """A keyword in a few words: of an idea its lists, by name or by their first word."""
    together = " + ".join(f"${w.name}" if w.name else w.forms[0] for w in keyword.together)
    tokens = " ".join(str(value) for token in keyword.pattern for value in token.values())
    return in_few_words(keyword.text or keyword.regex or together or tokens)


def in_few_words(words: str) -> str:
    """Cut where a line would be filled by them."""
    return words if len(words) <= _LONGEST_SHOWN else words[: _LONGEST_SHOWN - 1] + "…"


def keyword_usage(articles: Iterable[Article], judge: Judge) -> list[Usage]:
    """Every keyword of the watchlist in its order, with its counts over the articles."""
    counts: dict[tuple[str, int], list[int]] = {}
    for article in articles:
        for hit in judge.explain(article):
            tally = counts.setdefault((hit.topic, id(hit.keyword)), [0, 0])
            tally[0] += 1
            tally[1] += not hit.reason
    return [
        Usage(topic=topic.id, keyword=keyword, seen=seen, counted=counted)
        for topic in judge.watchlist.topics
        for keyword in topic.keywords
        for seen, counted in [counts.get((topic.id, id(keyword)), (0, 0))]
    ]
