"""Feeds are written by strangers; what they write stays text."""

from dataclasses import replace
from email.message import EmailMessage

import pytest
from lxml import etree
from lxml import html as lxml_html

from chipwire.core.model import Tier
from chipwire.core.rendering import render_atom, render_html, render_message, render_page
from support import sample_digest as sample

ENVIRONMENT = sample.templates()

ATTACKS = [
    "<script>alert(1)</script>",
    "<style>body{display:none}</style>",
    "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% for x in y %}",
    "]]><x/>",
    "\r\nBcc: all@example.org",
    "\u202egnihtyna\u202c",
    "\x00\x1b[31m",
    "half \ud800 pair",
]


def attacked(words):
    verdict = sample.judged(
        f"id{words[:3]}",
        f"Outlet {words}",
        Tier.WIRE,
        "en",
        f"[[h20:H20]] {words}",
        f"It says [[smic:SMIC]] {words}",
        why=[words],
        names=[words],
        facts={"effective_on": "2027-01-01"},
        url=f"https://news.example/{words}",
    )
    digest = sample.composed([sample.story("s", verdict)])
    notes = [replace(note, title=words, detail=words) for note in digest.receipt.notes]
    return replace(digest, receipt=replace(digest.receipt, notes=tuple(notes)))


@pytest.mark.parametrize("words", ATTACKS)
def test_nothing_of_a_feed_becomes_markup(words):
    digest = attacked(words)
    for text in (render_html(digest, ENVIRONMENT), render_page(digest, ENVIRONMENT)):
        page = lxml_html.document_fromstring(text)
        assert not list(page.iter("script", "img", "x"))
        assert len(list(page.iter("style"))) == 1
        assert page.xpath("//@onerror") == []
        assert all(
            link.startswith(("https://news.example/", "index.html", "digests.xml"))
            for link in page.xpath("//@href")
        )
        assert "\u202e" not in text
        assert "\x00" not in text
        assert "49" not in page.xpath("//h3")[0].text_content()


@pytest.mark.parametrize("words", ATTACKS)
def test_a_mail_can_be_built_of_it_and_its_subject_is_one_line(words):
    message = render_message(attacked(words), ENVIRONMENT)
    mail = EmailMessage()
    mail["Subject"] = message.subject
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")

    assert mail["Bcc"] is None
    assert b"\nBcc:" not in mail.as_bytes()
    assert "\n" not in message.subject
    assert "\x1b" not in message.text


@pytest.mark.parametrize("words", ATTACKS)
def test_the_feed_stays_well_formed(words):
    root = etree.fromstring(render_atom([attacked(words)], ENVIRONMENT).encode())

    assert len(root.findall("{http://www.w3.org/2005/Atom}entry")) == 1


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "//x"])
def test_other_addresses_are_no_links(url):
    verdict = sample.judged("x", "Wire", Tier.WIRE, "en", "[[h20:H20]] is back", url=url)
    message = render_message(sample.composed([sample.story("s", verdict)]), ENVIRONMENT)

    assert lxml_html.document_fromstring(message.html).xpath("//a") == []
    assert url not in message.html
    assert url not in message.text
