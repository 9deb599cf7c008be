"""What a reader chose, and what only their own mail may hold."""

import json
from dataclasses import replace

import pytest
from lxml import html as lxml_html

from chipwire.core.model import Length
from chipwire.core.rendering import (
    render_html,
    render_json,
    render_message,
    render_page,
    render_text,
)
from chipwire.core.rendering.view import view_of
from support import sample_digest as sample

ENVIRONMENT = sample.templates()
STOP = "https://news.example.org/u/YW5uYQ.c2VjcmV0?a=1&b=2"


def test_the_mail_shows_how_to_stop_it_and_the_archive_does_not():
    digest = sample.full()
    message = render_message(digest, ENVIRONMENT, STOP)

    (link,) = lxml_html.document_fromstring(message.html).xpath("//a[text()='Unsubscribe']")
    assert link.get("href") == STOP
    assert message.text.endswith(f"\nUnsubscribe: {STOP}\n")
    renderings = [render(digest, ENVIRONMENT) for render in (render_page, render_html, render_text)]
    for other in [*renderings, render_json(digest)]:
        assert "Unsubscribe" not in other
        assert "/u/" not in other


def test_without_a_way_to_stop_the_mail_names_none():
    message = render_message(sample.full(), ENVIRONMENT)

    assert "Unsubscribe" not in message.html + message.text


@pytest.mark.parametrize("digest", [sample.many(500), sample.full(), sample.blind()])
def test_the_stop_link_is_there_at_any_size(digest):
    message = render_message(digest, ENVIRONMENT, STOP)

    assert "Unsubscribe" in message.html
    assert len(message.html.encode()) <= 90_000


@pytest.mark.parametrize(
    ("length", "full", "lines"),
    [
        (Length(), 30, 0),
        (Length(full=5), 5, 30),
        (Length(full=0), 0, 30),
        (Length(full=5, lines=7), 5, 7),
        (Length(full=0, lines=0), 0, 0),
        (Length(full=100, lines=0), 30, 0),
    ],
)
def test_a_reader_sets_the_length_and_must_see_stories_are_never_cut(length, full, lines):
    digest = replace(sample.many(30), length=length)
    must_see = [entry for entry in view_of(digest).entries if entry.must_see]
    assert must_see

    message = render_message(digest, ENVIRONMENT)

    printed = lxml_html.document_fromstring(message.html).xpath("//h3")
    expected = min(30, full + len(must_see))
    counted = max(0, 30 - expected - lines)
    assert len(printed) == expected
    titles = {" ".join(heading.text_content().split()) for heading in printed}
    assert {entry.lead.title for entry in must_see} <= titles
    for part in (message.html, message.text):
        assert (f"And {counted} more stor" in part) is (counted > 0)


def test_the_archive_page_has_every_story_in_full_whatever_the_mail_had():
    digest = replace(sample.many(60), length=Length(full=0, lines=0))

    page = lxml_html.document_fromstring(render_page(digest, ENVIRONMENT))

    assert len(page.xpath("//h3")) == 60


def test_which_of_several_digests_and_how_far_it_catches_up_stand_in_every_rendering():
    late = "Catches up: this digest covers 21 November to 24 November; none went out between."
    digest = replace(
        sample.full(), at="18:00", summary=(late,), catches_up_from=sample.TODAY.replace(day=21)
    )
    message = render_message(digest, ENVIRONMENT)

    for part in (message.html, message.text, render_page(digest, ENVIRONMENT)):
        words = " ".join(part.split())
        assert "Tuesday, 24 November 2026, 18:00" in words
        assert late in words.replace("\n", " ")
    stored = json.loads(render_json(digest))["digest"]
    assert (stored["at"], stored["catches_up_from"]) == ("18:00", "2026-11-21")
    assert stored["summary"] == [late]
