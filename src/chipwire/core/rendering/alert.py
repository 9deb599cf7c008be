"""An alert as a message: a few stories in full, from the alert alone."""

from dataclasses import dataclass

from jinja2 import Environment

from chipwire.core.model import Alert, Message
from chipwire.core.rendering.environment import render
from chipwire.core.rendering.render import Footnotes, inlined
from chipwire.core.rendering.times import clock, long_day
from chipwire.core.rendering.view import EntryView, entry_view
from chipwire.core.text.lines import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertView:
    """All that the templates of an alert see."""

    id: str
    subject: str
    preview: str
    day: str
    made: str
    zone: str
    entries: tuple[EntryView, ...]


def render_alert(alert: Alert, environment: Environment, stop: str = "") -> Message:
    """Subject, HTML and text of one alert; `stop` is the address that ends the reader's mails.

    Raises:
        TemplateError: a built-in template is missing or broken.
    """
    view = _view(alert)
    context = {"alert": view, "notes": Footnotes(), "stop": stop}
    return Message(
        subject=one_line(render(environment, "alert.subject.txt", context)),
        html=inlined(render(environment, "alert.html", context)),
        text=render(environment, "alert.txt", context).strip("\n") + "\n",
    )


def _view(alert: Alert) -> AlertView:
    return AlertView(
        id=alert.id,
        subject=one_line(alert.subject),
        preview=one_line(alert.preview),
        day=long_day(alert.local_date),
        made=clock(alert.created, alert.zone, alert.local_date),
        zone=alert.zone,
        entries=tuple(entry_view(entry, alert) for entry in alert.entries),
    )
