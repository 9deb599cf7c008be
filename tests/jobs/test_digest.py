"""Digests over the real database: due, once, one reader's fault stopping no other."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest

from chipwire.core.model import Digest, Length, Message, Slot, Subscriber, Topic, Watchlist
from chipwire.jobs.digest import Digester, DigestReport, Wanted, addressees, delivery_id
from chipwire.stores import Database, DeliveryTable, DigestTable
from support.ledgers import HeardOperator
from support.news import article, feed, flagged, store

EVENING = datetime(2026, 3, 2, 18, tzinfo=UTC)
MORNING = datetime(2026, 3, 3, 7, 0, 30, tzinfo=UTC)
DAY = timedelta(days=1)
TODAY = date(2026, 3, 3)


class Words:
    """Renders the ids of the entries; fails for a reader named in `broken`."""

    def __init__(self, *broken: str) -> None:
        self.broken = broken

    def message(self, digest: Digest) -> Message:
        if digest.subscriber in self.broken:
            raise ZeroDivisionError("template divides by zero")
        titles = " ".join(entry.reports[0].title for entry in digest.entries)
        return Message(subject=f"{len(digest.entries)}", html=titles, text=titles)


def reader(name: str, **more: object) -> Subscriber:
    return Subscriber(id=name, address=f"{name}@example.org", **more)  # type: ignore[arg-type] # fields by name


class Desk:
    def __init__(self, database: Database) -> None:
        self.database = database
        self.table = DigestTable(database)
        self.operator = HeardOperator()
        self.words = Words()

    @property
    def job(self) -> Digester:
        return Digester(
            store=self.table, renderer=self.words, operator=self.operator, domain="news.example"
        )

    def digest(self, readers: Sequence[Subscriber], now: datetime) -> DigestReport:
        return self.job.digest(wanted(*readers), now)

    def stored(self, day: date, at: str = "") -> Digest | None:
        return self.table.find("anna", Slot(local_date=day, at=at))

    def queued(self) -> list[tuple[str, str, str]]:
        """Reader, channel and subject of all that is queued."""
        table, found = DeliveryTable(self.database), []
        while (one := table.claim(MORNING + 400 * DAY, stale_after=1e9)) is not None:
            found.append((one.subscriber, one.channel, one.message.subject))
        return sorted(found)


def wanted(*readers: Subscriber) -> Wanted:
    topics = (Topic(id="h20", name="H20"), Topic(id="huawei", name="Huawei"))
    return Wanted(
        subscribers=readers, feeds=(feed(),), watchlist=Watchlist(topics=topics, hash="w1")
    )


@pytest.fixture
def desk(database: Database) -> Desk:
    desk = Desk(database)
    store(database, [flagged(article(1))], now=EVENING)
    return desk


def test_a_reader_gets_one_digest_a_date_however_often_the_clock_ticks(desk: Desk) -> None:
    anna = reader("anna")
    assert desk.digest([anna], EVENING) == DigestReport()  # known from now on; 07:00 is past
    assert desk.digest([anna], MORNING - timedelta(minutes=1)) == DigestReport()
    assert desk.digest([anna], MORNING) == DigestReport(made=1)
    for minutes in range(0, 1_400, 200):
        assert desk.digest([anna], MORNING + timedelta(minutes=minutes)) == DigestReport()
    assert desk.digest([anna], MORNING + DAY) == DigestReport(made=1)
    assert [slot.local_date for _, slot in desk.table.slots()] == [TODAY + DAY, TODAY]
    assert [who for who, _, _ in desk.queued()] == ["anna", "anna"]


def test_each_reader_at_their_own_local_time(desk: Desk) -> None:
    readers = [
        reader("anna"),
        reader("bo", zone="Asia/Taipei"),
        reader("cy", times=(time(23, 59),)),
    ]
    desk.digest(readers, datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    made = []
    for hour in range(50):
        now = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(hours=hour)
        made += [(hour, name) for name in _new(desk, readers, now)]
    assert made == [
        (0, "cy"),
        (7, "anna"),
        (23, "bo"),
        (24, "cy"),
        (31, "anna"),
        (47, "bo"),
        (48, "cy"),
    ]


def _new(desk: Desk, readers: Sequence[Subscriber], now: datetime) -> list[str]:
    before = set(desk.table.slots())
    desk.digest(readers, now)
    return sorted(who for who, _ in set(desk.table.slots()) - before)


def test_an_outage_is_caught_up_by_one_digest_with_all_the_news(desk: Desk) -> None:
    anna = reader("anna")
    desk.digest([anna], EVENING)
    for number in range(2, 5):
        store(desk.database, [flagged(article(number))], now=EVENING + number * DAY)
    assert desk.digest([anna], MORNING + 5 * DAY) == DigestReport(made=1)
    assert desk.digest([anna], MORNING + 5 * DAY) == DigestReport()
    digest = desk.stored(TODAY + 5 * DAY)
    assert digest
    assert digest.receipt.seen == 4


def test_several_times_a_day_are_several_digests_of_a_date(desk: Desk) -> None:
    anna = reader("anna", times=(time(7), time(12), time(17)))
    desk.digest([anna], EVENING)
    ids = set()
    for hour, made in [(0, 1), (1, 0), (4, 0), (5, 1), (9, 0), (10, 1), (16, 0), (24, 1)]:
        now = MORNING + timedelta(hours=hour)
        assert desk.digest([anna], now) == DigestReport(made=made), hour
        store(desk.database, [flagged(article(100 + hour))], now=now)
    stems = [slot.stem for _, slot in desk.table.slots()]
    assert stems == ["2026-03-04-0700", "2026-03-03-1700", "2026-03-03-1200", "2026-03-03-0700"]
    noon = desk.stored(TODAY, "12:00")
    assert noon
    assert noon.catches_up_from is None
    titles = [entry.reports[0].title for entry in noon.entries]
    assert sorted(titles) == ["Headline 100", "Headline 101", "Headline 104"]
    table = DeliveryTable(desk.database)
    while (one := table.claim(MORNING + 9 * DAY, stale_after=1e9)) is not None:
        ids.add((one.id, one.message_id))
    assert len(ids) == 4


def test_by_hand_where_a_date_has_several_the_newest_passed_is_made(desk: Desk) -> None:
    anna, early = reader("anna", times=(time(7), time(18))), MORNING - timedelta(hours=2)
    assert desk.job.make(anna, wanted(anna), early)  # before the first: the first
    assert not desk.job.make(anna, wanted(anna), MORNING)
    assert desk.digest([anna], MORNING) == DigestReport()
    evening = MORNING + timedelta(hours=12)
    assert desk.job.make(anna, wanted(anna), evening)
    assert desk.digest([anna], evening) == DigestReport()
    assert not desk.job.make(anna, wanted(anna), evening, TODAY)
    assert [slot.at for _, slot in desk.table.slots()] == ["18:00", "07:00"]


@pytest.mark.parametrize(
    ("more", "days", "since"),
    [
        ({}, 1, None),
        ({}, 5, TODAY),
        ({"days": frozenset({1})}, 7, None),  # a week is this reader's day
        ({"days": frozenset({1})}, 21, TODAY),
        ({"paused_from": TODAY + DAY, "paused_to": TODAY + 3 * DAY}, 4, TODAY),
    ],
)
def test_a_digest_that_catches_up_says_since_when(
    desk: Desk, more: dict[str, object], days: int, since: date | None
) -> None:
    anna = reader("anna", **more)
    desk.digest([anna], EVENING)
    assert desk.digest([anna], MORNING) == DigestReport(made=1)
    assert desk.digest([anna], MORNING + days * DAY) == DigestReport(made=1)
    late = desk.stored(TODAY + days * DAY)
    assert late
    assert late.catches_up_from == since
    assert any(line.startswith("Catches up") for line in late.summary) is (since is not None)


def test_after_an_outage_in_the_day_the_newest_slot_catches_up(desk: Desk) -> None:
    anna = reader("anna", times=(time(7), time(12), time(18)))
    desk.digest([anna], EVENING)
    desk.digest([anna], MORNING)
    evening = MORNING + timedelta(hours=12)
    assert desk.digest([anna], evening) == DigestReport(made=1)
    assert desk.digest([anna], evening) == DigestReport()
    digest = desk.stored(TODAY, "18:00")
    assert digest
    assert digest.catches_up_from == TODAY
    assert desk.stored(TODAY, "12:00") is None


def test_the_reader_chooses_length_and_format(desk: Desk) -> None:
    anna = reader("anna", length=Length(full=3, lines=4), format="text")
    desk.job.make(anna, wanted(anna), MORNING)
    digest = desk.stored(TODAY)
    assert digest
    assert digest.length == Length(full=3, lines=4)
    one = DeliveryTable(desk.database).claim(MORNING, stale_after=600)
    assert one
    assert (one.message.html, one.message.text) == ("", "Headline 1")


def test_one_readers_fault_is_told_and_costs_the_others_nothing(desk: Desk) -> None:
    readers = [reader("anna", zone="Mars/Olympus"), reader("bo"), reader("cy")]
    desk.digest(readers, EVENING)
    desk.operator.heard.clear()
    desk.words = Words("bo")
    assert desk.digest(readers, MORNING) == DigestReport(made=1, failed=2)
    assert desk.operator.causes == ["no digest for anna", "no digest for bo"]
    assert "IANA" in desk.operator.heard[0][1]
    desk.words = Words()
    assert desk.digest(readers, MORNING) == DigestReport(made=1, failed=1)
    assert [who for who, _, _ in desk.queued()] == ["bo", "cy"]


def test_who_stopped_or_pauses_gets_nothing(desk: Desk) -> None:
    from chipwire.stores.readers import ReaderTable

    readers = [reader("anna"), reader("bo", paused_from=TODAY, paused_to=TODAY), reader("cy")]
    desk.digest(readers, EVENING)
    ReaderTable(desk.database).stop("anna", "unsubscribed", EVENING)
    assert _new(desk, readers, MORNING) == ["cy"]
    assert _new(desk, readers, MORNING + DAY) == ["bo", "cy"]


def test_now_due_or_not_and_an_existing_date_changes_nothing(desk: Desk) -> None:
    anna, now = reader("anna"), MORNING - timedelta(hours=3)
    assert desk.job.make(anna, wanted(anna), now)
    before = desk.stored(TODAY)
    store(desk.database, [flagged(article(2))], now=now)
    assert not desk.job.make(anna, wanted(anna), now)
    assert desk.digest([anna], MORNING) == DigestReport()
    assert desk.stored(TODAY) == before
    assert len(desk.queued()) == 1


def test_a_date_to_come_would_silence_the_days_before_it(desk: Desk) -> None:
    anna = reader("anna")
    with pytest.raises(ValueError, match="yet to come"):
        desk.job.make(anna, wanted(anna), MORNING, TODAY + DAY)


def test_a_preview_shows_the_next_digest_and_changes_nothing(desk: Desk) -> None:
    anna = reader("anna")
    desk.digest([anna], EVENING)
    shown = desk.job.preview(anna, wanted(anna), MORNING)
    assert [entry.reports[0].title for entry in shown.entries] == ["Headline 1"]
    assert desk.table.slots() == []
    assert desk.queued() == []
    desk.job.make(anna, wanted(anna), MORNING)
    assert desk.stored(TODAY) == shown
    later = MORNING + timedelta(hours=2)
    assert desk.job.preview(anna, wanted(anna), later) == shown


def test_two_workers_on_one_database_make_one(desk: Desk) -> None:
    anna = reader("anna")
    desk.digest([anna], EVENING)

    class Rival(Words):
        def message(self, digest: Digest) -> Message:
            # While this worker renders, another one is quicker.
            rival = Digester(store=desk.table, renderer=Words(), operator=desk.operator)
            rival.digest(wanted(anna), MORNING)
            return super().message(digest)

    desk.words = Rival()
    assert desk.digest([anna], MORNING) == DigestReport(unchanged=1)
    assert len(desk.queued()) == 1


def test_a_blind_day_is_told(database: Database) -> None:
    desk, anna = Desk(database), reader("anna")
    desk.digest([anna], EVENING)
    assert desk.digest([anna], MORNING) == DigestReport(made=1)
    digest = desk.stored(TODAY)
    assert digest
    assert digest.blind
    assert desk.operator.causes == ["blind day"]


def test_a_push_address_is_a_channel_of_its_own() -> None:
    both = reader("anna", channels=("mail", "ntfy://topic", "mail", "slack://a/b/c"))
    assert addressees(both) == [
        ("mail", "anna@example.org"),
        ("push", "ntfy://topic"),
        ("push", "slack://a/b/c"),
    ]


def test_a_delivery_is_named_by_what_it_is(desk: Desk) -> None:
    anna = reader("anna", channels=("mail", "ntfy://secret"))
    desk.job.make(anna, wanted(anna), MORNING)
    one = DeliveryTable(desk.database).claim(MORNING, stale_after=600)
    digest = desk.stored(TODAY)
    assert one
    assert digest
    assert one.id == delivery_id(digest, one.channel, one.recipient)
    assert one.id.startswith("2026-03-03-")
    assert one.message_id == f"<{one.id}@news.example>"
    assert "secret" not in one.id
