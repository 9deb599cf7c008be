"""When a digest is due, in every zone the tz database knows."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.core.model import LastDigest, Slot, Subscriber
from chipwire.core.timing.due import (
    UnknownZoneError,
    catches_up,
    due_instant,
    due_slot,
    next_due,
    paused,
    slot_by_hand,
)

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
TIMES = (time(0, 0), time(1, 30), time(2, 30), time(7, 0))
ZONES = sorted(available_timezones() - {"localtime"})


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def reader(at: time = time(7), zone: str = "Europe/Berlin", **more: object) -> Subscriber:
    fields = {"times": (at,), "zone": zone, **more}
    return Subscriber(id="r", address="r@example.org", **fields)  # type: ignore[arg-type]


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


def last(slot: Slot, created: datetime = LONG_AGO) -> LastDigest:
    return LastDigest(slot=slot, created=created)


def slots_sent(subscriber: Subscriber, ticks: list[datetime]) -> list[tuple[Slot, datetime]]:
    newest: LastDigest | None = None
    slots = []
    for tick in ticks:
        due = due_slot(subscriber, newest, LONG_AGO, tick)
        if due is not None:
            slots.append((due, tick))
            newest = last(due, tick)
    return slots


def sent(subscriber: Subscriber, ticks: list[datetime]) -> list[tuple[date, datetime]]:
    return [(slot.local_date, tick) for slot, tick in slots_sent(subscriber, ticks)]


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


def distinct_zones(start: datetime, end: datetime) -> dict[str, list[datetime]]:
    """A zone of each kind, with its changes; an alias has the same offsets and changes."""
    found: dict[tuple[object, ...], tuple[str, list[datetime]]] = {}
    for zone in ZONES:
        rules = ZoneInfo(zone)
        changes = transitions(rules, start, end)
        same = (_offset(start, rules), tuple((c, _offset(c + DAY, rules)) for c in changes))
        found.setdefault(same, (zone, changes))
    return dict(found.values())


@pytest.mark.parametrize("at", TIMES)
def test_every_zone_gets_one_digest_a_local_date_for_two_years(at: time) -> None:
    start, end = utc("2025-12-31T12:00"), utc("2028-01-03T12:00")
    wanted = [date(2026, 1, 2) + DAY * n for n in range(729)]
    zones = distinct_zones(start, end)
    for zone, changes in zones.items():
        got = Counter(day for day, _ in sent(reader(at, zone), around(changes, start, end)))
        assert [day for day in wanted if got[day] != 1] == [], zone
    assert len(zones) > 50


def test_every_zone_gets_one_digest_a_slot_about_every_change_of_its_clock() -> None:
    start, end = utc("2025-12-31T12:00"), utc("2028-01-03T12:00")
    times = (time(0), time(1, 30), time(7), time(18, 30))
    checked = 0
    for zone, changes in distinct_zones(start, end).items():
        subscriber = Subscriber(id="r", address="r@example.org", times=times, zone=zone)
        for change in changes:
            ticks = [change - DAY + timedelta(minutes=30) * step for step in range(4 * 48)]
            got = Counter(slot for slot, _ in slots_sent(subscriber, ticks))
            first = change.astimezone(ZoneInfo(zone)).date()
            # The change lies within 24 hours of `change`, so on one of these two dates.
            for day in (first, first + DAY):
                expected = [Slot(local_date=day, at=f"{at:%H:%M}") for at in times]
                assert [slot for slot in expected if got[slot] != 1] == [], (zone, day)
                checked += 1
    assert checked > 200


def test_two_times_in_one_gap_of_the_clock_come_as_one() -> None:
    subscriber = reader(zone="Europe/Berlin", times=(time(2, 10), time(2, 50)))
    ticks = [utc("2026-03-29T00:00") + MINUTE * 5 * n for n in range(60)]
    slots = [slot for slot, _ in slots_sent(subscriber, ticks) if slot.local_date.day == 29]
    assert [slot.at for slot in slots] == ["02:50"]
    before = last(Slot(local_date=date(2026, 3, 28), at="02:50"), utc("2026-03-28T01:50"))
    assert not catches_up(subscriber, before, slots[0])


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        (set(), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]),
        ({0, 1, 2, 3, 4}, [1, 4, 5, 6, 7, 8, 11, 12, 13, 14]),
        ({0, 3}, [4, 7, 11, 14]),
        ({6}, [3, 10]),
    ],
)
def test_a_reader_may_choose_days_of_the_week(days: set[int], wanted: list[int]) -> None:
    subscriber = reader(days=frozenset(days))  # 1 May 2026 is a Friday
    ticks = [utc("2026-05-01T00:00") + HOUR * n for n in range(24 * 14)]
    assert [day.day for day, _ in sent(subscriber, ticks) if day.month == 5] == wanted
    first = next(day for day in wanted)
    assert next_due(subscriber, utc("2026-05-01T00:00")) == utc(f"2026-05-{first:02}T05:00")


def test_a_weekly_digest_that_an_outage_swallowed_comes_when_it_is_over() -> None:
    subscriber = reader(days=frozenset({0}))
    ticks = [utc("2026-05-04T12:00"), utc("2026-05-20T12:00"), utc("2026-05-21T12:00")]
    assert [day.day for day, _ in sent(subscriber, ticks)] == [4, 18]


@pytest.mark.parametrize(
    ("before", "after", "due"),
    [
        # Times are edited at 10:00, when the first digest of the day is out since 07:00.
        ((time(7),), (time(7), time(18)), [("18:00", 16)]),
        ((time(7),), (time(9), time(18)), [("09:00", 8), ("18:00", 16)]),  # 09:00 had no digest
        ((time(7), time(18)), (time(7),), []),
        ((time(7), time(18)), (time(12),), []),
        ((time(7), time(18)), (time(7), time(12)), [("12:00", 10)]),
        ((time(7),), (time(20),), []),
    ],
)
def test_an_edit_of_the_times_repeats_nothing_of_the_day(
    before: tuple[time, ...], after: tuple[time, ...], due: list[tuple[str, int]]
) -> None:
    (first, tick), *_ = slots_sent(reader(times=before), [utc("2026-05-01T05:00")])
    newest, found = last(first, tick), []
    for hour in range(8, 22):
        now = utc("2026-05-01T00:00") + HOUR * hour
        slot = due_slot(reader(times=after), newest, LONG_AGO, now)
        if slot is not None:
            found.append((slot.at, hour))
            newest = last(slot, now)
    assert found == due


@pytest.mark.parametrize(
    ("times", "now", "day", "at"),
    [
        ((7,), "2026-05-02T00:00", None, ""),
        ((7, 12, 18), "2026-05-02T00:00", None, "07:00"),  # none has passed: the first
        ((7, 12, 18), "2026-05-02T10:00", None, "12:00"),
        ((7, 12, 18), "2026-05-02T10:00", date(2026, 5, 1), "18:00"),
    ],
)
def test_a_digest_by_hand_takes_the_newest_slot_of_its_date(
    times: tuple[int, ...], now: str, day: date | None, at: str
) -> None:
    subscriber = reader(times=tuple(time(hour) for hour in times))
    wanted = Slot(local_date=day or date(2026, 5, 2), at=at)
    assert slot_by_hand(subscriber, utc(now), day) == wanted


def test_catching_up_is_when_a_slot_between_had_no_digest() -> None:
    monday, daily = date(2026, 5, 4), reader()
    assert not catches_up(daily, None, Slot(local_date=monday))
    made = last(Slot(local_date=monday), utc("2026-05-04T05:00"))
    assert not catches_up(daily, made, Slot(local_date=monday + DAY))
    assert catches_up(daily, made, Slot(local_date=monday + 2 * DAY))
    weekly = reader(days=frozenset({0}))
    assert not catches_up(weekly, made, Slot(local_date=monday + 7 * DAY))
    assert catches_up(weekly, made, Slot(local_date=monday + 14 * DAY))


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
    slot = Slot(local_date=due) if due else None
    assert due_slot(reader(), None, utc(known), utc(now)) == slot


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "Pacific/Kiritimati", "Asia/Tokyo"])
def test_a_reader_who_moves_gets_no_date_twice(zone: str) -> None:
    newest, days = Slot(local_date=date(2026, 5, 1)), []
    for hour in range(24 * 4):
        now = utc("2026-05-01T05:01") + HOUR * hour
        due = due_slot(reader(zone=zone), last(newest, now), LONG_AGO, now)
        if due:
            days.append(due.local_date)
            newest = due
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
    times=st.sets(st.sampled_from(TIMES), min_size=1).map(lambda found: tuple(sorted(found))),
    days=st.frozensets(st.integers(0, 6)),
)
def test_what_is_next_becomes_due_at_that_instant_and_not_before(
    zone: str, now: datetime, times: tuple[time, ...], days: frozenset[int]
) -> None:
    subscriber = reader(zone=zone, times=times, days=days)
    upcoming = next_due(subscriber, now)
    assert upcoming is not None
    passed = due_slot(subscriber, None, LONG_AGO, now)
    newest = last(passed, now) if passed else None
    assert due_slot(subscriber, newest, LONG_AGO, upcoming - timedelta(seconds=1)) is None
    assert due_slot(subscriber, newest, LONG_AGO, upcoming) is not None
