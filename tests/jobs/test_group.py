"""The group job, and grouping of articles that stand alone, over the set of our own."""

from datetime import timedelta
from pathlib import Path

import pytest

from chipwire.core.model import Article, Assignment, Story, Verdict
from chipwire.jobs.group import group_articles, group_new
from chipwire.jobs.judge import Judge
from chipwire.seeds.watchlist import load_watchlist
from support.reports import NOON, bcubed, mixed, own_set, report

WATCHLIST = Path(__file__).parents[2] / "seeds" / "watchlist.yaml"


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(load_watchlist(WATCHLIST.read_text(encoding="utf8"), WATCHLIST.name))


@pytest.fixture(scope="module")
def grouped(judge: Judge) -> dict[str, str]:
    articles, _, _ = own_set()
    return {one.article: one.story for one in group_articles(articles, judge)}


def test_own_set_is_grouped_as_a_careful_reader_would(grouped: dict[str, str]) -> None:
    _, gold, _ = own_set()
    precision, _, f1 = bcubed(grouped, gold)
    assert precision >= 0.95
    assert f1 >= 0.95


def test_no_wrong_merge_across_the_traps(grouped: dict[str, str]) -> None:
    _, gold, traps = own_set()
    assert len(set(gold.values())) >= 40
    assert [s for s in mixed(grouped, gold) if len({traps.get(one) for one in s}) < len(s)] == []


def test_a_story_is_named_after_its_first_article(judge: Judge) -> None:
    late = Article(id="b", title="Dutch seize Nexperia", published=NOON)
    early = Article(id="a", title="Dutch seize Nexperia", published=NOON - timedelta(hours=1))
    assert [one.story for one in group_articles([late, early], judge)] == ["a", "a"]


def test_articles_without_text_or_time_are_grouped(judge: Judge) -> None:
    articles = [
        Article(id="1", title="China summons Nvidia over H20 backdoors"),
        Article(id="2", title="网信办就 H20 后门约谈英伟达"),
        Article(id="3", text="Samsung workers in Pyeongtaek go on strike."),
    ]
    first, second, third = (one.story for one in group_articles(articles, judge))
    assert first == second != third


class Shelf:
    """A story store in memory."""

    def __init__(self, waiting: list[Verdict]) -> None:
        self.waiting = waiting
        self.stories: dict[str, list[Verdict]] = {}
        self.asked: list[object] = []

    def ungrouped(self, limit: int) -> list[Verdict]:
        return self.waiting[:limit]

    def open(self, since: object) -> list[Story]:
        self.asked.append(since)
        return [
            Story(id=name, verdicts=tuple(told), opened=NOON, updated=NOON)
            for name, told in self.stories.items()
        ]

    def save(self, assignments: list[Assignment], now: object) -> None:
        by_id = {one.article.id: one for one in self.waiting}
        for one in assignments:
            name = one.story.removeprefix("new:")
            self.stories.setdefault(name, []).append(by_id[one.article])
        taken = {one.article for one in assignments}
        self.waiting = [one for one in self.waiting if one.article.id not in taken]


def test_new_articles_join_what_is_open_batch_by_batch() -> None:
    titles = ("Dutch seize Nexperia", "Niederlande übernehmen Nexperia", "Samsung union to strike")
    shelf = Shelf([report(str(n), title) for n, title in enumerate(titles)])
    assert group_new(shelf, NOON, batch=1) == 3
    assert [len(told) for told in shelf.stories.values()] == [2, 1]


def test_nothing_new_asks_for_no_open_story() -> None:
    shelf = Shelf([])
    assert group_new(shelf, NOON) == 0
    assert shelf.asked == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "China tightens licence rules for gallium exports",
            "Netherlands tightens licence rules for ASML exports to China",
        ),
        (
            "US adds firms to Entity List over smuggling of chips to China",
            "US charges two over smuggling of Nvidia chips to China",
        ),
        (
            "China verschärft Lizenzpflicht für die Ausfuhr von Gallium",
            "Niederlande verschärfen Lizenzpflicht für die Ausfuhr von ASML-Maschinen nach China",
        ),
    ],
)
def test_one_days_events_about_different_watched_things_stay_apart(
    judge: Judge, one: str, other: str
) -> None:
    both = [
        Article(id=name, title=title, published=NOON, outlet=name)
        for name, title in (("a", one), ("b", other))
    ]
    assert len({assigned.story for assigned in group_articles(both, judge)}) == 2
