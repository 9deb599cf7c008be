"""Delivered once: killed at every step between due and accepted, by real SIGKILLs.

Against a real SMTP server and the real ledger. What may not happen: a digest lost, or one that
came twice although the server had said that it took it and the ledger had been told.
"""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from chipwire.core.model import DeliveryState
from chipwire.stores import DeliveryTable, open_database
from support.mailserver import DROP, SILENCE, SLOW, MailServer, mail_server
from support.mortal import HASTY, READERS, STALE, Mortals, copied, mortals, prepare

MORNING = datetime(2026, 3, 3, 7, 0, 30, tzinfo=UTC)
STALE_BY = timedelta(seconds=STALE + 1)
HALF_AN_HOUR = timedelta(minutes=30)
SWEPT = 17
"""Steps between two that the everyday sweep kills at; `-m slow` takes every one."""


@dataclass(kw_only=True)
class Desk:
    mortals: Mortals
    server: MailServer
    template: Path
    folder: Path

    def fresh(self) -> str:
        self.server.inbox.clear()
        self.server.unsaid.clear()
        self.server.faults.clear()
        return copied(self.template, self.folder)

    def steps(self) -> int:
        """How many steps a day without a fault has."""
        return self.mortals.work(self.fresh(), self.server.port, MORNING).steps

    def recover(self, database: str, on_doubt: str, hours: int = 4) -> None:
        """A process that lives, again and again, until all must be settled."""
        for step in range(hours * 2):
            now = MORNING + STALE_BY + timedelta(minutes=30 * step)
            ended = self.mortals.work(database, self.server.port, now, on_doubt=on_doubt)
            assert ended.steps
            if step >= 1 and not _open(database):
                return

    def arrived(self) -> Counter[str]:
        return Counter(str(message["To"]) for message in self.server.inbox)


def _open(database: str) -> int:
    """Deliveries that are neither accepted nor dead."""
    from sqlalchemy import func, select

    from chipwire.stores.schema import deliveries

    opened = open_database(database)
    settled = [DeliveryState.ACCEPTED.value, DeliveryState.DEAD.value]
    with opened.reading() as connection:
        count = select(func.count()).where(deliveries.c.state.not_in(settled))
        number = connection.execute(count).scalar_one()
    opened.close()
    return int(number)


def _in_doubt(database: str) -> dict[str, int]:
    """Recipients whose mail was handed over, with no answer in the ledger, and in which claim."""
    from sqlalchemy import select

    from chipwire.stores.schema import deliveries

    opened = open_database(database)
    with opened.reading() as connection:
        doubt = (deliveries.c.handing_over, deliveries.c.state == DeliveryState.SENDING.value)
        columns = select(deliveries.c.recipient, deliveries.c.claim)
        found = dict(connection.execute(columns.where(*doubt)).all())
    opened.close()
    return found


def _held(database: str) -> set[str]:
    opened = open_database(database)
    dead = {delivery.recipient for delivery in DeliveryTable(opened).dead_letters()}
    opened.close()
    return dead


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("killed")
    template = folder / "template.db"
    database = open_database(f"sqlite:///{template}")
    prepare(database)
    database.close()
    with mortals() as children, mail_server() as server:
        yield Desk(mortals=children, server=server, template=template, folder=folder)


def _kill_and_recover(desk: Desk, kill_at: int, on_doubt: str) -> str:
    """One life that ends at that step, then ones that do not. Says what it came to."""
    database = desk.fresh()
    ended = desk.mortals.work(
        database, desk.server.port, MORNING, kill_at=kill_at, on_doubt=on_doubt
    )
    assert ended.killed, kill_at
    doubtful = _in_doubt(database)
    if doubtful:
        time.sleep(0.1)  # the server may still be taking what the dead process sent
    before = desk.arrived()
    desk.recover(database, on_doubt)
    after, held = desk.arrived(), _held(database)
    doubled = False
    for reader in READERS:
        to = reader.address
        if to not in doubtful:
            assert (after[to], to in held) == (1, False), (kill_at, to)
        elif on_doubt == "hold":
            assert (after[to], to in held) == (before[to], True), (kill_at, to)
        else:
            assert after[to] == before[to] + 1, (kill_at, to)
            doubled = doubled or after[to] == 2
    if doubled:
        return "doubled in doubt"
    return "held in doubt" if held else "once"


@pytest.mark.parametrize("on_doubt", ["resend", "hold"])
def test_a_kill_now_and_then_between_due_and_accepted(desk: Desk, on_doubt: str) -> None:
    last = desk.steps()
    first = 1 if on_doubt == "resend" else SWEPT // 2
    for kill_at in range(first, last, SWEPT):
        _kill_and_recover(desk, kill_at, on_doubt)


@pytest.mark.slow
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("on_doubt", ["resend", "hold"])
def test_a_kill_at_every_step_between_due_and_accepted(desk: Desk, on_doubt: str) -> None:
    came_to = Counter(_kill_and_recover(desk, n, on_doubt) for n in range(1, desk.steps()))
    figures = dict(came_to)
    print(f"\nkilled at every step, {on_doubt}: {figures}")  # noqa: T201 # what the run is for
    assert came_to["once"] > 20


FAULTS = [
    ("connect", DROP),
    ("connect", "421 busy"),
    ("connect", SILENCE),
    ("EHLO", DROP),
    ("EHLO", SILENCE),
    ("MAIL", f"{SLOW}250 later than anybody waits"),
    ("MAIL", "451 later"),
    ("MAIL", DROP),
    ("RCPT", "450 greylisted"),
    ("RCPT", DROP),
    ("RCPT", SILENCE),
    ("DATA", DROP),
    ("DATA", "451 later"),
    ("body", "452 full"),
]
DOUBTS = [
    ("body", DROP),
    ("body", SILENCE),
    ("accepted", DROP),
    ("accepted", SILENCE),
    ("accepted", f"{SLOW}250 taken, but nobody waits any more"),
]


PROMPT = [(stage, fault) for stage, fault in FAULTS + DOUBTS if not fault.startswith(SLOW)]
"""Faults whose outcome does not hang on who is quicker, the server or a busy machine."""


@pytest.mark.parametrize(("stage", "fault"), FAULTS)
def test_a_server_that_fails_before_it_takes_the_mail_costs_nothing(
    desk: Desk, stage: str, fault: str
) -> None:
    database = desk.fresh()
    desk.server.faults[stage] = [fault, fault]
    desk.mortals.work(database, desk.server.port, MORNING, on_doubt="hold", patience=HASTY)
    desk.mortals.work(
        database, desk.server.port, MORNING + STALE_BY, on_doubt="hold", patience=HASTY
    )
    desk.recover(database, "hold")
    assert desk.arrived() == Counter(reader.address for reader in READERS)
    assert _held(database) == set()


@pytest.mark.parametrize(("stage", "fault"), DOUBTS)
@pytest.mark.parametrize("on_doubt", ["resend", "hold"])
def test_a_server_that_does_not_say_what_it_took_leaves_it_to_the_setting(
    desk: Desk, stage: str, fault: str, on_doubt: str
) -> None:
    database = desk.fresh()
    desk.server.faults[stage] = [fault]
    desk.mortals.work(database, desk.server.port, MORNING, on_doubt=on_doubt, patience=HASTY)
    desk.recover(database, on_doubt)
    taken = stage == "accepted"
    first, second = (reader.address for reader in READERS)
    expected = Counter({first: taken + (on_doubt == "resend"), second: 1})
    assert desk.arrived() == +expected
    assert _held(database) == ({first} if on_doubt == "hold" else set())


def test_two_workers_on_one_database_at_the_same_time_are_as_one(desk: Desk) -> None:
    with mortals() as others:
        for _ in range(5):
            database = desk.fresh()
            threads = [
                threading.Thread(target=each.work, args=(database, desk.server.port, MORNING))
                for each in (desk.mortals, others)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            desk.recover(database, "resend")
            assert desk.arrived() == Counter(reader.address for reader in READERS)


@pytest.mark.slow
@pytest.mark.timeout(1_800)
def test_hundreds_of_mornings_with_kills_and_a_server_at_its_worst(desk: Desk) -> None:
    dice, steps = random.Random(20260303), desk.steps()
    lost, doubled, excused = 0, 0, 0
    for _ in range(300):
        database = desk.fresh()
        cut_off: set[tuple[str, int]] = set()
        for life in range(dice.randrange(1, 4)):
            for stage, fault in dice.sample(PROMPT, dice.randrange(3)):
                desk.server.faults[stage].append(fault)
            now, kill_at = MORNING + life * (STALE_BY + HALF_AN_HOUR), dice.randrange(1, steps)
            desk.mortals.work(database, desk.server.port, now, kill_at=kill_at, patience=1.5)
            cut_off |= _in_doubt(database).items()
        desk.server.faults.clear()
        desk.recover(database, "resend", hours=14)
        arrived, unsaid = desk.arrived(), Counter(desk.server.unsaid)
        for to in (reader.address for reader in READERS):
            doubts = unsaid[to] + sum(who == to for who, _ in cut_off)
            lost += arrived[to] == 0
            doubled += max(0, arrived[to] - 1 - doubts)
            excused += min(max(0, arrived[to] - 1), doubts)
    figures = f"lost {lost}, doubled {doubled}, doubled in doubt {excused}"
    print(f"\n300 mornings, 600 digests: {figures}")  # noqa: T201 # what the run is for
    assert (lost, doubled) == (0, 0)
