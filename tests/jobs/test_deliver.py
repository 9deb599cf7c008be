"""Delivering through the real ledger: what is tried again, what is not, and who hears of it."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chipwire.core.model import DeliveryState
from chipwire.jobs.deliver import Deliverer, DeliverOptions, DeliverReport, backoff
from chipwire.ports import ChannelDownError, PermanentError, TransientError
from chipwire.stores import Database, DeliveryTable
from support.ledgers import HeardOperator, ScriptedChannel
from support.letters import QUEUED, letter

MINUTE = timedelta(minutes=1)
DOUBT = TransientError("no answer", maybe_accepted=True)


class Clock:
    def __init__(self) -> None:
        self.now = QUEUED

    def __call__(self) -> datetime:
        return self.now


class Desk:
    """A ledger with a job over it."""

    def __init__(self, database: Database) -> None:
        self.table = DeliveryTable(database)
        self.clock = Clock()
        self.operator = HeardOperator()
        self.channel = ScriptedChannel()

    def queue(self, *names: str, channel: str = "mail") -> None:
        for name in names:
            fresh = letter(name, channel=channel, attempts=0, digest=name, subscriber=name)
            assert self.table.queue(fresh, self.clock())

    def deliver(self, **options: object) -> DeliverReport:
        job = Deliverer(
            store=self.table,
            channels={"mail": self.channel},
            operator=self.operator,
            clock=self.clock,
            options=DeliverOptions(**options),  # type: ignore[arg-type] # fields by name
        )
        return job.deliver()

    def rounds(self, hours: int, **options: object) -> Counter[str]:
        """A round each minute for so many hours; the sums of the reports."""
        sums: Counter[str] = Counter()
        for _ in range(60 * hours):
            report = self.deliver(**options)
            sums += Counter(
                accepted=report.accepted,
                retried=report.retried,
                postponed=report.postponed,
                dead=report.dead,
            )
            self.clock.now += MINUTE
        return sums


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def test_all_that_is_due_goes_out_once(desk: Desk) -> None:
    desk.queue("a", "b", "c")
    assert desk.deliver() == DeliverReport(accepted=3)
    assert desk.deliver() == DeliverReport()
    assert sorted(desk.channel.accepted) == ["2026-05-01-a", "2026-05-01-b", "2026-05-01-c"]
    assert desk.channel.closed == 2
    assert desk.operator.heard == []


def test_a_passing_fault_is_tried_again_later_and_stops_nobody_else(desk: Desk) -> None:
    desk.queue("a", "b")
    desk.channel.faults = [TransientError("450 greylisted")]
    assert desk.deliver() == DeliverReport(accepted=1, retried=1)
    assert desk.deliver() == DeliverReport()
    desk.clock.now += 2 * MINUTE
    assert desk.deliver() == DeliverReport(accepted=1)
    assert desk.operator.heard == []


def test_a_refusal_is_a_dead_letter_that_the_operator_hears_of(desk: Desk) -> None:
    desk.queue("a", "b")
    desk.channel.faults = [PermanentError("550 no such user")]
    assert desk.deliver() == DeliverReport(accepted=1, dead=1)
    (dead,) = desk.table.dead_letters()
    assert (dead.state, dead.error) == (DeliveryState.DEAD, "550 no such user")
    assert desk.operator.causes == ["dead letter for a"]
    assert desk.rounds(3) == Counter()


def test_tries_are_counted_and_end(desk: Desk) -> None:
    desk.queue("a")
    desk.channel.faults = [TransientError("451 later")] * 99
    assert desk.rounds(2, max_attempts=4) == Counter(retried=3, dead=1)
    (dead,) = desk.table.dead_letters()
    assert dead.error == "given up after 4 tries: 451 later"


def test_a_channel_that_is_down_costs_no_try_and_no_mail(desk: Desk) -> None:
    desk.queue("a", "b", "c")
    desk.channel.faults = [ChannelDownError("535 wrong password")] * 30
    report = desk.deliver(max_attempts=2)
    assert (report.postponed, report.down) == (3, {"mail": "535 wrong password"})
    assert len(desk.channel.tried) == 1, "one probe a round, not one login for each reader"
    assert desk.operator.heard[0][2] == "mail", "and not told by the channel at fault"
    sums = desk.rounds(24, max_attempts=2)
    assert (sums["accepted"], sums["dead"]) == (3, 0)
    assert desk.table.dead_letters() == []


def test_an_unknown_channel_waits_for_its_settings(desk: Desk) -> None:
    desk.queue("a", channel="pigeon")
    desk.queue("b")
    report = desk.deliver()
    assert (report.accepted, report.postponed) == (1, 1)
    assert "there are: mail" in report.down["pigeon"]


@pytest.mark.parametrize(("on_doubt", "accepted", "dead"), [("resend", 1, 0), ("hold", 0, 1)])
def test_a_doubt_is_settled_as_the_setting_says(
    desk: Desk, on_doubt: str, accepted: int, dead: int
) -> None:
    desk.queue("a")
    desk.channel.faults = [DOUBT]
    sums = desk.rounds(1, on_doubt=on_doubt)
    assert (sums["accepted"], sums["dead"]) == (accepted, dead)
    assert len(desk.operator.heard) == dead


@pytest.mark.parametrize("on_doubt", ["resend", "hold"])
def test_a_crash_before_the_hand_over_leaves_no_doubt(desk: Desk, on_doubt: str) -> None:
    desk.queue("a")
    desk.table.claim(desk.clock(), stale_after=600)
    assert desk.rounds(1, on_doubt=on_doubt) == Counter(accepted=1)


@pytest.mark.parametrize(
    ("on_doubt", "sums"), [("resend", Counter(accepted=1)), ("hold", Counter(dead=1))]
)
def test_a_crash_after_the_hand_over_is_a_doubt(
    desk: Desk, on_doubt: str, sums: Counter[str]
) -> None:
    desk.queue("a")
    claimed = desk.table.claim(desk.clock(), stale_after=600)
    assert claimed
    desk.table.handing_over(claimed, desk.clock())
    assert desk.rounds(1, on_doubt=on_doubt) == sums


def test_a_mail_that_kills_the_process_each_time_is_given_up(desk: Desk) -> None:
    desk.queue("a")
    for _ in range(3):
        assert desk.table.claim(desk.clock(), stale_after=600)
        desk.clock.now += timedelta(seconds=601)
    assert desk.deliver(max_attempts=3) == DeliverReport(dead=1)
    assert desk.channel.tried == []


def test_a_fault_of_our_own_in_a_channel_stops_no_other_mail(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.queue("a", "b")
    desk.channel.faults = [KeyError("oops")]
    assert desk.deliver() == DeliverReport(accepted=1, retried=1)
    assert "KeyError" in caplog.text


def test_stopping_leaves_the_rest_for_the_next_process(desk: Desk) -> None:
    desk.queue("a", "b", "c")
    job = Deliverer(
        store=desk.table,
        channels={"mail": desk.channel},
        operator=desk.operator,
        clock=desk.clock,
    )
    assert job.deliver(lambda: len(desk.channel.accepted) == 2) == DeliverReport(accepted=2)
    assert desk.deliver() == DeliverReport(accepted=1)


def test_waits_double_to_a_cap_and_differ_between_mails() -> None:
    options = DeliverOptions(retry_base=60, retry_max=7_200)
    waits = [backoff(letter(attempts=n), options) for n in range(1, 13)]
    for attempt, wait in enumerate(waits, 1):
        plain = min(7_200, 60 * 2 ** (attempt - 1))
        assert plain <= wait <= plain * 1.1
    assert len({round(backoff(letter(str(n)), options), 3) for n in range(20)}) > 15
    assert backoff(letter(), options) == backoff(replace(letter(), error="x"), options)
