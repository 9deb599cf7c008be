"""Delivering: each message once, as far as mail can promise that, and never lost silently."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from chipwire.core.model import Delivery
from chipwire.ports import (
    Channel,
    ChannelDownError,
    DeliveryStore,
    Operator,
    PermanentError,
    TransientError,
)

log = logging.getLogger(__name__)

_JITTER = 0.1
"""Share by which waits differ, so that a crowd does not come back at the same second."""
_DOWN_WAITS = 5
"""A channel that is down is asked again after this many base waits (five minutes, by default)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverOptions:
    """Tries and patience; times are seconds.

    `on_doubt`: a server may have accepted a message and could not say so. "resend" prefers a
    rare duplicate over a loss, "hold" makes it a dead letter for the operator to judge.
    """

    max_attempts: int = 12
    retry_base: float = 60
    retry_max: float = 7_200
    stale_claim: float = 600
    on_doubt: Literal["resend", "hold"] = "resend"


@dataclass(slots=True, kw_only=True)
class DeliverReport:
    """What one round came to, in deliveries; `down` is each channel that works for nobody."""

    accepted: int = 0
    retried: int = 0
    postponed: int = 0
    dead: int = 0
    down: dict[str, str] = field(default_factory=dict)


def never() -> bool:
    """Nobody asks to stop."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliverer:
    """store.claim → channel.send → store.mark, until nothing is due."""

    store: DeliveryStore
    channels: Mapping[str, Channel]
    operator: Operator
    clock: Callable[[], datetime]
    options: DeliverOptions = DeliverOptions()

    def deliver(self, should_stop: Callable[[], bool] = never) -> DeliverReport:
        """One round; `should_stop` is asked between two messages."""
        report = DeliverReport()
        try:
            while not should_stop():
                delivery = self.store.claim(self.clock(), stale_after=self.options.stale_claim)
                if delivery is None:
                    break
                self._handle(delivery, report)
        finally:
            for channel in self.channels.values():
                channel.close()
        return report

    def _handle(self, delivery: Delivery, report: DeliverReport) -> None:
        if delivery.doubtful:
            words = "a crash came between handing it over and the server's answer"
            if self.options.on_doubt == "hold":
                self._bury(delivery, f"held: {words}", report)
                return
            log.warning("%s is sent again and may come twice: %s", delivery.id, words)
        if delivery.attempts > self.options.max_attempts:
            self._bury(delivery, f"given up: begun {delivery.attempts} times, never ended", report)
        elif delivery.channel in report.down:
            self._postpone(delivery, report.down[delivery.channel], report)
        else:
            self._send(delivery, report)

    def _send(self, delivery: Delivery, report: DeliverReport) -> None:
        handed_over = False

        def handing_over() -> None:
            nonlocal handed_over
            self.store.handing_over(delivery, self.clock())
            handed_over = True

        try:
            self._channel(delivery).send(delivery, handing_over)
        except PermanentError as error:
            self._bury(delivery, str(error), report)
        except ChannelDownError as error:
            self._channel_is_down(delivery, str(error), report)
        except TransientError as error:
            self._try_again(delivery, str(error), report, doubt=error.maybe_accepted)
        except Exception as error:  # a fault of our own must not stop the other mails
            log.exception("channel %s failed on %s", delivery.channel, delivery.id)
            words = f"internal fault: {type(error).__name__}: {error}"
            self._try_again(delivery, words, report, doubt=handed_over)
        else:
            self.store.accepted(delivery, self.clock())
            report.accepted += 1
            log.info("%s accepted at try %d", delivery.id, delivery.attempts)

    def _channel(self, delivery: Delivery) -> Channel:
        channel = self.channels.get(delivery.channel)
        if channel is None:
            known = ", ".join(sorted(self.channels))
            raise ChannelDownError(f"no channel {delivery.channel!r} is set up; there are: {known}")
        return channel

    def _try_again(
        self, delivery: Delivery, words: str, report: DeliverReport, *, doubt: bool
    ) -> None:
        if doubt and self.options.on_doubt == "hold":
            self._bury(delivery, f"held, perhaps it arrived: {words}", report)
            return
        if delivery.attempts >= self.options.max_attempts:
            self._bury(delivery, f"given up after {delivery.attempts} tries: {words}", report)
            return
        if doubt:
            log.warning("%s is sent again and may come twice: %s", delivery.id, words)
        wait = backoff(delivery, self.options)
        self.store.retry(delivery, words, self.clock() + timedelta(seconds=wait))
        report.retried += 1
        log.info("%s is tried again in %d s: %s", delivery.id, wait, words)

    def _channel_is_down(self, delivery: Delivery, words: str, report: DeliverReport) -> None:
        report.down[delivery.channel] = words
        log.error("channel %s is down: %s", delivery.channel, words)
        self._postpone(delivery, words, report)
        self.operator.tell(
            f"channel {delivery.channel} is down",
            f"No digest can be sent by {delivery.channel}: {words}\n"
            "Everything waits and is tried again every few minutes; nothing is lost.",
            self.clock(),
            at_fault=delivery.channel,
        )

    def _postpone(self, delivery: Delivery, words: str, report: DeliverReport) -> None:
        wait = min(self.options.retry_max, self.options.retry_base * _DOWN_WAITS)
        at = self.clock() + timedelta(seconds=wait * _spread(delivery))
        self.store.postpone(delivery, words, at)
        report.postponed += 1

    def _bury(self, delivery: Delivery, words: str, report: DeliverReport) -> None:
        self.store.dead(delivery, words, self.clock())
        report.dead += 1
        log.error("%s is a dead letter: %s", delivery.id, words)
        reader = delivery.subscriber or delivery.id
        self.operator.tell(
            f"dead letter for {reader}",
            f"The digest {delivery.digest} for {reader} was not delivered by "
            f"{delivery.channel}: {words}",
            self.clock(),
        )


def backoff(delivery: Delivery, options: DeliverOptions) -> float:
    """Seconds until the next try: doubling from the base to the cap, spread by the id."""
    doubled = options.retry_base * 2.0 ** (max(delivery.attempts, 1) - 1)
    return min(options.retry_max, doubled) * _spread(delivery)


def _spread(delivery: Delivery) -> float:
    seed = hashlib.sha256(f"{delivery.id}/{delivery.attempts}".encode()).digest()
    return 1 + _JITTER * int.from_bytes(seed[:4]) / 2**32
