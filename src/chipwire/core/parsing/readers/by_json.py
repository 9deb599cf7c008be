"""JSON Feed, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from typing import Any

from chipwire.core.parsing.readers.raw import RawFeed, RawItem


def read(text: str) -> RawFeed | None:
    """The feed, or None where the JSON is none.

    Raises:
        ValueError: the text is not JSON.
        RecursionError: it nests deeper than any feed does.
    """
    data = json.loads(text)
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        return None
    version = text_of(data.get("version"))
    if "jsonfeed.org" not in version and not _looks_like_items(data["items"]):
        return None
    items = [each for each in data["items"] if isinstance(each, dict)]
    odd = len(data["items"]) - len(items)
    return RawFeed(
        format="json",
        title=text_of(data.get("title")),
        links=texts_of(data.get("home_page_url")),
        language=text_of(data.get("language")) or None,
        items=tuple(map(_item, items)),
        problems=(f"{odd} entries of `items` are no objects.",) if odd else (),
    )


def _looks_like_items(items: list[Any]) -> bool:
    """A feed without its version line still has items with ids or links and words."""
    names = {"url", "id", "title", "content_html", "content_text", "date_published"}
    return bool(items) and all(isinstance(i, dict) and len(names & i.keys()) > 1 for i in items)


def _item(item: dict[str, Any]) -> RawItem:
    return RawItem(
        links=texts_of(item.get("url"), item.get("external_url")),
        guid=text_of(item.get("id")) or None,
        title=text_of(item.get("title")),
        bodies=texts_of(item.get("content_html"), item.get("content_text"), item.get("summary")),
        dates=texts_of(item.get("date_published"), item.get("date_modified")),
        language=text_of(item.get("language")) or None,
    )


def text_of(value: object) -> str:
    """A JSON value as text, "" for what is none.

    Readers of JSON Feed 1 must take numbers where strings are asked for.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def texts_of(*values: object) -> tuple[str, ...]:
    """Those of the values that are texts and say something."""
    return tuple(filter(None, map(text_of, values)))
