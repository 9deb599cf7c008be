"""When a digest is due: a reader's local time, through gaps, overlaps and skipped dates.

Local times are wall-clock times of an IANA zone. One that the spring change leaves out is due at
the first instant after the gap; one that the autumn change repeats is due the first time only.
A local date that a zone never had (Pacific/Apia, 2011-12-30) has no digest.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chipwire.core.model import LastDigest, Slot, Subscriber

_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)
_LATEST_BACK = 16
"""Days to look back for a slot that has passed: one date not yet due and one skipped, weekly."""


class UnknownZoneError(ValueError):
    """A zone name that the tz database does not have."""


def due_instant(local_date: date, at: time, zone: str) -> datetime:
    """The aware UTC instant at which `at` first comes on that date in that zone.

    Raises:
        UnknownZoneError: the zone is not known.
    """
    rules = _rules(zone)
    wall = datetime.combine(local_date, at.replace(microsecond=0))
    first = wall.replace(tzinfo=rules, fold=0).astimezone(UTC)
    if _wall(first, rules) == wall:
        return first
    return _end_of_gap(wall, rules, before=wall.replace(tzinfo=rules, fold=1).astimezone(UTC))


def due_slot(
    subscriber: Subscriber, last: LastDigest | None, first_known: datetime, now: datetime
) -> Slot | None:
    """The newest slot whose digest is due now, or None.

    It is later than that of the reader's newest digest, its instant has passed, not before the
    reader was first known, and the reader is not paused on it. However many slots an outage
    swallowed, this is one: its digest covers them all. (Two times that one gap of the clock
    swallows fall on one instant, and come as one.)

    Raises:
        UnknownZoneError: the subscriber's zone is not known.
    """
    newest = _newest_passed(subscriber, now)
    if newest is None or paused(subscriber, newest.local_date):
        return None
    instant = _instant(subscriber, newest)
    if last is None:
        return newest if instant >= first_known else None
    return newest if _later(newest, instant, last) else None


def slot_by_hand(subscriber: Subscriber, now: datetime, local_date: date | None = None) -> Slot:
    """The slot of a digest that is made now, due or not: that date's newest passed, else its first.

    Raises:
        UnknownZoneError: the subscriber's zone is not known.
    """
    day = local_date or local_today(subscriber.zone, now)
    slots = _slots_of(subscriber, day)
    passed = [slot for slot in slots if _instant(subscriber, slot) <= now]
    return passed[-1] if passed else slots[0]


def catches_up(subscriber: Subscriber, last: LastDigest | None, slot: Slot) -> bool:
    """Whether slots between the newest digest and this one went by without a digest.

    Raises:
        UnknownZoneError: the subscriber's zone is not known.
    """
    if last is None:
        return False
    earlier = (one for one in _slots_back(subscriber, slot.local_date) if one < slot)
    before = next((one for one in earlier if _exists(one.local_date, subscriber.zone)), None)
    if before is None:
        return False
    instant = _instant(subscriber, before)
    return instant < _instant(subscriber, slot) and _later(before, instant, last)


def next_slot(subscriber: Subscriber, now: datetime) -> Slot | None:
    """The reader's next slot after `now`; None where a pause has no end.

    Raises:
        UnknownZoneError: the subscriber's zone is not known.
    """
    for local_date in _wanted_dates(subscriber, _today(subscriber, now) - _DAY):
        for slot in _slots_of(subscriber, local_date):
            if _instant(subscriber, slot) > now and _exists(local_date, subscriber.zone):
                return slot
    return None


def next_due(subscriber: Subscriber, now: datetime) -> datetime | None:
    """When the reader's next digest after `now` is due, aware UTC; None as for `next_slot`.

    Raises:
        UnknownZoneError: the subscriber's zone is not known.
    """
    slot = next_slot(subscriber, now)
    return None if slot is None else _instant(subscriber, slot)


def paused(subscriber: Subscriber, local_date: date) -> bool:
    """Whether the reader wants nothing on that date; a missing end of the pause is open."""
    since, until = subscriber.paused_from, subscriber.paused_to
    if since is None and until is None:
        return False
    return (since is None or since <= local_date) and (until is None or local_date <= until)


def local_today(zone: str, now: datetime) -> date:
    """The date on a calendar in that zone.

    Raises:
        UnknownZoneError: the zone is not known.
    """
    return _wall(now, _rules(zone)).date()


def _newest_passed(subscriber: Subscriber, now: datetime) -> Slot | None:
    # Tomorrow first: where clocks fall back over midnight, tomorrow's 00:00 comes, and then
    # today's last hour comes again.
    tomorrow = _today(subscriber, now) + _DAY
    for slot in _slots_back(subscriber, tomorrow):
        if _instant(subscriber, slot) <= now and _exists(slot.local_date, subscriber.zone):
            return slot
    return None


def _later(slot: Slot, instant: datetime, last: LastDigest) -> bool:
    """Whether the slot came after the last digest, which covers all of its date so far.

    The latter counts where a reader's times were changed during the day.
    """
    if slot.local_date > last.slot.local_date:
        return True
    return slot > last.slot and instant > last.created


def _slots_back(subscriber: Subscriber, newest: date) -> Iterator[Slot]:
    """The slots of some weeks, newest first, paused or not."""
    for back in range(_LATEST_BACK):
        local_date = newest - back * _DAY
        if _wanted(subscriber, local_date):
            yield from reversed(_slots_of(subscriber, local_date))


def _slots_of(subscriber: Subscriber, local_date: date) -> list[Slot]:
    if len(subscriber.times) == 1:
        return [Slot(local_date=local_date)]
    return [Slot(local_date=local_date, at=f"{at:%H:%M}") for at in subscriber.times]


def _instant(subscriber: Subscriber, slot: Slot) -> datetime:
    at = time.fromisoformat(slot.at) if slot.at else subscriber.times[0]
    return due_instant(slot.local_date, at, subscriber.zone)


def _wanted(subscriber: Subscriber, local_date: date) -> bool:
    return not subscriber.days or local_date.weekday() in subscriber.days


def _wanted_dates(subscriber: Subscriber, start: date) -> Iterator[date]:
    local_date = start
    while True:
        if not paused(subscriber, local_date):
            if _wanted(subscriber, local_date):
                yield local_date
        elif subscriber.paused_to is None:
            return
        else:
            local_date = subscriber.paused_to
        local_date += _DAY


def _today(subscriber: Subscriber, now: datetime) -> date:
    return local_today(subscriber.zone, now)


def _exists(local_date: date, zone: str) -> bool:
    midnight = due_instant(local_date, time(0), zone)
    return _wall(midnight, _rules(zone)).date() == local_date


def _wall(instant: datetime, rules: ZoneInfo) -> datetime:
    return instant.astimezone(rules).replace(tzinfo=None, fold=0)


def _end_of_gap(wall: datetime, rules: ZoneInfo, before: datetime) -> datetime:
    # Read with the offset from after the gap (fold=1, PEP 495), a missing wall time lies before
    # the gap's end; with the one from before it, after. Between the two the clock jumps once.
    after = wall.replace(tzinfo=rules, fold=0).astimezone(UTC)
    while after - before > _SECOND:
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if _wall(middle, rules) >= wall:
            after = middle
        else:
            before = middle
    return after


def _rules(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise UnknownZoneError(
            f"{zone!r} is not a time zone; write an IANA name such as Europe/Berlin"
        ) from error
