"""The labelled set itself, and the entity finder's figures on it."""

import eval.__main__ as run
import pytest
from eval.measure import Row, score_entities

from chipwire.core.entities import find_entities
from chipwire.seeds.watchlist import load_watchlist

ROWS = run.own_set("articles")
NAMED = [row for row in ROWS if "entities" in row]


def find(row: Row) -> set[tuple[str, str]]:
    return {(entity.text, entity.label) for entity in find_entities(run.article(row))}


@pytest.mark.parametrize("language", run.LANGUAGES)
def test_the_set_is_large_enough_in_each_language(language: str) -> None:
    rows = [row for row in ROWS if row["lang"] == language]
    assert len(rows) >= 48
    assert sum(row["kind"] == "negative" for row in rows) >= len(rows) / 3
    assert sum("entities" in row for row in rows) >= 20


def test_labels_are_topics_of_the_starter_watchlist_and_ids_are_unique() -> None:
    topics = {topic.id for topic in load_watchlist(run.WATCHLIST.read_bytes()).topics}
    assert {t for row in ROWS for t in (*row["topics"], *row["unsure"])} <= topics
    # The 40 of the label contract; what is watched beyond them has tests, no labels.
    assert len({t for row in ROWS for t in row["topics"]}) == 40
    assert len({row["id"] for row in ROWS}) == len(ROWS) >= 150
    assert not [row["id"] for row in ROWS if row["kind"] == "negative" and row["relevant"]]


@pytest.mark.parametrize("part", ["all", *run.LANGUAGES])
def test_entities_by_rules_alone(part: str) -> None:
    rates = score_entities(NAMED, find)[part].rates
    assert rates.precision >= 0.8
    assert rates.recall >= 0.7
