"""The renderer: snapshots as messages, by the user's templates first and the built-in next."""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from chipwire.core.model import Alert, Digest, Message
from chipwire.core.rendering import (
    PastDigest,
    TemplateProblem,
    prepare,
    render_alert,
    render_atom,
    render_html,
    render_index,
    render_json,
    render_message,
    render_page,
    render_subject,
    render_text,
    unreadable,
)
from chipwire.seeds.folder import shipped_folder

if TYPE_CHECKING:
    from jinja2 import Environment

Format = Literal["html", "text", "json"]


class Stationery:
    """Implements `ports.Renderer` over a folder of the user's templates, if there is one."""

    def __init__(
        self,
        own: Path | None,
        on_problem: Callable[[TemplateProblem], None],
        stop: Callable[[str], str] = lambda _: "",
    ) -> None:
        """`on_problem` hears of each own template that could not be used.

        `stop` gives the address that ends a subscriber's mails; only messages show it.
        """
        self._own = own
        self._stop = stop
        self._on_problem = on_problem

    def message(self, digest: Digest) -> Message:
        """Subject, HTML and text, all from the snapshot alone."""
        return render_message(digest, self._environment, self._stop(digest.subscriber))

    def alert(self, alert: Alert) -> Message:
        """Subject, HTML and text, all from the alert alone."""
        return render_alert(alert, self._environment, self._stop(alert.subscriber))

    def rendered(self, digest: Digest, form: Format) -> str:
        """The snapshot in one form: the mail's HTML, its text, or the data."""
        render = {"html": render_html, "text": render_text, "json": render_json}[form]
        return render(digest, self._environment)

    def subject(self, digest: Digest) -> str:
        """The subject line alone."""
        return render_subject(digest, self._environment)

    def page(self, digest: Digest) -> str:
        """The archive's page: every story in full."""
        return render_page(digest, self._environment)

    def index(self, past: Sequence[PastDigest]) -> str:
        """The archive's index page."""
        return render_index(past, self._environment)

    def feed(self, digests: Sequence[Digest]) -> str:
        """The stories of these digests as an Atom feed."""
        return render_atom(digests, self._environment)

    def broken(self, name: str) -> list[TemplateProblem]:
        """What keeps a template from being read at all; nothing if it can be."""
        return unreadable(self._environment, name)

    @cached_property
    def _environment(self) -> "Environment":
        from jinja2 import Environment, FileSystemLoader

        builtin = FileSystemLoader(shipped_folder("templates"))
        own = [FileSystemLoader(self._own)] if self._own else []
        return prepare(Environment(autoescape=True), builtin, own, on_problem=self._on_problem)
