"""The ledger: each message is claimed by one, marked by its owner, and lost by nobody."""

import threading
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chipwire.core.model import Delivery, DeliveryState, Message
from chipwire.stores import Database, DeliveryTable, open_database
from support.news import NOON

MINUTE = timedelta(minutes=1)
STALE = 600.0
LATER = NOON + timedelta(seconds=STALE)


def letter(number: int = 1, **changes: object) -> Delivery:
    given: dict[str, object] = {
        "id": f"d{number}",
        "digest": f"digest-{number}",
        "subscriber": "anna",
        "channel": "mail",
        "recipient": "anna@desk.example",
        "message_id": f"<{number}@chipwire>",
        "message": Message(subject="Grüße 出口", html="<p>ü</p>", text="ü\r\n"),
    }
    return Delivery(**{**given, **changes})  # type: ignore[arg-type]  # fields by name


@pytest.fixture
def table(database: Database) -> DeliveryTable:
    return DeliveryTable(database)


def claimed(table: DeliveryTable, now: datetime = NOON) -> Delivery:
    delivery = table.claim(now, stale_after=STALE)
    assert delivery is not None
    return delivery


def test_a_claim_gives_the_whole_message_and_counts_the_try(table: DeliveryTable) -> None:
    table.queue(letter(), NOON)
    assert claimed(table, NOON + MINUTE) == replace(
        letter(),
        state=DeliveryState.SENDING,
        attempts=1,
        next_try=NOON,
        claimed_at=NOON + MINUTE,
        queued=NOON,
        claim=1,
    )
    assert table.claim(NOON + MINUTE, stale_after=STALE) is None


@pytest.mark.parametrize(
    "twin",
    [
        letter(2, digest="digest-1"),
        letter(2, message_id="<1@chipwire>"),
        letter(2, id="d1"),
    ],
    ids=["same digest, channel and recipient", "same Message-ID", "same id"],
)
def test_a_message_is_queued_once(table: DeliveryTable, twin: Delivery) -> None:
    assert table.queue(letter(), NOON)
    assert not table.queue(twin, NOON)
    assert claimed(table).id == "d1"
    assert table.claim(NOON, stale_after=STALE) is None


def test_the_longest_due_comes_first_and_none_before_its_time(table: DeliveryTable) -> None:
    table.queue(letter(1, next_try=NOON + MINUTE), NOON)
    table.queue(letter(2), NOON)
    table.queue(letter(3, next_try=NOON - MINUTE), NOON)
    assert [claimed(table).id, claimed(table).id] == ["d3", "d2"]
    assert table.claim(NOON, stale_after=STALE) is None
    assert claimed(table, NOON + MINUTE).id == "d1"


def test_accepted_is_the_end(table: DeliveryTable) -> None:
    table.queue(letter(), NOON)
    table.accepted(claimed(table), NOON)
    assert table.claim(LATER, stale_after=STALE) is None


def test_a_retry_waits_and_counts(table: DeliveryTable) -> None:
    table.queue(letter(), NOON)
    table.retry(claimed(table), "451 greylisted", NOON + MINUTE)
    assert table.claim(NOON, stale_after=STALE) is None
    again = claimed(table, NOON + MINUTE)
    assert (again.attempts, again.error, again.message_id) == (2, "451 greylisted", "<1@chipwire>")


def test_a_postponed_one_has_not_used_a_try(table: DeliveryTable) -> None:
    table.queue(letter(), NOON)
    table.postpone(claimed(table), "no connection", NOON + MINUTE)
    assert claimed(table, NOON + MINUTE).attempts == 1


def test_dead_letters_newest_first_and_back_again(table: DeliveryTable) -> None:
    for number in (1, 2):
        table.queue(letter(number), NOON)
        table.dead(claimed(table), "550 unknown", NOON + number * MINUTE)
    dead = table.dead_letters()
    assert [(d.id, d.state, d.error) for d in dead] == [
        ("d2", DeliveryState.DEAD, "550 unknown"),
        ("d1", DeliveryState.DEAD, "550 unknown"),
    ]
    assert [d.id for d in table.dead_letters(since=NOON + 2 * MINUTE)] == ["d2"]
    assert table.claim(LATER, stale_after=STALE) is None
    assert table.requeue("d1", LATER)
    assert not table.requeue("d1", LATER)
    assert not table.requeue("unknown", LATER)
    assert (claimed(table, LATER).attempts, len(table.dead_letters())) == (1, 1)


def test_a_dead_process_leaves_its_claim_to_others_in_time(table: DeliveryTable) -> None:
    table.queue(letter(), NOON)
    claimed(table)
    assert table.claim(LATER - MINUTE, stale_after=STALE) is None
    again = claimed(table, LATER)
    assert (again.attempts, again.doubtful) == (2, False)


def test_a_claim_left_after_handing_over_is_in_doubt(table: DeliveryTable) -> None:
    table.queue(letter(), NOON)
    table.handing_over(claimed(table), NOON)
    second = claimed(table, LATER)
    assert second.doubtful
    table.retry(second, "sent again, as the setting says", LATER)
    assert not claimed(table, LATER).doubtful


@pytest.mark.parametrize("mark", ["accepted", "retry", "dead", "postpone", "handing_over"])
def test_a_late_mark_never_overwrites_a_newer_claim(table: DeliveryTable, mark: str) -> None:
    table.queue(letter(), NOON)
    late = claimed(table)
    newer = claimed(table, LATER)
    if mark in ("accepted", "handing_over"):
        getattr(table, mark)(late, LATER)
    else:
        getattr(table, mark)(late, "late", LATER)
    # Still the newer one's: nobody else gets it, and its own mark counts.
    assert table.claim(LATER, stale_after=STALE) is None
    table.retry(newer, "mine", LATER)
    third = claimed(table, LATER)
    assert (third.error, third.attempts, third.doubtful) == ("mine", 3, False)


def test_a_mark_after_the_end_changes_nothing(table: DeliveryTable) -> None:
    table.queue(letter(), NOON)
    delivery = claimed(table)
    table.accepted(delivery, NOON)
    table.dead(delivery, "too late", NOON)
    table.retry(delivery, "too late", NOON)
    assert table.dead_letters() == []
    assert table.claim(LATER, stale_after=STALE) is None


def test_many_workers_never_share_a_delivery(database_url: str) -> None:
    total, workers = 24, 4
    database = open_database(database_url)
    for number in range(total):
        DeliveryTable(database).queue(letter(number), NOON)
    taken: Counter[str] = Counter()
    start = threading.Barrier(workers)

    def work() -> None:
        own = open_database(database_url)
        start.wait()
        while (delivery := DeliveryTable(own).claim(NOON, stale_after=STALE)) is not None:
            taken[delivery.id] += 1
            DeliveryTable(own).accepted(delivery, NOON)
        own.close()

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    database.close()
    assert taken == Counter({f"d{number}": 1 for number in range(total)})
