"""Alerts: stories over a reader's bar, told at once and once, in the ledger that digests use."""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from chipwire.core.clustering import independent
from chipwire.core.composing import ComposeOptions, compose_alert
from chipwire.core.model import Alert, AlertRules, Subscriber
from chipwire.core.timing.due import local_today, paused
from chipwire.jobs.deliver import never
from chipwire.jobs.digest import Wanted, deliveries_of, in_format
from chipwire.ports import AlertRenderer, AlertStore, Operator, StoreError

log = logging.getLogger(__name__)

_DEFAULTS = ComposeOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerter:
    """quiet hours → store.span → composing → rendering → store.queue."""

    store: AlertStore
    renderer: AlertRenderer
    operator: Operator
    options: ComposeOptions = _DEFAULTS
    domain: str = "localhost"

    def alert(
        self,
        wanted: Wanted,
        stopped: Collection[str],
        now: datetime,
        should_stop: Callable[[], bool] = never,
    ) -> int:
        """Every alert that is wanted now: how many messages; asks to stop between two readers.

        What quiet hours or the hour's limit hold back is found again by a later call, until a
        digest covers it. One reader's fault is told to the operator, and the rest go on.

        Raises:
            StoreError: the database cannot be used.
        """
        sent = 0
        for subscriber in wanted.subscribers:
            if should_stop():
                break
            if subscriber.alert is not None and subscriber.id not in stopped:
                sent += self._guarded(subscriber, subscriber.alert, wanted, now)
        return sent

    def _guarded(
        self, subscriber: Subscriber, rules: AlertRules, wanted: Wanted, now: datetime
    ) -> bool:
        try:
            if _silent(subscriber, rules, now):
                return False
            return self._one(subscriber, rules, wanted, now)
        except StoreError:
            raise
        except Exception as error:
            log.exception("no alert for %s", subscriber.id)
            self.operator.tell(
                f"no alert for {subscriber.id}",
                f"An alert for {subscriber.id} could not be made: {type(error).__name__}: {error}\n"
                "Its stories come with the digest.",
                now,
            )
            return False

    def _one(
        self, subscriber: Subscriber, rules: AlertRules, wanted: Wanted, now: datetime
    ) -> bool:
        span = self.store.span(subscriber, now)
        if not span.stories or span.messages >= rules.per_hour:
            return False
        alert = compose_alert(
            subscriber,
            watchlist=wanted.watchlist,
            stories=span.stories,
            fresh=span.fresh,
            local_date=local_today(subscriber.zone, now),
            now=now,
            independent=independent,
            options=self.options,
        )
        return alert is not None and self._queue(alert, subscriber, now)

    def _queue(self, alert: Alert, subscriber: Subscriber, now: datetime) -> bool:
        message = in_format(self.renderer.alert(alert), subscriber)
        deliveries = deliveries_of(alert, message, subscriber, self.domain)
        if not self.store.queue(alert, deliveries, now):
            return False
        log.info("alert %s queued: %d stories", alert.id, len(alert.entries))
        return True


def _silent(subscriber: Subscriber, rules: AlertRules, now: datetime) -> bool:
    local = now.astimezone(ZoneInfo(subscriber.zone))
    return paused(subscriber, local.date()) or rules.quiet_at(local.time())
