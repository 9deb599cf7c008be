"""Grouping's cost: what one new article costs, whatever is open, and a large batch at once."""

import math
import random
import time
from datetime import timedelta

import pytest

from chipwire.core.clustering import Grouping, group
from chipwire.core.model import Verdict
from support.reports import NOON, report

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(900)]

WHO = ("Nvidia", "Huawei", "Samsung", "Intel", "TSMC", "Micron", "ASML", "Nexperia", "Bosch")
DOES = ("buys", "sues", "bans", "delays", "launches", "invests in", "suspends", "denies", "wins")
WHERE = ("Dresden", "Japan", "Texas", "the Netherlands", "Malaysia", "India", "Arizona", "Wuhan")
SYLLABLES = ("ka", "ro", "mi", "tel", "vor", "an", "su", "li", "ge", "pro", "dex", "nor", "ba")


def _articles(count: int, seed: int) -> list[Verdict]:
    """Headlines of one field: few companies and deeds, many names and amounts."""
    chance = random.Random(seed)

    def one(number: int) -> Verdict:
        name = "".join(chance.choices(SYLLABLES, k=3)).title()
        title = (
            f"{chance.choice(WHO)} {chance.choice(DOES)} {name} chip plant in "
            f"{chance.choice(WHERE)} for ${chance.randint(10, 999) / 10} billion"
        )
        at = NOON + timedelta(minutes=chance.randint(0, 4 * 24 * 60))
        return report(f"{seed}-{number}", title, f"{name} confirmed it on Monday.", published=at)

    return [one(number) for number in range(count)]


def _cost(grouping: Grouping, seed: int) -> float:
    """Processor seconds for one new article, the best of five rounds of forty."""
    rounds = [_articles(40, seed * 10 + number) for number in range(5)]
    return min(_timed(grouping, batch) for batch in rounds) / 40


def _timed(grouping: Grouping, batch: list[Verdict]) -> float:
    started = time.process_time()
    grouping.assign(batch)
    return time.process_time() - started


def test_one_article_costs_at_most_the_logarithm_of_what_is_open() -> None:
    grouping = Grouping()
    costs: dict[int, float] = {}
    opened = 0
    for size in (1_000, 10_000, 100_000):
        grouping.assign(_articles(size - opened, seed=size))
        opened = size
        costs[size] = _cost(grouping, seed=size + 1)
    print({size: f"{cost * 1000:.2f} ms" for size, cost in costs.items()})
    smallest = costs[1_000] / math.log(1_000)
    assert costs[100_000] / math.log(100_000) <= smallest * 1.5


def test_ten_thousand_articles_cost_ten_times_a_thousand() -> None:
    group(_articles(50, seed=1))
    started = time.process_time()
    group(_articles(1_000, seed=2))
    small = time.process_time() - started
    started = time.process_time()
    group(_articles(10_000, seed=3))
    large = time.process_time() - started
    print(f"10,000 articles: {large:.1f} s")
    assert large <= small * 10 * math.log(10_000) / math.log(1_000) * 1.5
