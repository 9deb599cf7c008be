"""All renderings are of one snapshot: they tell the same stories, in the same order."""

import json
import re
from dataclasses import dataclass
from itertools import takewhile

import pytest
from lxml import etree
from lxml import html as lxml_html

from chipwire.core.rendering import (
    render_atom,
    render_html,
    render_json,
    render_message,
    render_page,
    render_subject,
    render_text,
)
from chipwire.core.rendering.view import view_of
from support import sample_digest as sample

ENVIRONMENT = sample.templates()
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@dataclass(frozen=True)
class Item:
    title: str
    url: str | None
    topics: tuple[str, ...]
    outlet: str


def items_of_view(digest):
    return [
        Item(
            entry.lead.title,
            entry.lead.url,
            tuple(flag.topic for flag in entry.flags),
            entry.lead.outlet,
        )
        for entry in view_of(digest).entries
    ]


def items_of_html(text):
    items = []
    for heading in lxml_html.document_fromstring(text).iter("h3"):
        meta = heading.getnext()
        topics = [node.text_content().split("\u00a0")[0] for node in flag_ids(heading)]
        links = heading.xpath(".//a/@href")
        items.append(
            Item(
                " ".join(heading.text_content().split()),
                links[0] if links else None,
                tuple(topics),
                meta.text_content().split(" (")[0],
            )
        )
    return items


def flag_ids(heading):
    below = takewhile(lambda node: node.tag == "p", heading.itersiblings())
    return [found for node in below for found in node.find_class("i")]


def items_of_json(text):
    return [
        Item(
            entry["reports"][0]["title"],
            entry["reports"][0]["url"],
            tuple(flag["topic"] for flag in entry["flags"]),
            entry["reports"][0]["outlet"],
        )
        for entry in json.loads(text)["digest"]["entries"]
    ]


def items_of_atom(text):
    return [
        Item(
            entry.findtext("a:title", namespaces=ATOM),
            entry.find("a:link", ATOM).get("href"),
            tuple(node.get("term") for node in entry.findall("a:category", ATOM)),
            entry.findtext("a:content", namespaces=ATOM).split(" (")[0],
        )
        for entry in etree.fromstring(text.encode()).findall("a:entry", ATOM)
    ]


@pytest.mark.parametrize("make", [sample.full, sample.empty, sample.blind])
def test_every_rendering_tells_the_same_items(make):
    digest = make()
    items = items_of_view(digest)

    assert items_of_html(render_html(digest, ENVIRONMENT)) == items
    assert items_of_html(render_page(digest, ENVIRONMENT)) == items
    assert items_of_json(render_json(digest, ENVIRONMENT)) == items
    assert items_of_atom(render_atom([digest], ENVIRONMENT)) == items
    assert_text_tells(render_text(digest, ENVIRONMENT), items)


def assert_text_tells(text, items):
    flat = "".join(text.replace("*", "").split())
    at = 0
    for item in items:
        at = flat.index("".join(item.title.split()), at)
        assert item.outlet.replace(" ", "") in flat[at : at + 400]
        for topic in item.topics:
            assert f"[{topic}]" in flat[at : at + 700]
        assert f"] {item.url}" in text


@pytest.mark.parametrize("make", [sample.full, sample.empty, sample.blind, sample.many])
def test_mail_parts_say_the_same_words(make):
    digest = make()
    view = view_of(digest)
    message = render_message(digest, ENVIRONMENT)
    page = lxml_html.document_fromstring(message.html).text_content()
    text = " ".join(message.text.split())

    for words in (view.day, view.preview, *view.summary, *view.receipt):
        assert words in page
        assert words in text
    assert message.subject == render_subject(digest, ENVIRONMENT) == view.subject


def test_what_a_mail_has_no_room_for_stands_whole_on_the_attached_page() -> None:
    digest = sample.many()
    message = render_message(digest, ENVIRONMENT)
    assert message.page == render_page(digest, ENVIRONMENT)
    assert "the attached page has every one in full" in " ".join(message.text.split())
    assert render_message(sample.full(), ENVIRONMENT).page == ""


def test_both_parts_print_the_same_stories_of_a_long_day():
    message = render_message(sample.many(), ENVIRONMENT)
    page = lxml_html.document_fromstring(message.html).body.text_content()

    number = re.compile(r"Ministry number (\d+) weighs what")
    in_page = [int(found) for found in number.findall(" ".join(page.split()))]
    in_text = [int(found) for found in number.findall(" ".join(message.text.split()))]

    counted = re.search(r"And (\d+) more stories", page)
    assert in_page == in_text
    assert len(set(in_page)) + int(counted[1]) == 500
    assert f"And {counted[1]} more stories" in message.text
