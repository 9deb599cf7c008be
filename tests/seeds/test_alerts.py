from datetime import time

import pytest

from chipwire.core.model import AlertRules
from chipwire.seeds.subscribers import load_subscribers

READER = "subscribers:\n  - address: desk@example.org\n"


def read(alert):
    return load_subscribers(READER + f"    alert: {alert}\n")


@pytest.mark.parametrize(
    ("alert", "rules"),
    [
        ("", None),
        ("0.9", AlertRules(threshold=0.9)),
        ("{threshold: 0.8, per_hour: 2}", AlertRules(threshold=0.8, per_hour=2)),
        ("{must_see: true}", AlertRules(must_see=True)),
        (
            '{must_see: yes, quiet_from: "22:00", quiet_to: "6:30"}',
            AlertRules(must_see=True, quiet_from=time(22), quiet_to=time(6, 30)),
        ),
    ],
)
def test_the_rules_of_an_alert(alert, rules):
    loaded = read(alert)

    assert loaded.problems == ()
    assert loaded.items[0].alert == rules


@pytest.mark.parametrize(
    ("alert", "field", "words"),
    [
        ("soon", "alert", "no number from 0 to 1"),
        ("2", "alert", "no number from 0 to 1"),
        ("{treshold: 0.8}", "alert.treshold", "threshold"),
        ("{per_hour: 3}", "alert", "asks for no story"),
        ("{threshold: 0.8, per_hour: 0}", "alert.per_hour", "from 1 to 60"),
        ("{threshold: 0.8, per_hour: 1.5}", "alert.per_hour", "whole number"),
        ('{must_see: true, quiet_from: "22:00"}', "alert.quiet_from", "without `quiet_to`"),
        ('{must_see: true, quiet_from: "10 pm", quiet_to: "6:00"}', "alert.quiet_from", "no time"),
    ],
)
def test_a_mistake_names_its_field_and_costs_no_digest(alert, field, words):
    loaded = read(alert)

    (problem,) = loaded.problems
    assert problem.field == f"subscribers[1].{field}"
    assert problem.line == 3
    assert words in str(problem)
    assert len(loaded.items) == 1
