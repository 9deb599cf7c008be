"""The operator hears of a cause once a day; rounds leave a mark."""

from datetime import timedelta

from chipwire.stores import Database
from chipwire.stores.notices import MarkTable, NoticeTable
from support.news import NOON

DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)


def test_a_cause_is_due_once_in_24_hours(database: Database) -> None:
    notices = NoticeTable(database)
    asked = [NOON, NOON, NOON + DAY - TICK, NOON + DAY, NOON + DAY, NOON + 3 * DAY]
    assert [notices.notice_due("smtp", now) for now in asked] == [
        True,
        False,
        False,
        True,
        False,
        True,
    ]


def test_causes_do_not_silence_each_other(database: Database) -> None:
    notices = NoticeTable(database)
    assert notices.notice_due("smtp", NOON)
    assert notices.notice_due("blind", NOON)


def test_a_mark_is_the_last_time(database: Database) -> None:
    table = MarkTable(database)
    assert table.marks() == {}
    table.mark("poll", NOON)
    table.mark("digest", NOON)
    table.mark("poll", NOON + DAY)
    assert table.marks() == {"poll": NOON + DAY, "digest": NOON}
