from dataclasses import replace
from datetime import timedelta

import pytest

from chipwire.core.clustering import independent
from chipwire.core.composing import compose_alert
from chipwire.core.composing.alerting import MOST
from chipwire.core.model import AlertRules, Tier
from support import sample_digest as sample

HIGH = AlertRules(threshold=0.9)
MUST = AlertRules(must_see=True)


def one(id_="x", *, title="[[asml:ASML]] word", score=0.95, hours=3, **more):
    return sample.judged(id_, "Wire", Tier.WIRE, "en", title, score=score, hours=hours, **more)


def alert(*stories, rules=HIGH, fresh=None, **reader):
    ids = {verdict.article.id for story in stories for verdict in story.verdicts}
    return compose_alert(
        replace(sample.READER, alert=rules, **reader),
        watchlist=sample.WATCHLIST,
        stories=stories,
        fresh=ids if fresh is None else set(fresh),
        local_date=sample.TODAY,
        now=sample.NOW,
        independent=independent,
    )


def told(*verdicts, **more):
    found = alert(sample.story("s", *verdicts), **more)
    return found is not None


@pytest.mark.parametrize(
    ("verdict", "more", "expected"),
    [
        (one(), {}, True),
        (one(score=0.9), {}, True),
        (one(score=0.89), {}, False),
        (one(), {"rules": None}, False),
        (one(score=0.6), {"rules": MUST}, False),
        (one(title="[[h20:H20]]", score=0.6), {"rules": MUST}, True),
        (one(title="[[h20:H20]]", score=0.6), {"rules": MUST, "topics": ("asml",)}, False),
        (one(), {"topics": ("h20",)}, False),
        (one(), {"languages": ("de",)}, False),
        (one(score=0.9), {"threshold": 0.95}, False),
    ],
)
def test_only_a_story_over_the_readers_bar_goes_out(verdict, more, expected):
    assert told(verdict, **more) is expected


def test_a_story_whose_strong_report_a_digest_told_is_no_alert():
    assert not told(one("old"), one("new"), fresh=["new"])
    assert told(one("old", score=0.5), one("new"), fresh=["new"])


def test_an_item_that_was_old_when_it_was_stored_is_no_alert():
    verdict = one()
    late = replace(verdict.article, first_seen=verdict.article.published + timedelta(hours=13))
    undated = replace(verdict.article, published=None)

    assert not told(replace(verdict, article=late))
    assert told(replace(verdict, article=undated))


def test_one_alert_tells_several_stories_must_see_first_and_not_too_many():
    stories = [sample.story(f"s{at}", one(f"v{at}")) for at in range(MOST + 3)]
    must = sample.story("m", one("m", title="[[h20:H20]] licences are back", score=0.91))

    found = alert(*stories, must)

    assert found.entries[0].story == "m"
    assert len(found.entries) == MOST
    assert found.id == "desk/alert/m"
    assert found.subject == f"Alert: H20 licences are back; {MOST - 1} more"


def test_the_digest_says_when_a_story_was_told():
    stories = [sample.story("s", one("v"))]
    at = sample.NOW - timedelta(hours=2)
    before = replace(sample.empty(), created=sample.NOW - timedelta(hours=1))

    def alerted(**more):
        return sample.composed(stories, **more).entries[0].alerted

    assert alerted(alerted={"s": at, "other": sample.NOW}) == at
    assert alerted() is None
    assert alerted(alerted={"s": at}, previous=[before]) is None
