"""The renderings. All of them are made from one view of one snapshot."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment

from chipwire.core.model import Digest, Message
from chipwire.core.model.snapshot import FORMAT, plain
from chipwire.core.rendering.environment import render
from chipwire.core.rendering.plan import EVERYTHING, MAIL_BYTES, Plan, planned, plans
from chipwire.core.rendering.view import DigestView, view_of
from chipwire.core.text.lines import one_line

if TYPE_CHECKING:
    from css_inline import CSSInliner


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDigest:
    """A line of the archive's index: where the page lies, relative to the index."""

    href: str
    date: str
    subject: str
    preview: str


class Footnotes:
    """Numbers the links of one text in the order they are first named."""

    def __init__(self) -> None:
        self.urls: list[str] = []

    def mark(self, url: str | None) -> str:
        """` [3]` for the third link; nothing without an address."""
        if url is None:
            return ""
        if url not in self.urls:
            self.urls.append(url)
        return f" [{self.urls.index(url) + 1}]"


def render_message(digest: Digest, environment: Environment, stop: str = "") -> Message:
    """Subject, HTML and text of one mail, with the same stories at the same length.

    `stop` is the address that ends the reader's mails. It stands in no snapshot and on no page:
    whoever has it can use it.

    Raises:
        TemplateError: a built-in template is missing or broken.
    """
    view = view_of(digest)
    html, plan = _fitted(view, environment, stop)
    return Message(
        subject=_subject(view, environment),
        html=html,
        text=_text(view, plan, environment, stop),
        page=render_page(digest, environment) if plan.cut else "",
    )


def render_html(digest: Digest, environment: Environment) -> str:
    """The mail's HTML part: inlined CSS, at most 90,000 bytes as UTF-8."""
    return _fitted(view_of(digest), environment)[0]


def render_text(digest: Digest, environment: Environment) -> str:
    """The mail's text part, in 72 columns."""
    view = view_of(digest)
    return _text(view, _fitted(view, environment)[1], environment)


def render_subject(digest: Digest, environment: Environment) -> str:
    """The subject: one line without control characters."""
    return _subject(view_of(digest), environment)


def render_page(digest: Digest, environment: Environment) -> str:
    """The archive's page: every story in full, and how its rank came about."""
    view = view_of(digest)
    plan = planned(view.entries, EVERYTHING)
    context = {"digest": view, "plan": plan, "stop": ""}
    return inlined(render(environment, "page.html", context))


def render_index(past: Sequence[PastDigest], environment: Environment) -> str:
    """The archive's index page, in the order given."""
    return inlined(render(environment, "index.html", {"past": past}))


def render_atom(digests: Sequence[Digest], environment: Environment) -> str:
    """An Atom 1.0 feed (RFC 4287) of the digests' stories, in the order given."""
    views = [view_of(digest) for digest in digests]
    return render(environment, "feed.xml", {"digests": views})


def render_json(digest: Digest, environment: Environment | None = None) -> str:  # noqa: ARG001 # same shape as the other renderings
    """The snapshot itself, indented, in UTF-8 characters."""
    data = {"format": FORMAT, "digest": plain(digest)}
    text = json.dumps(data, indent=2, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def _fitted(view: DigestView, environment: Environment, stop: str = "") -> tuple[str, Plan]:
    """The fullest HTML part that fits, found by halving; the last plan is taken as it is."""
    candidates = plans(view.entries, view.length)
    best = _mail(view, candidates[0], environment, stop), candidates[0]
    if _fits(best[0]):
        return best
    low, high = 1, len(candidates) - 1
    while low < high:
        middle = (low + high) // 2
        html = _mail(view, candidates[middle], environment, stop)
        if _fits(html):
            best, high = (html, candidates[middle]), middle
        else:
            low = middle + 1
    if best[1] is not candidates[high]:
        best = _mail(view, candidates[high], environment, stop), candidates[high]
    return best


def _mail(view: DigestView, plan: Plan, environment: Environment, stop: str) -> str:
    context = {"digest": view, "plan": plan, "stop": stop}
    return inlined(render(environment, "digest.html", context))


def _fits(html: str) -> bool:
    return len(html.encode()) <= MAIL_BYTES


def _subject(view: DigestView, environment: Environment) -> str:
    return one_line(render(environment, "digest.subject.txt", {"digest": view}))


def _text(view: DigestView, plan: Plan, environment: Environment, stop: str = "") -> str:
    context = {"digest": view, "plan": plan, "notes": Footnotes(), "stop": stop}
    text = render(environment, "digest.txt", context)
    return text.strip("\n") + "\n"


def inlined(html: str) -> str:
    """Styles on the elements themselves; only the at-rules stay, at the end of the head.

    css-inline puts them first, where they would push the charset out of the first 1,024 bytes
    in which HTML wants it.
    """
    inlined = _inliner().inline(html)
    start, opening, rest = inlined.partition("<style>")
    rules, closing, rest = rest.partition("</style>")
    head, end, body = rest.partition("</head>")
    return f"{start}{head}{opening}{rules}{closing}{end}{body}"


@cache
def _inliner() -> "CSSInliner":
    from css_inline import CSSInliner

    return CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
