from chipwire.core.rendering.plan import Budget, planned, plans
from chipwire.core.rendering.view import view_of
from support import sample_digest as sample

ENTRIES = view_of(sample.many(60)).entries
MUST_SEE = [entry.story for entry in ENTRIES if entry.must_see]


def levels(budget):
    plan = planned(ENTRIES, budget)
    return [plan.levels[entry.story] for entry in ENTRIES if not entry.must_see], plan


def test_stories_are_shortened_in_the_order_of_the_digest():
    found, plan = levels(Budget(must_see=9, full=2, short=3, line=4))

    assert found == ["full"] * 2 + ["short"] * 3 + ["line"] * 4 + ["counted"] * (58 - 9)
    assert [plan.levels[story] for story in MUST_SEE] == ["full", "full"]
    assert plan.counted == 58 - 9
    assert len(plan.printed) == 11


def test_must_see_stories_come_before_others_even_where_room_is_short():
    found, plan = levels(Budget(must_see=0, full=1, short=1, line=0))

    assert [plan.levels[story] for story in MUST_SEE] == ["full", "short"]
    assert set(found) == {"counted"}


def test_each_plan_prints_no_more_than_the_one_before():
    printed = [len(plan.printed) for plan in plans(ENTRIES)]

    assert printed[0] == 60
    assert printed[-1] == 0
