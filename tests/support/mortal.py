"""A mail desk that is killed by SIGKILL at a chosen step, for the tests of "delivered once".

Run as a program it loads everything once, and then forks a child for each line on stdin:

    {"database", "port", "now", "kill_at", "on_doubt", "patience"} → {"killed", "steps"}

A step is each SQL statement, each commit, and each write to or answer from the mail server.
"""

import json
import os
import random
import shutil
import signal
import smtplib
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import event

from chipwire.channels.mime import Letterhead
from chipwire.channels.smtp import SmtpChannel, SmtpOptions
from chipwire.core.model import Digest, Message, Subscriber, Topic, Watchlist
from chipwire.jobs.deliver import Deliverer, DeliverOptions
from chipwire.jobs.digest import Digester, Wanted
from chipwire.stores import Database, DeliveryTable, DigestTable, open_database
from support.ledgers import HeardOperator
from support.news import article, feed, flagged, store

EVENING = datetime(2026, 3, 2, 18, tzinfo=UTC)
READERS = tuple(Subscriber(id=name, address=f"{name}@example.org") for name in ("anna", "bo"))
WANTED = Wanted(
    subscribers=READERS,
    feeds=(feed(),),
    watchlist=Watchlist(topics=(Topic(id="h20", name="H20"),), hash="w1"),
)
STALE = 600.0
PATIENT, HASTY = 10.0, 0.3
"""Seconds: for a server that answers, however busy the machine; and for one that may not."""


class _Plain:
    def message(self, digest: Digest) -> Message:
        words = " ".join(entry.reports[0].title for entry in digest.entries)
        return Message(subject=words, html=f"<p>{words}</p>\n", text=f"{words}\n")


def prepare(database: Database) -> None:
    """Both readers are known since yesterday evening, and there is news for them."""
    store(database, [flagged(article(1))], now=EVENING)
    DigestTable(database).first_known(READERS[0], EVENING)
    DigestTable(database).first_known(READERS[1], EVENING)


def work(database: Database, port: int, now: datetime, on_doubt: Any, patience: float) -> None:
    """One round: what is due becomes a digest, what is queued is sent."""
    operator = HeardOperator()
    Digester(store=DigestTable(database), renderer=_Plain(), operator=operator).digest(WANTED, now)
    channel = SmtpChannel(
        SmtpOptions(
            host="127.0.0.1", port=port, tls="none", timeout=patience, answer_timeout=patience
        ),
        Letterhead(sender="news@example.org"),
    )
    Deliverer(
        store=DeliveryTable(database),
        channels={"mail": channel},
        operator=operator,
        clock=lambda: now,
        options=DeliverOptions(stale_claim=STALE, on_doubt=on_doubt),
    ).deliver()


class _Steps:
    def __init__(self, kill_at: int) -> None:
        self.count = 0
        self.kill_at = kill_at

    def __call__(self, *_: Any) -> None:
        self.count += 1
        if self.count == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


def _around(owner: Any, name: str, step: Callable[[], None]) -> None:
    plain = getattr(owner, name)

    def stepped(*args: Any) -> Any:
        step()
        done = plain(*args)
        step()
        return done

    setattr(owner, name, stepped)


def _mortal(order: dict[str, Any]) -> int:
    step = _Steps(order["kill_at"])
    database = open_database(order["database"])
    event.listen(database.engine, "before_cursor_execute", step)
    event.listen(database.engine, "commit", step)
    _around(smtplib.SMTP, "send", step)
    _around(smtplib.SMTP, "getreply", step)
    now = datetime.fromisoformat(order["now"])
    work(database, order["port"], now, order["on_doubt"], order["patience"])
    step()
    return step.count


def _serve() -> None:
    for line in sys.stdin:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.write(writing, str(_mortal(json.loads(line))).encode())
            os._exit(0)
        os.close(writing)
        _, status = os.waitpid(child, 0)
        with os.fdopen(reading) as pipe:
            steps = pipe.read()
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        sys.stdout.write(json.dumps({"killed": killed, "steps": int(steps or 0)}) + "\n")
        sys.stdout.flush()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a child ended; `steps` is 0 where it did not come to its end."""

    killed: bool
    steps: int


class Mortals:
    """Sends children to work, one at a time."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def work(
        self,
        database: str,
        port: int,
        now: datetime,
        *,
        kill_at: int = 0,
        on_doubt: str = "resend",
        patience: float = PATIENT,
    ) -> Ended:
        """`patience` are the seconds that a child waits for each of the server's answers."""
        order = {
            "database": database,
            "port": port,
            "now": now.isoformat(),
            "kill_at": kill_at,
            "on_doubt": on_doubt,
            "patience": patience,
        }
        stdin, stdout = _pipes(self._process)
        stdin.write(json.dumps(order) + "\n")
        stdin.flush()
        return Ended(**json.loads(stdout.readline()))


def _pipes(process: "subprocess.Popen[str]") -> tuple[IO[str], IO[str]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


@contextmanager
def mortals() -> Iterator[Mortals]:
    """The program, running."""
    tests = str(Path(__file__).parent.parent)
    process = subprocess.Popen(
        [sys.executable, "-m", "support.mortal"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": tests},
    )
    try:
        yield Mortals(process)
    finally:
        for pipe in _pipes(process):
            pipe.close()
        process.wait()


def copied(template: Path, folder: Path) -> str:
    """The URL of a copy of a database file."""
    path = folder / f"{random.getrandbits(64):x}.db"
    shutil.copy(template, path)
    return f"sqlite:///{path}"


if __name__ == "__main__":
    _serve()
