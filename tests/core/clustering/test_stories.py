from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chipwire.core.clustering import TUNING, Grouping, group
from chipwire.core.model import Story
from support.reports import NOON, parts, report

HEADLINES = (
    "Netherlands seizes chipmaker Nexperia",
    "Niederlande übernehmen Kontrolle über Chiphersteller Nexperia",
    "荷兰接管安世半导体",
    "Nexperia boss fights Dutch seizure in court",
    "Samsung union votes for strike at Pyeongtaek",
    "三星工会投票罢工",
    "Intel to cut 8,500 jobs in Ireland",
    "Intel streicht 8500 Stellen in Irland",
    "Micron to invest $9.6 billion in Hiroshima",
    "美光投资 96 亿美元在广岛建厂",
    "Morning briefing: Samsung strike, Intel job cuts",
    "",
)
TEXTS = ("", "The ministry said so on Monday.", "罢工将持续三天。")
UNRELATED = report(
    "unrelated", "Bakery on Elm Lane wins prize for rye loaves", "Crusty, says jury."
)


@st.composite
def batches(draw: st.DrawFn) -> list:
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from(HEADLINES),
                st.sampled_from(TEXTS),
                st.one_of(st.none(), st.integers(0, 300)),
            ),
            max_size=10,
        )
    )
    return [
        report(
            str(number),
            title,
            text or (title or "Untitled note"),
            published=None if hours is None else NOON + timedelta(hours=hours),
        )
        for number, (title, text, hours) in enumerate(drawn)
    ]


@settings(max_examples=60, deadline=None)
@given(batches(), st.randoms(use_true_random=False))
def test_order_within_a_batch_changes_nothing(batch, random) -> None:
    shuffled = list(batch)
    random.shuffle(shuffled)
    assert {(one.article, one.story) for one in group(batch)} == {
        (one.article, one.story) for one in group(shuffled)
    }


@settings(max_examples=60, deadline=None)
@given(batches())
def test_grouping_again_changes_nothing(batch) -> None:
    grouping = Grouping()
    first = grouping.assign(batch)
    again = grouping.assign(batch)
    assert [one.story for one in again] == [one.story for one in first]
    assert [one.story for one in group([*batch, *batch])] == [one.story for one in first] * 2


@settings(max_examples=60, deadline=None)
@given(batches(), st.one_of(st.none(), st.integers(-10, 310)))
def test_an_unrelated_article_changes_nothing(batch, hours) -> None:
    at = None if hours is None else NOON + timedelta(hours=hours)
    stranger = report("unrelated", UNRELATED.article.title, published=at)
    with_it = [one for one in group([stranger, *batch]) if one.article != "unrelated"]
    assert with_it == group(batch)
    assert parts(group([stranger, *batch])) - parts(group(batch)) == {frozenset({"unrelated"})}


@settings(max_examples=40, deadline=None)
@given(batches())
def test_polls_in_order_of_time_give_what_one_batch_gives(batch) -> None:
    dated = [one for one in batch if one.article.published]
    dated.sort(key=lambda one: (one.article.published, one.article.title, one.article.text))
    grouping = Grouping()
    polled = [grouping.assign([one])[0] for one in dated]
    assert parts(polled) == parts(group(dated))


def _story(*verdicts, ident="7") -> Story:
    return Story(id=ident, verdicts=verdicts, opened=NOON, updated=NOON)


def test_joins_an_open_story_under_its_own_id_with_a_reason() -> None:
    known = report("1", "Netherlands seizes chipmaker Nexperia")
    (one,) = group([report("2", "荷兰接管安世半导体")], [_story(known)])
    assert one.story == "7"
    assert "nexperia" in one.reason


def test_opens_a_story_named_after_its_article() -> None:
    (one,) = group([report("2", "Intel streicht 8500 Stellen in Irland")])
    assert one.story == "new:2"


@pytest.mark.parametrize(
    ("days", "joined"), [(1.0, True), (TUNING.quiet - 1, True), (TUNING.quiet + 0.1, False)]
)
def test_a_story_closes_after_a_quiet_time(days: float, joined: bool) -> None:
    title = "Samsung union votes for strike at Pyeongtaek"
    later = report("2", title, published=NOON + timedelta(days=days))
    (one,) = group([later], [_story(report("1", title))])
    assert (one.story == "7") is joined


RULE = "In this final rule, the Bureau of Industry and Security amends the regulations by adding "
LIST = {"title": "Additions to the Entity List", "outlet": "Federal Register"}


def _rule(ident: str, text: str, title: str = "Additions to the Entity List", hours: int = 0):
    return report(
        ident,
        title,
        RULE + text,
        outlet="Federal Register",
        published=NOON + timedelta(hours=hours),
    )


def test_two_official_documents_of_one_title_stay_apart() -> None:
    twelve = _rule("1", "twelve entities under the destination of Türkiye.")
    thirty = _rule("2", "thirty entities under the destination of China.", hours=24)
    assert len(parts(group([twelve, thirty]))) == 2


def test_a_correction_joins_the_document_that_it_corrects_and_no_other() -> None:
    first = _rule("1", "twelve entities under the destination of Türkiye.")
    other = _rule("2", "a licence exception for servers.", title="Licence Exception for Servers")
    fixed = _rule("3", "an address.", title="Additions to the Entity List; Correction", hours=900)
    assert parts(group([first, other, fixed])) == {frozenset({"1", "3"}), frozenset({"2"})}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nvidia quarterly revenue rises to $66.1 billion", "US grants Nvidia licence for China"),
        ("Trump sets 30% tariff on Taiwanese chips", "Trump sets 25% tariff on Korean chips"),
        ("Micron builds plant in Hiroshima", "Micron builds plant in Gujarat"),
        ("TSMC second quarter profit up 40%", "TSMC third quarter profit up 55%"),
        ("Mittwoch: Intel streicht 8500 Stellen", "Intel streicht 8500 Stellen in Irland"),
        ("Apple opens store in Munich", "Apple sues former engineer in California"),
    ],
)
def test_keeps_apart_what_a_careful_reader_keeps_apart(one: str, other: str) -> None:
    assert len(parts(group([report("1", one), report("2", other)]))) == 2


def test_a_weekly_column_is_a_new_story_every_week() -> None:
    texts = (
        "Memory makers quarrel over wafer prices while a Korean line stands still after an alarm, "
        "and two start-ups for optical links merge at last. Readers ask about glass substrates.",
        "Licensing staff fall behind by three months, Dutch engineers come home from service, and "
        "a lawmaker wants to count every accelerator. Also, what a ship of used servers is worth.",
    )
    columns = [report(str(n), "The week in chips", text) for n, text in enumerate(texts)]
    assert len(parts(group(columns))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US takes 10% stake in Intel", "USA steigen mit zehnprozentigem Anteil bei Intel ein"),
        ("Huawei to invest $600B in fabs", "华为将投资 6000 亿美元建晶圆厂"),
        ("Huawei investiert 600 Milliarden Dollar in Fabriken", "華為將投資 6000 億美元建晶圓廠"),
        ("China bans Micron chips", "China bans  MICRON chips!"),
    ],
)  # fmt: skip
def test_joins_one_event_told_in_two_ways(one: str, other: str) -> None:
    assert len(parts(group([report("1", one), report("2", other)]))) == 1
