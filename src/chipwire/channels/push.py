"""Push messages through Apprise: Slack, Teams, ntfy, Matrix, webhooks; one URL a recipient."""

import logging
from collections.abc import Callable
from typing import Any

from chipwire.core.model import Delivery
from chipwire.ports import ChannelDownError, PermanentError, TransientError

_LONGEST = 3_500
"""Characters of text: under the 4,000 that the shortest of the common services take."""


class PushChannel:
    """Sends the subject as title and the text part as body. The URL holds secrets: never log it."""

    name = "push"

    def send(self, delivery: Delivery, handing_over: Callable[[], None]) -> None:
        """Returns when the service took it.

        Raises:
            ChannelDownError: Apprise is not installed.
            PermanentError: no service is known for the URL.
            TransientError: the service did not take it (Apprise says no more than that).
        """
        notifier = _apprise().Apprise()
        if not notifier.add(delivery.recipient):
            raise PermanentError(
                "not a push address that Apprise knows; see its list of services for the form"
            )
        handing_over()
        if not notifier.notify(title=delivery.message.subject, body=_short(delivery.message.text)):
            raise TransientError("the push service did not take the message")

    def close(self) -> None:
        """Nothing is kept open."""


def _apprise() -> Any:
    try:
        import apprise  # late: optional, and it takes a second to load
    except ImportError as error:
        raise ChannelDownError(
            "push messages need the extra part: pip install 'chipwire[push]'"
        ) from error
    # Its own records may name whole URLs, secrets included.
    logging.getLogger("apprise").setLevel(logging.CRITICAL)
    return apprise


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
