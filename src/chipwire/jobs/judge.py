"""Judging articles: matching, scoring, and the names in what is flagged.

article → matching → scoring → (flagged only) annotator → entities → Verdict
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from chipwire.core import scoring
from chipwire.core.entities import find_entities
from chipwire.core.matching import Explained, compile_watchlist
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

        `detect` names the language of (title, text). Matching needs none, so it is asked for
        flagged articles only, where their feed does not say.

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
        find_pattern = self._annotator.find if self._annotator else None
        found = self._matcher.find(article, find_pattern)
        if found.matches and not article.language and self._detect:
            article = replace(article, language=self._detect(article.title, article.text))
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
        find_pattern = self._annotator.find if self._annotator else None
        return list(self._matcher.explain(article, find_pattern))

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
