"""Prints how well Chipwire matches, on its own labelled set and on any other of the same form.

.venv/bin/python -m eval [--errors] [MORE.jsonl …]
"""

import argparse
import json
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from chipwire.annotators.pipelines import Pipelines
from chipwire.core.entities import find_entities
from chipwire.core.model import Article
from chipwire.jobs.judge import THRESHOLD, Judge
from chipwire.seeds.watchlist import load_watchlist
from eval import simple
from eval.measure import Answer, Row, Score, Tally, score, score_entities

HERE = Path(__file__).parent
WATCHLIST = HERE.parent / "seeds" / "watchlist.yaml"
LANGUAGES = ("en", "de", "zh")
PARTS = ("articles", "probe", "desk")


def main() -> None:
    """Reads, measures, prints tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("more", nargs="*", type=Path, help="other labelled sets")
    parser.add_argument("--errors", action="store_true", help="also print what was wrong")
    arguments = parser.parse_args()
    watchlist = load_watchlist(WATCHLIST.read_bytes(), str(WATCHLIST))
    judge = Judge(watchlist, Pipelines())
    matchers = {
        "Chipwire": chipwire(judge),
        "substring": simple.substring(watchlist),
        "`\\bword\\b`": simple.word_bounds(watchlist),
        "PhraseMatcher": simple.phrase_matcher(watchlist),
    }
    own = {part: own_set(part) for part in PARTS}
    for name, rows in [
        ("own set", [row for part in own.values() for row in part]),
        *(half for part, of in own.items() for half in halves(part, of)),
        *((path.name, read(path)) for path in arguments.more),
        *(half for path in arguments.more for half in halves(path.name, read(path))),
    ]:
        print_matching(name, rows, matchers, errors=arguments.errors)
    print_entities([row for row in own["articles"] if "entities" in row], judge)


def own_set(part: str) -> list[Row]:
    """The project's own labelled articles.

    `articles` came with the first rules; `probe` and `desk` were written by people who never
    saw them.
    """
    return [row for path in sorted(HERE.glob(f"{part}-*.jsonl")) for row in read(path)]


def halves(name: str, rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """What rules were tuned on, and what only reports look at."""
    tuned = [row for row in rows if not held_back(row)]
    held = [row for row in rows if held_back(row)]
    return [(f"{name}, tuned on", tuned), (f"{name}, held back", held)]


def read(path: Path) -> list[Row]:
    """One labelled article a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def held_back(row: Row) -> bool:
    """The half that no rule may be tuned on: only reports look at it."""
    return sha256(row["id"].encode()).digest()[0] % 2 == 1


def article(row: Row) -> Article:
    """A labelled row as an article."""
    return Article(id=row["id"], title=row["title"], text=row["text"], language=row["lang"])


def chipwire(judge: Judge) -> Callable[[Row], Answer]:
    """Chipwire itself, as `chipwire match` asks it."""

    def match(row: Row) -> Answer:
        verdict = judge.judge(article(row))
        topics = frozenset(found.topic for found in verdict.matches)
        return Answer(topics, bool(topics) and verdict.score >= THRESHOLD)

    return match


def print_matching(
    name: str, rows: list[Row], matchers: dict[str, Callable[[Row], Answer]], *, errors: bool
) -> None:
    """One line a matcher."""
    print(f"\n### {name}: {len(rows)} articles\n")
    head = ["matcher", "topics P", "R", "F1", *(f"F1 {c}" for c in LANGUAGES)]
    _print_head([*head, "relevance P", "R", "F1", "false alarms"])
    scores = {title: score(rows, matcher) for title, matcher in matchers.items()}
    for title, result in scores.items():
        _print_row([title, *_cells(result)])
    if errors:
        print("\n" + "\n".join(scores["Chipwire"].wrong))


def _cells(result: Score) -> list[str]:
    by_language = [result.topics[code].rates.f1 for code in LANGUAGES]
    figures = [*result.topics["all"].rates, *by_language, *result.relevance.rates]
    alarms = f"{result.alarms} of {result.look_alikes}"
    return [*(f"{figure:.3f}" for figure in figures), alarms]


def print_entities(rows: list[Row], judge: Judge) -> None:
    """Names in running text, found by rules: in all, held back, by language and label."""

    topics = {topic.id: topic for topic in judge.watchlist.topics}

    def find(row: Row) -> set[tuple[str, str]]:
        found = find_entities(article(row), judge.judge(article(row)).matches, topics)
        return {(entity.text, entity.label) for entity in found}

    print(f"\n### entities by rules: {len(rows)} articles\n")
    _print_head(["part", "P", "R", "F1", "names"])
    _print_tally("held back", score_entities(filter(held_back, rows), find)["all"])
    for part, tally in sorted(score_entities(rows, find).items()):
        _print_tally(part, tally)


def _print_tally(part: str, tally: Tally) -> None:
    figures = [f"{figure:.3f}" for figure in tally.rates]
    _print_row([part, *figures, str(tally.tp + tally.fn)])


def _print_head(cells: list[str]) -> None:
    _print_row(cells)
    _print_row(["---"] * len(cells))


def _print_row(cells: Iterable[str]) -> None:
    print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
