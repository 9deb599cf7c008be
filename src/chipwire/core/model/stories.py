"""Stories: articles about one event, across outlets, languages and days."""

from dataclasses import dataclass
from datetime import datetime

from chipwire.core.model.watch import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event and the judged articles that tell it, in the order they were first stored.

    `opened` is when its first article was stored, `updated` its latest. A story with no new
    article for a quiet time is closed: new articles open another.
    """

    id: str
    verdicts: tuple[Verdict, ...]
    opened: datetime
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Where grouping put an article: `story` is an existing id, or "new:<article id>"."""

    article: str
    story: str
    reason: str = ""
