"""The group job: flagged articles without a story → clustering → store.

store.ungrouped → clustering against the open stories → store.save
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chipwire.core.clustering import TUNING, Grouping, is_follow_up
from chipwire.core.model import Article, Assignment, Verdict
from chipwire.jobs.reading import Judging
from chipwire.ports import StoryStore

BATCH = 2_000


def group_articles(articles: Sequence[Article], judge: Judging) -> list[Assignment]:
    """Groups articles that stand alone, as `chipwire group` does.

    A story's name is the id of its earliest article, so the order of the input changes
    nothing. Articles need an id and a title or a text; the rest may be absent.
    """
    assigned = Grouping().assign(judge.judge_many(articles))
    return [_public(one) for one in assigned]


def _public(assignment: Assignment) -> Assignment:
    story = assignment.story.removeprefix("new:")
    return Assignment(article=assignment.article, story=story, reason=assignment.reason)


def group_new(store: StoryStore, now: datetime, *, batch: int = BATCH) -> int:
    """Puts every flagged article that has no story into one; returns how many.

    The store keeps the first assignment, so a second process or run changes nothing.
    """
    done = 0
    while waiting := store.ungrouped(batch):
        grouping = Grouping(store.open(now - _reach(waiting)))
        store.save(grouping.assign(waiting), now)
        done += len(waiting)
        if len(waiting) < batch:
            break
    return done


def _reach(waiting: Sequence[Verdict]) -> timedelta:
    """How far back a story may lie: longer for a document that amends an earlier one."""
    amends = any(is_follow_up(verdict.article.title) for verdict in waiting)
    return timedelta(days=TUNING.follow_up if amends else TUNING.span)
