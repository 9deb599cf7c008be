"""Judging articles: matching, scoring, and the names in what is flagged.

article → matching → scoring → (flagged only) annotator → entities → Verdict
"""

from collections.abc import Iterable
from typing import Any

from chipwire.core import scoring
from chipwire.core.matching import compile_watchlist
from chipwire.core.model import Article, Match, Verdict, Watchlist
from chipwire.ports import Annotator

# Articles at or above it are relevant where neither reader nor setting says otherwise.
THRESHOLD = 0.5


class Judge:
    """A watchlist, ready: make it once a process, ask it for every article."""

    def __init__(self, watchlist: Watchlist, annotator: Annotator | None = None) -> None:
        """Compiles the watchlist.

        Raises:
            WatchlistError: a keyword can't be looked for.
        """
        self.watchlist = watchlist
        self._matcher = compile_watchlist(watchlist)
        self._topics = {topic.id: topic for topic in watchlist.topics}
        self._annotator = annotator

    def judge(self, article: Article) -> Verdict:
        """One article's flags, near-misses, relevance and names."""
        found = self._matcher.find(article)
        score, parts = scoring.score(found.matches, self._topics, found.signs, article.tier)
        return Verdict(
            article=article,
            matches=found.matches,
            suppressed=found.suppressed,
            score=score,
            parts=parts,
        )

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
