from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.core.composing.subject import LONGEST, cut, subject, width
from chipwire.core.model import Tier
from support import sample_digest as sample

DAY = date(2026, 11, 24)


def of(*verdicts):
    stories = [sample.story(f"s{at}", verdict) for at, verdict in enumerate(verdicts)]
    return sample.composed(stories).subject


def one(id_, title, *, tier=Tier.WIRE, language="en", **more):
    return sample.judged(id_, more.pop("outlet", id_), tier, language, title, **more)


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("H20 licences back", 52, "H20 licences back"),
        ("H20 licences back.", 52, "H20 licences back"),
        (
            "US adds fourteen firms to Entity List over AI chip diversion",
            52,
            "US adds fourteen firms to Entity List",
        ),
        (
            "Additions to the Entity List; Revision of Existing Entries",
            70,
            "Additions to the Entity List",
        ),
        (
            "Brüssel prüft eigene Exportkontrollen für Lithografie aus Holland",
            52,
            "Brüssel prüft eigene Exportkontrollen",
        ),
        ("华为公布昇腾950量产时间表，高带宽内存改用自研", 40, "华为公布昇腾950量产时间表"),
        ("Beijing adds two magnets to its rare earth list", 34, "Beijing adds two magnets to its…"),
        ("商务部宣布对六种镓锗锑相关物项实施出口管制措施", 30, ""),
        ("Donaudampfschifffahrtsgesellschaftskapitänsmütze", 30, ""),
    ],
)
def test_a_headline_is_cut_where_it_still_says_something_whole(text, room, expected):
    assert cut(text, room) == expected


@given(st.text(st.sampled_from("ab ,;:H2出口管 "), max_size=120), st.integers(10, 60))
def test_no_word_is_ever_cut(text, room):
    head = cut(text, room)

    assert width(head) <= room
    words = " ".join(text.split())
    rest = words[len(head.removesuffix("…")) :]
    latin = head.removesuffix("…")[-1:].isascii() and head.removesuffix("…")[-1:].isalnum()
    assert not (head and latin and rest[:1].isascii() and rest[:1].isalnum())


def test_the_subject_tells_the_day():
    assert sample.full().subject == (
        "Washington puts 12 firms on Entity List; Nvidia wins back licences to ship H20…; 4 more"
    )


@pytest.mark.parametrize("digest", [sample.full(), sample.many(500)])
def test_the_subject_keeps_its_length(digest):
    assert width(digest.subject) <= LONGEST


def test_one_event_is_not_told_twice():
    said = of(
        one("a", "Washington lists [[entity-list:Entity List]] firms of [[huawei:Huawei]]"),
        one("b", "[[entity-list:Entity List]] grows by firms of [[huawei:Huawei]]"),
        one("c", "[[asml:ASML]] raises its outlook", score=0.6),
    )

    assert said == "Washington lists Entity List firms of Huawei; ASML raises its outlook; 1 more"


def test_a_registers_title_gives_way_to_a_reporters():
    rule = one(
        "a",
        "Additions of Entities to the [[entity-list:Entity List]]; Revision of Entries",
        tier=Tier.OFFICIAL,
    )
    wire = one("b", "Twelve firms join [[entity-list:Entity List]]", score=0.6)
    german = one("b", "Zwölf Firmen auf der [[entity-list:Entity List]]", language="de")

    assert of(rule, wire) == "Twelve firms join Entity List; 1 more"
    assert of(rule, german) == "Additions of Entities to the Entity List; 1 more"


def test_a_long_chinese_headline_stands_whole_rather_than_broken():
    words = "商务部宣布对六种镓锗锑相关物项实施出口管制措施自公布之日起施行请相关企业注意"

    assert of(one("a", f"[[h20:{words}]]", language="zh")) == words


def test_a_day_without_stories_says_which_kind_it_is():
    assert subject([], DAY, blind=False) == "Quiet: nothing on your topics, 24 November"
    assert subject([], DAY, blind=True) == "Blind: no feed could be read, 24 November"
