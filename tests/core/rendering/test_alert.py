import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from chipwire.core.clustering import independent
from chipwire.core.composing import compose_alert
from chipwire.core.model import AlertRules
from chipwire.core.rendering import (
    render_alert,
    render_atom,
    render_html,
    render_json,
    render_page,
    render_text,
)
from support import sample_digest as sample

ENVIRONMENT = sample.templates()


def alert():
    stories = [
        sample.story("s-licences", *sample.LICENCES),
        sample.story("s-c", sample.OTHERS[0][1]),
    ]
    return compose_alert(
        replace(sample.READER, alert=AlertRules(threshold=0.8)),
        watchlist=sample.WATCHLIST,
        stories=stories,
        fresh={one.article.id for told in stories for one in told.verdicts},
        local_date=sample.TODAY,
        now=sample.NOW,
        independent=independent,
    )


def words(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_an_alert_tells_its_stories_in_html_and_text_alike():
    message = render_alert(alert(), ENVIRONMENT, "https://desk.example/u/abc")

    assert (
        message.subject
        == "Alert: Nvidia wins back licences to ship H20 chips to 14 Chinese buyers; 1 more"
    )
    assert "2 stories that you asked to hear of at once." in message.text
    for text in (words(message.html), " ".join(message.text.replace("*", "").split())):
        assert "Nvidia wins back licences to ship H20 chips to 14 Chinese buyers" in text
        assert "华为公布昇腾950量产时间表" in text
        assert "Why: H20 in the headline" in text
        assert "Tuesday, 24 November 2026, 07:00 (Europe/Berlin)" in text
    assert 'lang="zh"' in message.html
    assert message.html.count("https://desk.example/u/abc") == 1
    assert "https://desk.example/u/abc" in message.text
    assert all(len(line) <= 72 for line in message.text.splitlines() if line.isascii())


def test_hostile_words_stay_words():
    told = alert()
    lead = replace(
        told.entries[0].reports[0], title="<script>alert(1)</script>", url="javascript:x"
    )
    entry = replace(told.entries[0], reports=(lead,), flags=())
    message = render_alert(
        replace(told, entries=(entry,), subject="Alert: a\r\nBcc: b"), ENVIRONMENT
    )

    assert "<script" not in message.html
    assert "javascript:" not in message.html + message.text
    assert message.subject == "Alert: a Bcc: b"


@pytest.mark.parametrize("render", [render_html, render_page, render_text, render_atom])
def test_every_rendering_of_the_digest_says_when_a_story_was_told(render):
    at = sample.NOW - timedelta(hours=1)
    stories = [sample.story("s", sample.LICENCES[0])]
    digest = sample.composed(stories, alerted={"s": at})
    given = [digest] if render is render_atom else digest

    assert "alerted at 06:00" in " ".join(render(given, ENVIRONMENT).split())
    assert "2026-11-24T05:00:00+00:00" in render_json(digest)
