"""Articles for the tests of grouping: bare ones, and the labelled set of our own."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from chipwire.core.model import Article, Verdict

OWN = Path(__file__).parents[1] / "golden" / "stories.jsonl"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def report(ident: str, title: str, text: str = "", **known: object) -> Verdict:
    """An article that no topic is known of; published at noon unless said otherwise."""
    given = {"published": NOON, "outlet": f"{ident}.example", **known}
    return Verdict(article=Article(id=ident, title=title, text=text, **given))


def own_set() -> tuple[list[Article], dict[str, str], dict[str, str]]:
    """Articles, each one's story, and each story's trap (stories of a trap look alike)."""
    rows = [json.loads(line) for line in OWN.read_text(encoding="utf8").splitlines()]
    articles = [
        Article(
            id=row["id"],
            title=row["title"],
            text=row["text"],
            language=row["lang"],
            outlet=row["outlet"],
            published=datetime.fromisoformat(row["published"]),
        )
        for row in rows
    ]
    traps = {row["story"]: row["trap"] for row in rows if "trap" in row}
    return articles, {row["id"]: row["story"] for row in rows}, traps


def bcubed(got: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 after Bagga and Baldwin (1998)."""
    pairs = [(gold[one], got[one]) for one in gold]
    both, wanted = Counter(pairs), Counter(story for story, _ in pairs)
    found = Counter(story for _, story in pairs)
    precision = sum(n * n / found[b] for (_, b), n in both.items()) / len(pairs)
    recall = sum(n * n / wanted[a] for (a, _), n in both.items()) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def mixed(got: Mapping[str, str], gold: Mapping[str, str]) -> list[set[str]]:
    """The labelled stories that share a group, for each group that has several."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for article, story in got.items():
        groups[story].add(gold[article])
    return [stories for stories in groups.values() if len(stories) > 1]


def parts(assignments: Sequence[object]) -> set[frozenset[str]]:
    """The grouping without its names: sets of article ids."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for one in assignments:
        groups[one.story].add(one.article)
    return {frozenset(ids) for ids in groups.values()}
