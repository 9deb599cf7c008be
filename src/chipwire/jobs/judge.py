"""Judging articles: matching, scoring, and the names in what is flagged.

article → matching → scoring → (flagged only) annotator → entities → Verdict
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from chipwire.core import scoring
from chipwire.core.entities import find_entities
from chipwire.core.matching import Explained, FindPattern, compile_watchlist
from chipwire.core.model import Article, Entity, Match, Verdict, Watchlist
from chipwire.ports import Annotator

# Articles at or above it are relevant where neither reader nor setting says otherwise.
THRESHOLD = 0.5


class Judge:
    """A watchlist, ready: make it once a process, ask it for every article."""

    def __init__(
        self,
        watchlist: Watchlist,
        annotator: Annotator | None = None,
        detect: Callable[[str, str], str | None] | None = None,
    ) -> None:
        """Compiles the watchlist.

        `detect` names the language of (title, text). Keywords need none, so it is asked for
        flagged articles and token patterns only, where the feed does not say.

        Raises:
            WatchlistError: a keyword can't be looked for.
        """
        self.watchlist = watchlist
        self._matcher = compile_watchlist(watchlist)
        self._topics = {topic.id: topic for topic in watchlist.topics}
        self._annotator = annotator
        self._detect = detect

    def judge(self, article: Article) -> Verdict:
        """One article's flags, near-misses, relevance and names."""
        found = self._matcher.find(article, self._find_pattern(article))
        if found.matches:
            article = self._in_its_language(article)
        score, parts = scoring.score(found.matches, self._topics, found.signs, article.tier)
        return Verdict(
            article=article,
            matches=found.matches,
            suppressed=found.suppressed,
            score=score,
            parts=parts,
            entities=self._entities(article, found.matches),
        )

    def _entities(self, article: Article, matches: tuple[Match, ...]) -> tuple[Entity, ...]:
        if not matches:
            return ()
        mentions = self._annotator.annotate(article) if self._annotator else None
        return find_entities(article, matches, self._topics, mentions)

    def explain(self, article: Article) -> list[Explained]:
        """Every hit of every keyword in one article, accepted or turned down and why."""
        return list(self._matcher.explain(article, self._find_pattern(article)))

    def _in_its_language(self, article: Article) -> Article:
        if article.language or not self._detect:
            return article
        return replace(article, language=self._detect(article.title, article.text))

    def _find_pattern(self, article: Article) -> FindPattern | None:
        """How token patterns are found: in the article's language, named at the first of them."""
        if self._annotator is None:
            return None
        find, spoken = self._annotator.find, cache(lambda: self._in_its_language(article))
        return lambda _, keyword: find(spoken(), keyword)

    def judge_many(self, articles: Iterable[Article]) -> list[Verdict]:
        """All of them, in order."""
        return [self.judge(article) for article in articles]


def as_json(verdict: Verdict, threshold: float = THRESHOLD) -> dict[str, Any]:
    """A verdict as the line that `chipwire match` prints."""
    return {
        "id": verdict.article.id,
        "relevant": bool(verdict.matches) and verdict.score >= threshold,
        "score": verdict.score,
        "topics": [_topic(match) for match in verdict.matches],
        "suppressed": [
            {"id": near.topic, "surface": near.surface, "reason": near.reason}
            for near in verdict.suppressed
        ],
        "entities": [{"text": e.text, "label": e.label} for e in verdict.entities],
        "parts": [{"reason": part.reason, "value": part.value} for part in verdict.parts],
    }


def _topic(match: Match) -> dict[str, Any]:
    evidence = [
        {
            "field": proof.field,
            "start": proof.start,
            "end": proof.end,
            "surface": proof.surface,
            "sentence": proof.sentence,
        }
        for proof in match.evidence
    ]
    return {"id": match.topic, "score": match.score, "evidence": evidence}
