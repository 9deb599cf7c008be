"""When a digest is due, in every zone the tz database knows."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.core.model import Subscriber
from chipwire.core.timing.due import UnknownZoneError, due_date, due_instant, next_due, paused

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
TIMES = (time(0, 0), time(1, 30), time(2, 30), time(7, 0))
ZONES = sorted(available_timezones() - {"localtime"})


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def reader(at: time = time(7), zone: str = "Europe/Berlin", **more: object) -> Subscriber:
    return Subscriber(id="r", address="r@example.org", time=at, zone=zone, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("zone", "day", "at", "instant"),
    [
        ("UTC", "2026-03-01", "07:00", "2026-03-01T07:00"),
        ("Europe/Berlin", "2026-01-10", "07:00", "2026-01-10T06:00"),
        ("Europe/Berlin", "2026-07-10", "07:00", "2026-07-10T05:00"),
        # Spring: 02:00 to 03:00 is missing, so 02:30 is due at 03:00.
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00"),
        ("Europe/Berlin", "2026-03-29", "02:00", "2026-03-29T01:00"),
        ("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:00"),
        # Autumn: 02:30 comes twice, the first counts.
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30"),
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30"),
        # Half an hour only.
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30"),
        # Midnight itself is missing.
        ("Africa/Cairo", "2026-04-24", "00:00", "2026-04-23T22:00"),
        # The gap runs from Saturday 23:00 to Sunday 00:00.
        ("America/Nuuk", "2026-03-28", "23:30", "2026-03-29T01:00"),
    ],
)
def test_due_instant(zone: str, day: str, at: str, instant: str) -> None:
    found = due_instant(date.fromisoformat(day), time.fromisoformat(at), zone)
    assert found == utc(instant)
    assert found.tzinfo is UTC


@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(date(1975, 1, 1), date(2037, 12, 31)),
    at=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
def test_due_instant_is_the_first_moment_that_reads_that_time_or_later(
    zone: str, day: date, at: time
) -> None:
    wanted = datetime.combine(day, at)
    found = due_instant(day, at, zone)
    rules = ZoneInfo(zone)
    wall = found.astimezone(rules).replace(tzinfo=None)
    assert wall >= wanted
    earlier = found - timedelta(seconds=1)
    assert earlier.astimezone(rules).replace(tzinfo=None) < wanted


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "Europe", "../etc/passwd", "CEST"])
def test_an_unknown_zone_is_named(zone: str) -> None:
    with pytest.raises(UnknownZoneError, match="IANA"):
        due_instant(date(2026, 1, 1), time(7), zone)


def sent(subscriber: Subscriber, ticks: list[datetime]) -> list[tuple[date, datetime]]:
    last: date | None = None
    dates = []
    for tick in ticks:
        due = due_date(subscriber, last, LONG_AGO, tick)
        if due is not None:
            dates.append((due, tick))
            last = due
    return dates


def transitions(rules: ZoneInfo, start: datetime, end: datetime) -> list[datetime]:
    """The last noon or so before each change of the zone's offset."""
    changes, hour = [], start
    while hour < end:
        if _offset(hour, rules) != _offset(hour + DAY, rules):
            changes.append(hour)
        hour += DAY
    return changes


def _offset(instant: datetime, rules: ZoneInfo) -> timedelta | None:
    return instant.astimezone(rules).utcoffset()


def around(changes: list[datetime], start: datetime, end: datetime) -> list[datetime]:
    """A tick every half hour for three days about each change, else one or two a day."""
    fine = {
        change - DAY + timedelta(minutes=30) * step for change in changes for step in range(3 * 48)
    }
    days = (end - start).days
    return sorted(fine | {start + DAY * day for day in range(days)})


@pytest.mark.parametrize("at", TIMES)
def test_every_zone_gets_one_digest_a_local_date_for_two_years(at: time) -> None:
    start, end = utc("2025-12-31T12:00"), utc("2028-01-03T12:00")
    wanted = [date(2026, 1, 2) + DAY * n for n in range(729)]
    seen: dict[tuple[object, ...], str] = {}
    for zone in ZONES:
        rules = ZoneInfo(zone)
        changes = transitions(rules, start, end)
        same = (_offset(start, rules), tuple((c, _offset(c + DAY, rules)) for c in changes))
        if seen.setdefault(same, zone) != zone:
            continue  # an alias: same offsets, same changes
        got = Counter(day for day, _ in sent(reader(at, zone), around(changes, start, end)))
        assert [day for day in wanted if got[day] != 1] == [], zone
    assert len(seen) > 50


@pytest.mark.parametrize(
    ("zone", "start", "skipped"),
    [
        ("Pacific/Apia", "2011-12-25T00:00", "2011-12-30"),
        ("Pacific/Fakaofo", "2011-12-25T00:00", "2011-12-30"),
        ("Pacific/Kwajalein", "1993-08-16T00:00", "1993-08-21"),
    ],
)
@pytest.mark.parametrize("at", [*TIMES, time(23, 59)])
def test_a_date_that_a_zone_skipped_has_no_digest_and_its_neighbours_have_one(
    zone: str, start: str, skipped: str, at: time
) -> None:
    ticks = [utc(start) + timedelta(minutes=15) * n for n in range(96 * 10)]
    days = [day for day, _ in sent(reader(at, zone), ticks)]
    missing = date.fromisoformat(skipped)
    assert missing not in days
    assert days == [day for n in range(12) if (day := days[0] + DAY * n) != missing][: len(days)]
    assert missing - DAY in days
    assert missing + DAY in days


def test_clocks_that_fall_back_over_midnight_repeat_nothing() -> None:
    # St John's left summer time at 00:01, so Sunday's 00:00 came before Saturday's last hour.
    ticks = [utc("2006-10-27T00:00") + timedelta(minutes=1) * n for n in range(60 * 24 * 4)]
    got = sent(reader(time(0), "America/St_Johns"), ticks)
    assert [day.day for day, _ in got] == [26, 27, 28, 29, 30][: len(got)]
    assert dict(got)[date(2006, 10, 29)] == utc("2006-10-29T02:30")


def test_an_outage_of_a_week_is_caught_up_with_one_digest_for_the_newest_date() -> None:
    ticks = [utc("2026-05-01T12:00"), utc("2026-05-08T12:00"), utc("2026-05-08T12:01")]
    assert [day for day, _ in sent(reader(), ticks)] == [date(2026, 5, 1), date(2026, 5, 8)]


@pytest.mark.parametrize(
    ("known", "now", "due"),
    [
        ("2026-05-01T10:00", "2026-05-01T12:00", None),  # today's 07:00 was before the reader was
        ("2026-05-01T10:00", "2026-05-02T05:00", date(2026, 5, 2)),
        ("2026-05-01T05:00", "2026-05-01T05:00", date(2026, 5, 1)),  # known at that very instant
    ],
)
def test_a_new_reader_waits_for_the_next_time(known: str, now: str, due: date | None) -> None:
    assert due_date(reader(), None, utc(known), utc(now)) == due


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "Pacific/Kiritimati", "Asia/Tokyo"])
def test_a_reader_who_moves_gets_no_date_twice(zone: str) -> None:
    last, days = date(2026, 5, 1), []
    for hour in range(24 * 4):
        due = due_date(reader(zone=zone), last, LONG_AGO, utc("2026-05-01T05:01") + HOUR * hour)
        if due:
            days.append(due)
            last = due
    assert days
    assert len(days) == len(set(days))
    assert min(days) > date(2026, 5, 1)


def test_a_pause_is_silent_and_ends_with_one_digest() -> None:
    subscriber = reader(paused_from=date(2026, 5, 2), paused_to=date(2026, 5, 9))
    ticks = [utc("2026-05-01T00:00") + HOUR * n for n in range(24 * 12)]
    days = [day.day for day, _ in sent(subscriber, ticks) if day.month == 5]
    assert days == [1, 10, 11, 12][: len(days)]
    assert len(days) >= 3


@pytest.mark.parametrize(
    ("since", "until", "day", "is_paused"),
    [
        (None, None, "2026-05-02", False),
        ("2026-05-02", None, "2026-05-01", False),
        ("2026-05-02", None, "2036-05-02", True),
        (None, "2026-05-02", "2026-05-02", True),
        (None, "2026-05-02", "2026-05-03", False),
    ],
)
def test_a_pause_may_be_open_at_either_end(
    since: str | None, until: str | None, day: str, is_paused: bool
) -> None:
    subscriber = reader(
        paused_from=date.fromisoformat(since) if since else None,
        paused_to=date.fromisoformat(until) if until else None,
    )
    assert paused(subscriber, date.fromisoformat(day)) is is_paused


@pytest.mark.parametrize(
    ("pause", "now", "then"),
    [
        ((None, None), "2026-05-01T04:59", "2026-05-01T05:00"),
        ((None, None), "2026-05-01T05:00", "2026-05-02T05:00"),
        ((date(2026, 5, 1), date(2026, 6, 1)), "2026-05-01T04:59", "2026-06-02T05:00"),
        ((date(2026, 5, 2), date(2026, 6, 1)), "2026-05-01T04:59", "2026-05-01T05:00"),
        ((date(2026, 5, 2), None), "2026-05-01T06:00", None),
    ],
)
def test_next_due(pause: tuple[date | None, date | None], now: str, then: str | None) -> None:
    subscriber = reader(paused_from=pause[0], paused_to=pause[1])
    assert next_due(subscriber, utc(now)) == (utc(then) if then else None)


@given(
    zone=st.sampled_from(ZONES),
    now=st.integers(0, 47 * 365 * 24 * 60).map(lambda n: utc("1990-01-01") + n * MINUTE),
    at=st.sampled_from(TIMES),
)
def test_what_is_next_becomes_due_at_that_instant_and_not_before(
    zone: str, now: datetime, at: time
) -> None:
    subscriber = reader(at, zone)
    upcoming = next_due(subscriber, now)
    assert upcoming is not None
    last = due_date(subscriber, None, LONG_AGO, now)
    assert due_date(subscriber, last, LONG_AGO, upcoming - timedelta(seconds=1)) is None
    assert due_date(subscriber, last, LONG_AGO, upcoming) is not None
