import time
from datetime import date

import pytest

from chipwire.core.composing.ahead import dates_in
from chipwire.core.model import Article, Tier

TODAY = date(2026, 11, 24)
EFFECT, COMMENT = "takes effect", "comments close"


def found(text, *, title="A rule", tier=Tier.OFFICIAL, facts=None, today=TODAY):
    article = Article(title=title, text=text, tier=tier, facts=facts or {})
    return [(on.isoformat(), what) for on, what in dates_in(article, today)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DATES: This rule is effective November 25, 2026.", [("2026-11-25", EFFECT)]),
        ("Effective date: Dec. 1, 2026.", [("2026-12-01", EFFECT)]),
        ("The rule takes effect on 1 January 2027.", [("2027-01-01", EFFECT)]),
        ("It enters into force, in all Member States, on 2 March 2027.", [("2027-03-02", EFFECT)]),
        ("It shall apply from 2027-02-01.", [("2027-02-01", EFFECT)]),
        (
            "Comments must be received by BIS no later than January 22, 2027.",
            [("2027-01-22", COMMENT)],
        ),
        (
            "This rule is effective December 1, 2026. Written comments must be received on or"
            " before January 22, 2027.",
            [("2026-12-01", EFFECT), ("2027-01-22", COMMENT)],
        ),
        (
            "The comment period for the rule published on December 2, 2026, which was to close"
            " December 5, 2026, is extended to January 5, 2027.",
            [("2027-01-05", COMMENT)],
        ),
        (
            "The effective date of the rule published December 1, 2026, is delayed until"
            " January 5, 2027.",
            [("2027-01-05", EFFECT)],
        ),
        (
            "Effective December 1, 2026, licences issued before March 1, 2027 lapse.",
            [("2026-12-01", EFFECT)],
        ),
        ("Die Verordnung tritt am 1. Dezember 2026 in Kraft.", [("2026-12-01", EFFECT)]),
        ("Inkrafttreten: 01.12.2026", [("2026-12-01", EFFECT)]),
        (
            "Die Änderung der Verordnung vom 30. November 2026 gilt ab dem 15. März 2027.",
            [("2027-03-15", EFFECT)],
        ),
        ("Stellungnahmen werden bis zum 15. Januar 2027 erbeten.", [("2027-01-15", COMMENT)]),
        ("本公告自2026年12月1日起施行。", [("2026-12-01", EFFECT)]),
        ("本公告自 2026 年 12 月 1 日起正式实施。", [("2026-12-01", EFFECT)]),
        ("本辦法自中華民國115年12月1日施行。", [("2026-12-01", EFFECT)]),
        ("生效日期：2027年1月1日", [("2027-01-01", EFFECT)]),
        ("现公开征求意见，意见反馈截止时间为2027年1月8日。", [("2027-01-08", COMMENT)]),
        ("请于2026年12月20日前将意见反馈至商务部。", [("2026-12-20", COMMENT)]),
        # Nothing is announced, or it is past.
        ("The rule was effective November 3, 2026.", []),
        ("The hearing is on December 3, 2026.", []),
        ("A cost-effective tool. It ships December 3, 2026.", []),
        ("The rule is effective immediately. The fair opens December 3, 2026.", []),
        ("Effective February 30, 2027.", []),
        ("Effective January 1, 2099.", []),
        ("产品将于2026年12月1日发布。", []),
    ],
)
def test_announced_dates_are_found_in_official_words(text, expected):
    assert found(text) == expected


def test_a_date_is_ahead_on_its_own_day_and_not_on_the_next():
    words = "Effective November 24, 2026."

    assert found(words) == [("2026-11-24", EFFECT)]
    assert found(words, today=date(2026, 11, 25)) == []


def test_only_official_documents_announce_dates():
    assert found("The rule takes effect December 1, 2026.", tier=Tier.WIRE) == []


def test_a_registers_own_fields_win_over_its_words_kind_by_kind():
    words = "Effective December 1, 2026. Comments must be received by January 4, 2027."
    facts = {"effective_on": "2026-12-15", "type": "Rule"}

    assert found(words, facts=facts) == [("2026-12-15", EFFECT), ("2027-01-04", COMMENT)]


def test_the_title_is_read_too_and_ends_before_the_text():
    assert found("On 5 December 2026 it rains.", title="Rule; Effective Date") == []
    assert found("", title="Rule effective December 5, 2026") == [("2026-12-05", EFFECT)]


@pytest.mark.parametrize("words", ["effective ", "comments ", "tritt ", "(", "意见", "1. "])
def test_hostile_texts_cost_no_time(words):
    began = time.perf_counter()
    found(words * 20_000)

    assert time.perf_counter() - began < 2
