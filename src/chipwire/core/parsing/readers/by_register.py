"""The Federal Register's JSON API, version 1 (https://www.federalregister.gov/developers/documentation/api/v1).

A feed of this kind is a search's address, `…/api/v1/documents.json?conditions[…]=…`. What is
searched for may stand in the address or in the feed's options; fields, order and page size are
added here, so that every document comes with its own dates.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from chipwire.core.parsing.readers.by_json import text_of, texts_of
from chipwire.core.parsing.readers.raw import RawFeed, RawItem
from chipwire.core.parsing.refusals import NotAFeedError
from chipwire.core.parsing.words import title_text

PAGE_SIZE = 100
"""Documents of one answer; the API allows up to 1,000."""
MAX_FACT = 300
"""Longest fact in characters; a longer one is cut."""

_FIELDS = (
    "title",
    "type",
    "abstract",
    "action",
    "document_number",
    "citation",
    "docket_ids",
    "agency_names",
    "publication_date",
    "effective_on",
    "comments_close_on",
    "html_url",
    "pdf_url",
)
_FACTS = {
    "type": ("type",),
    "action": ("action",),
    "document": ("document_number",),
    "citation": ("citation",),
    "docket": ("docket_ids", "docket_numbers"),
    "agencies": ("agency_names",),
    "effective": ("effective_on",),
    "comments close": ("comments_close_on",),
}


OPTIONS = ("agencies", "types", "term", "docket", "significant")
"""What a feed may search for; agencies and types may be several, of which any will do."""
TYPES = {
    "rule": "RULE",
    "proposed rule": "PRORULE",
    "notice": "NOTICE",
    "presidential document": "PRESDOCU",
}
"""Types of documents as the Register itself prints them → as its interface calls them."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_AGENCY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def asked(url: str, options: Mapping[str, object]) -> str:
    """The search's address with its conditions, and the fields, order and page size read here.

    Whatever the address says of them itself stands; other answers of the API (the public
    inspection desk) have no such choices and are asked as they are.
    """
    parts = urlsplit(url)
    if not parts.path.endswith("/documents.json"):
        return url
    said = parse_qsl(parts.query, keep_blank_values=True)
    said += [pair for pair in _conditions(options) if pair not in said]
    names = {name for name, _ in said}
    wanted = [("fields[]", name) for name in _FIELDS] if "fields[]" not in names else []
    wanted += [
        pair for pair in (("order", "newest"), ("per_page", str(PAGE_SIZE))) if pair[0] not in names
    ]
    return parts._replace(query=urlencode([*said, *wanted]), fragment="").geturl()


def mistakes(options: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """Option, what is wrong with it, and what would be right."""
    for agency in _several(options, "agencies"):
        if not _AGENCY.fullmatch(agency):
            hint = "write it as in its page's address, such as industry-and-security-bureau"
            yield "agencies", f"{agency[:60]!r} is no agency's short name", hint
    for name in _several(options, "types"):
        if name.lower() not in TYPES:
            yield "types", f"{name[:60]!r} is no type of document", f"there are: {', '.join(TYPES)}"
    for name in ("term", "docket"):
        if isinstance(options.get(name), Mapping | list | bool):
            yield name, "is no text", "write words, such as `advanced computing`"
    if not isinstance(options.get("significant", True), bool):
        yield "significant", "is neither true nor false", "write true"


def _conditions(options: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The interface's own parameters; what is no condition is left out."""
    for agency in _several(options, "agencies"):
        yield "conditions[agencies][]", agency
    for name in _several(options, "types"):
        if kind := TYPES.get(name.lower()):
            yield "conditions[type][]", kind
    if term := text_of(options.get("term")):
        yield "conditions[term]", term
    if docket := text_of(options.get("docket")):
        yield "conditions[docket_id]", docket
    if isinstance(options.get("significant"), bool):
        yield "conditions[significant]", str(int(options["significant"] is True))


def _several(options: Mapping[str, object], name: str) -> list[str]:
    given = options.get(name)
    return [
        text for one in (given if isinstance(given, list) else [given]) if (text := text_of(one))
    ]


def further(text: str, since: datetime) -> tuple[str, ...]:
    """The next page's address, while all of this page that has a date is as new as `since`."""
    answer = _answer(text)
    said = [text_of(each.get("publication_date"))[:10] for each in _documents(answer)]
    dates = list(filter(_DATE.fullmatch, said))
    following = text_of(answer.get("next_page_url"))
    return (following,) if following and dates and min(dates) >= f"{since:%Y-%m-%d}" else ()


def read(text: str) -> RawFeed:
    """One answer's documents.

    Raises:
        NotAFeedError: the JSON is broken, or is another answer.
    """
    answer = _answer(text)
    return RawFeed(
        format="federal-register",
        title=text_of(answer.get("description")),
        language="en",
        items=tuple(map(_item, _documents(answer))),
    )


def _answer(text: str) -> Mapping[str, Any]:
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAFeedError("JSON that is broken, or text that looks like JSON") from error
    if not isinstance(answer, dict) or not ("results" in answer or answer.get("count") == 0):
        raise NotAFeedError("JSON without the results of a Federal Register search")
    return answer


def _documents(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    results = answer.get("results")
    return [each for each in results if isinstance(each, dict)] if isinstance(results, list) else []


def _item(document: Mapping[str, Any]) -> RawItem:
    return RawItem(
        links=texts_of(document.get("html_url"), document.get("pdf_url")),
        guid=text_of(document.get("document_number")) or None,
        title=text_of(document.get("title")),
        bodies=texts_of(document.get("abstract")),
        dates=texts_of(document.get("filed_at"), document.get("publication_date")),
        facts=_facts(document),
    )


def _facts(document: Mapping[str, Any]) -> dict[str, str]:
    found = {
        name: next(filter(None, (_fact(document.get(field)) for field in fields)), "")
        for name, fields in _FACTS.items()
    }
    return {name: value for name, value in found.items() if value}


def _fact(value: object) -> str:
    words = ", ".join(map(text_of, value)) if isinstance(value, list) else text_of(value)
    return title_text(words)[:MAX_FACT]
