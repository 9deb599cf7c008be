"""What a mail program and its reader get: size, marks, languages, colours, columns."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from chipwire.core.model import Tier
from chipwire.core.rendering import render_html, render_index, render_message, render_page
from chipwire.core.rendering.columns import width
from chipwire.core.rendering.render import PastDigest
from support import sample_digest as sample

ENVIRONMENT = sample.templates()
LIMIT = 90_000


def rendered(digest):
    return lxml_html.document_fromstring(render_html(digest, ENVIRONMENT))


def test_the_words_of_every_flag_are_marked():
    digest = sample.full()
    marked = {node.text_content() for node in rendered(digest).find_class("m")}

    for entry in digest.entries:
        for flag in entry.flags:
            assert any(proof.surface in marked for proof in flag.evidence), flag.topic


def test_every_foreign_headline_and_sentence_names_its_language():
    page = rendered(sample.full())

    headings = [heading.get("lang") for heading in page.iter("h3")]
    assert headings == ["en", "en", "zh", "de", "en", "en"]
    chinese = [node for node in page.find_class("say") if "昇腾" in node.text_content()]
    assert chinese[0].get("lang") == "zh"


def test_a_sentence_of_another_report_names_its_outlet():
    lead = sample.judged("a", "Lead", Tier.WIRE, "en", "[[h20:H20]] is back", score=0.9)
    other = sample.judged(
        "b", "Zweitblatt", Tier.WIRE, "de", "Neues", "Auch [[smic:SMIC]] liefert.", score=0.7
    )
    page = rendered(sample.composed([sample.story("s", lead, other)]))

    (sentence,) = page.find_class("say")
    assert sentence.text_content() == "Auch SMIC liefert. (Zweitblatt)"
    assert sentence.get("lang") == "de"


def test_topics_of_other_reports_are_named_apart_from_the_flags_of_the_lead():
    lead = sample.judged("a", "Lead", Tier.WIRE, "en", "[[h20:H20]] is back", score=0.9)
    other = sample.judged("b", "Other", Tier.WIRE, "en", "[[smic:SMIC]] too", score=0.7)
    message = render_message(sample.composed([sample.story("s", lead, other)]), ENVIRONMENT)
    page = lxml_html.document_fromstring(message.html)

    assert [chip.text_content() for chip in page.find_class("f")] == ["H20\u00a0h20\u00a00.95"]
    assert "Other reports name SMIC smic\u00a00.95" in page.text_content()
    assert "H20 [h20] 0.95; other reports name SMIC [smic] 0.95" in message.text


def test_an_outlet_with_several_reports_is_named_once():
    reports = [
        sample.judged(f"r{at}", "Wire" if at % 2 else "Post", Tier.WIRE, "en", f"[[h20:H20]] {at}")
        for at in range(5)
    ]
    message = render_message(sample.composed([sample.story("s", *reports)]), ENVIRONMENT)
    page = lxml_html.document_fromstring(message.html)

    coverage = next(p for p in page.find_class("meta") if "reports" in p.text_content())
    assert " ".join(coverage.text_content().split()).endswith(": Wire 2, Post 2")
    assert "Wire [2] [3], Post [4] [5]" in " ".join(message.text.split())


def test_headings_are_in_order_and_the_receipt_is_last():
    levels = [int(node.tag[1]) for node in rendered(sample.full()).iter("h1", "h2", "h3")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert list(rendered(sample.full()).iter("h2"))[-1].text_content() == "Receipt"


def test_nothing_is_fetched_or_run_by_opening_the_mail():
    page = rendered(sample.full())

    assert not list(page.iter("script", "img", "link", "iframe", "object", "form", "svg", "base"))
    assert "url(" not in render_html(sample.full(), ENVIRONMENT)
    assert all(link.startswith("https://news.example/") for link in page.xpath("//@href"))


@pytest.mark.parametrize("make", [sample.full, sample.empty, sample.many])
def test_all_but_the_at_rules_is_inlined(make):
    page = rendered(make())

    (style,) = page.iter("style")
    outside = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", style.text)
    assert outside.strip() == ""
    assert all(node.get("style") for node in page.find_class("f"))
    assert render_html(make(), ENVIRONMENT).index("charset") < 1024


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_from_its_ground(dark):
    """Contrast of at least 4.5 (WCAG 2.2, 1.4.3) for every text colour of the style sheet."""
    css = (sample.TEMPLATES / "styles.html").read_text("utf-8")
    light, _, night = css.partition("@media (prefers-color-scheme:dark)")
    paper = re.findall(r"\.paper\{[^}]*background-color:(#\w+)", night if dark else light)[0]
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", night if dark else light)
    checked = 0
    for selector, body in rules:
        colour = re.search(r"(?<![-\w])color:(#\w+)", body)
        ground = re.search(r"background-color:(#\w+)", body)
        if colour:
            checked += 1
            assert contrast(colour[1], ground[1] if ground else paper) >= 4.5, selector
    assert checked >= 6


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("make", [sample.full, sample.empty, sample.blind, sample.many])
def test_the_text_part_keeps_to_72_columns_but_for_addresses(make):
    lines = render_message(make(), ENVIRONMENT).text.splitlines()

    assert [line for line in lines if width(line) > 72 and "] http" not in line] == []
    assert not any(line != line.rstrip() for line in lines)


def test_five_hundred_stories_fit_and_must_see_ones_are_in_full():
    digest = sample.many()
    html = render_html(digest, ENVIRONMENT)
    page = lxml_html.document_fromstring(html)

    assert 60_000 < len(html.encode()) <= LIMIT
    full = {" ".join(h.text_content().split()) for h in page.iter("h3") if h.get("class") is None}
    must_see = {entry.reports[0].title for entry in digest.entries if entry.must_see}
    assert len(must_see) == 10
    assert must_see <= full
    assert all(title in render_page(digest, ENVIRONMENT) for title in ("number 499", "number 3"))


WORST = st.text(alphabet="&<>\"'芯片 H\u202e\n", min_size=100, max_size=400)


@settings(max_examples=8, deadline=None)
@given(WORST, st.integers(20, 160))
def test_the_mail_fits_whatever_stands_in_it(text, number):
    stories = [
        sample.story(
            f"s{at}",
            *(
                sample.judged(
                    f"v{at}-{n}",
                    text[:90],
                    Tier.OFFICIAL,
                    "zh",
                    f"[[h20:H20]]{text}",
                    f"[[smic:SMIC]]{text * 3}",
                    names=[text],
                    facts={"effective_on": "2027-01-01"},
                    url="https://x.example/" + "&" * 900,
                )
                for n in range(3)
            ),
        )
        for at in range(number)
    ]

    assert len(render_html(sample.composed(stories), ENVIRONMENT).encode()) <= LIMIT


def test_a_known_story_without_news_is_one_line_at_the_end():
    old = sample.judged("o", "Wire", Tier.WIRE, "en", "Word on [[h20:H20]]", score=0.9)
    new = sample.judged("n", "Wire", Tier.WIRE, "en", "More on [[h20:H20]]", score=0.9)
    before = sample.composed([sample.story("s", old)], local_date=sample.TODAY.replace(day=23))
    digest = sample.composed([sample.story("s", old, new)], ["n"], previous=[before])
    page = rendered(digest)

    assert [h2.text_content() for h2 in page.iter("h2")] == [
        "You know these; nothing new",
        "Receipt",
    ]
    assert page.find_class("line")[0].text_content() == "More on H20 Wire [h20], day 2"


def test_a_report_without_address_time_or_language_is_still_told():
    verdict = sample.judged("x", "Wire", Tier.WIRE, "en", "[[h20:H20]] rumour", url=None)
    bare = replace(verdict, article=replace(verdict.article, language=None, published=None))
    message = render_message(sample.composed([sample.story("s", bare)]), ENVIRONMENT)

    assert "no time given, language unknown" in message.text
    assert "<h3 dir" in message.html


def test_the_index_links_to_every_page():
    past = [
        PastDigest(href=f"{day}.html", date=day, subject=f"News <{day}>", preview="3 stories")
        for day in ("2026-11-24", "2026-11-23")
    ]
    page = lxml_html.document_fromstring(render_index(past, ENVIRONMENT))

    assert page.xpath("//a/@href") == ["digests.xml", "2026-11-24.html", "2026-11-23.html"]
    assert page.xpath("//a")[1].text_content() == "News <2026-11-24>"
