from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chipwire.core.clustering import independent
from chipwire.core.composing import ComposeOptions, compose
from chipwire.core.composing.history import with_history
from chipwire.core.model import FeedState, LeftOut, Receipt, Subscriber, Tier
from support import sample_digest as sample

SUB = sample.READER


def one(id_="x1", *, title="[[h20:H20]] licences", text="", tier=Tier.WIRE, language="en", **more):
    return sample.judged(id_, more.pop("outlet", "Wire"), tier, language, title, text, **more)


def named(label, **more):
    verdict = one(**more)
    return replace(
        verdict,
        entities=tuple(replace(entity, label=label) for entity in verdict.entities),
    )


def spanning(
    *, feeds=None, previous=(), covers_from=sample.YESTERDAY, seen=0, backlog=0, unmatched=0, **more
):
    """A span without stories, with counts of its own."""
    usual, states = sample.feeds()
    return compose(
        SUB,
        watchlist=sample.WATCHLIST,
        stories=[],
        fresh=[],
        seen=seen,
        backlog=backlog,
        unmatched=unmatched,
        feeds=usual if feeds is None else feeds,
        states=states,
        previous=previous,
        local_date=sample.TODAY,
        after=0,
        through=seen,
        covers_from=covers_from,
        now=sample.NOW,
        independent=independent,
        **more,
    )


def stories_of(digest):
    return [entry.story for entry in digest.entries]


def left_out(digest):
    return {item.reason: item.count for item in digest.receipt.left_out}


@pytest.mark.parametrize(
    ("reader", "verdict", "reason"),
    [
        (SUB, one(score=0.5), None),
        (SUB, one(score=0.49), "below your threshold"),
        (replace(SUB, threshold=0.9), one(score=0.8), "below your threshold"),
        (replace(SUB, threshold=0.0), one(score=0.0), None),
        (replace(SUB, topics=("asml",)), one(), "on topics you do not follow"),
        (replace(SUB, groups=("AI chips",)), one(), None),
        (replace(SUB, topics=("asml",), groups=("AI chips",)), one(), None),
        (replace(SUB, groups=("policy",)), one(), "on topics you do not follow"),
        (replace(SUB, languages=("de",)), one(), "in a language you do not read"),
        (replace(SUB, languages=("zh",)), one(language="zh-Hant"), None),
        (replace(SUB, languages=("de",)), one(language=None), None),
        (SUB, one(title="[[gone:Gone]] topic"), "on a topic no longer watched"),
    ],
)
def test_a_story_is_shown_or_its_article_has_a_reason(reader, verdict, reason):
    digest = sample.composed([sample.story("s", verdict)], subscriber=reader)

    assert stories_of(digest) == ([] if reason else ["s"])
    assert left_out(digest) == ({reason: 1} if reason else {})


def test_only_the_best_new_article_decides_about_the_threshold():
    told = sample.story("s", one("old", score=0.9), one("new", score=0.3))

    digest = sample.composed([told], ["new"])

    assert stories_of(digest) == []
    assert left_out(digest) == {"below your threshold": 1}


def test_only_followed_topics_are_flagged():
    verdict = one(title="[[nvidia:Nvidia]] and [[h20:H20]]")

    digest = sample.composed([sample.story("s", verdict)], subscriber=replace(SUB, topics=("h20",)))

    assert [flag.topic for flag in digest.entries[0].flags] == ["h20"]


def test_backlog_is_counted_and_not_shown():
    verdict = one()
    old = replace(verdict, article=replace(verdict.article, backlog=True))

    digest = sample.composed([sample.story("s", old)], [], backlog=1)

    assert stories_of(digest) == []
    assert digest.receipt.backlog == 1


def test_flagged_articles_without_a_story_are_counted():
    digest = spanning(seen=10, backlog=1, unmatched=7)

    assert left_out(digest) == {"flagged, but in no story": 2}


VERDICTS = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.sampled_from(["h20", "asml", "huawei", "gone"]),
        st.sampled_from(["en", "de", "zh", None]),
        st.floats(0, 1),
        st.booleans(),
    ),
    max_size=30,
)
READERS = st.builds(
    Subscriber,
    id=st.just("r"),
    address=st.just("r@example.org"),
    topics=st.sets(st.sampled_from(["h20", "asml", "huawei"])).map(tuple),
    languages=st.sets(st.sampled_from(["en", "de", "zh"])).map(tuple),
    threshold=st.none() | st.floats(0, 1),
    known_stories=st.sampled_from([None, "line", "omit"]),
)


@settings(max_examples=60, deadline=None)
@given(
    VERDICTS,
    READERS,
    st.integers(0, 9),
    st.none() | st.integers(0, 99),
    st.sampled_from(["line", "omit"]),
)
def test_the_receipt_adds_up_to_the_last_article(rows, reader, backlog, reread, known):
    groups: dict[int, list] = {}
    fresh = []
    for at, (group, topic, language, score, is_fresh) in enumerate(rows):
        verdict = one(f"v{at}", title=f"[[{topic}:word]]", language=language, score=score)
        groups.setdefault(group, []).append(verdict)
        fresh += [f"v{at}"] if is_fresh else []
    stories = [sample.story(f"s{group}", *verdicts) for group, verdicts in groups.items()]
    before = sample.composed(stories, [id_ for id_ in fresh if id_ < "v2"], subscriber=reader)

    digest = sample.composed(
        stories,
        fresh,
        subscriber=reader,
        backlog=backlog,
        reread=reread,
        previous=[before],
        options=ComposeOptions(known_stories=known),
    )

    receipt = digest.receipt
    printed = [report.article for entry in digest.entries for report in entry.reports]
    assert receipt.matched == len(fresh)
    assert receipt.shown == len(printed) == len(set(printed))
    gone = [article for item in receipt.left_out for article in item.articles]
    assert sorted([*printed, *gone]) == sorted(fresh)
    assert all(item.count == len(item.articles) for item in receipt.left_out)
    assert receipt.stories == len(digest.entries)
    assert receipt.fetched == (None if reread is None else reread + receipt.seen)
    assert receipt.seen == receipt.backlog + receipt.unmatched + len(fresh)
    omits = (reader.known_stories or known) == "omit"
    assert not omits or not any(entry.brief for entry in digest.entries)
    assert omits or receipt.grouped == receipt.shown


@pytest.mark.parametrize(
    "wrong",
    [
        {"seen": 9},
        {"shown": 3},
        {"relevant": 3},
        {"grouped": 3},
        {"known": 4},
        {"fetched": None},
        {"backlog": -1, "unmatched": 6},
        {"left_out": (LeftOut(reason="lost", count=1),)},
    ],
)
def test_a_receipt_that_does_not_add_up_cannot_be_made(wrong):
    fine = sample.full().receipt
    right = {"fetched": 13, "known": 3, "seen": 10, "backlog": 1, "unmatched": 4, "left_out": ()}
    right |= dict.fromkeys(("matched", "relevant", "grouped", "shown"), 5)
    assert isinstance(replace(fine, **right), Receipt)

    with pytest.raises(ValueError, match="receipt"):
        replace(fine, **{**right, **wrong})


def test_official_documents_come_first_then_must_see_then_rank():
    stories = [
        sample.story("low", one("a", title="[[asml:ASML]] asks", score=0.6)),
        sample.story("high", one("b", title="[[asml:ASML]] sells", score=0.9)),
        sample.story("must", one("c", title="[[h20:H20]] stays", score=0.55)),
        sample.story("law", one("d", title="[[bis:BIS]] rule", tier=Tier.OFFICIAL, score=0.51)),
    ]

    digest = sample.composed(stories)

    assert stories_of(digest) == ["law", "must", "high", "low"]
    assert [section.topic for section in digest.sections] == ["", "h20", "asml"]


def test_the_record_itself_leads_its_story():
    told = sample.story(
        "s",
        one("wire", outlet="Wire", score=0.95),
        one("rule", outlet="Register", tier=Tier.OFFICIAL, score=0.7),
    )

    entry = sample.composed([told]).entries[0]

    assert [report.article for report in entry.reports] == ["rule", "wire"]
    assert entry.score == 0.95


def test_the_rank_is_the_sum_of_its_parts_and_never_above_one():
    for entry in sample.many(80).entries:
        assert entry.rank == pytest.approx(sum(part.value for part in entry.rank_parts))
        assert 0 <= entry.rank <= 1


def test_reprints_are_one_report_carried_twice():
    text = (
        "The [[export-controls:licences]] cover fourteen buyers, lapse after half a year and"
        " oblige each of them to report every board that it receives within five days."
    )
    told = sample.story(
        "s",
        one("a", outlet="A", text=text, hours=5),
        one("b", outlet="B", text=text, hours=4),
        one("c", outlet="C", title="Washington eases on [[h20:H20]]", text="Own reporting here."),
    )

    entry = sample.composed([told]).entries[0]

    assert entry.independent == 2
    assert [report.article for report in entry.reports if report.copy] == ["b"]


@pytest.mark.parametrize(
    ("newer", "news"),
    [
        ([one("n", title="Word on [[h20:H20]] soon")], ""),
        ([one("n", title="Word on [[h20:H20]] in 2026 soon")], ""),
        ([one("n", title="Word on [[h20:H20]]: 14 buyers")], "new figure 14"),
        ([one("n", tier=Tier.OFFICIAL)], "an official document"),
        ([one("n", names=["Acme Corp"])], "new name Acme Corp"),
        ([named("GPE", id_="n", names=["Penang"])], ""),
        ([one(f"n{at}", outlet=f"O{at}") for at in range(3)], "a jump in coverage"),
        ([one(f"n{at}", outlet=f"O{at}") for at in range(2)], ""),
    ],
)
def test_a_known_story_comes_back_with_what_is_new(newer, news):
    old = one("old", title="Word on [[h20:H20]] soon")
    before = sample.composed([sample.story("s", old)], local_date=sample.TODAY - timedelta(days=2))
    stories = [sample.story("s", old, *newer)]
    fresh = [verdict.article.id for verdict in newer]

    entry = sample.composed(stories, fresh, previous=[before]).entries[0]
    omitting = sample.composed(
        stories, fresh, previous=[before], options=ComposeOptions(known_stories="omit")
    )

    assert (entry.news, entry.brief, entry.day, entry.earlier) == (news, not news, 3, 1)
    assert [report.article for report in entry.reports] == fresh
    assert stories_of(omitting) == (["s"] if news else [])
    assert left_out(omitting) == ({} if news else {"nothing new in a story you know": len(fresh)})


def test_new_outlets_are_counted_and_the_picture_shows_both_days():
    digest = sample.full()
    entry = next(entry for entry in digest.entries if entry.story == "s-licences")

    assert (entry.day, entry.new_outlets, entry.earlier) == (2, 3, 1)
    assert next(one.history for one in digest.sections if one.topic == "h20")[-2:] == (1, 1)


def test_dates_ahead_are_told_and_dates_past_are_not():
    facts = {"effective_on": "2026-11-25", "comments_close_on": "2026-11-01", "type": "Rule"}

    digest = sample.composed([sample.story("s", one(tier=Tier.OFFICIAL, facts=facts))])

    assert [(date.on.isoformat(), date.what) for date in digest.dates_ahead] == [
        ("2026-11-25", "takes effect")
    ]


def test_new_names_are_those_no_earlier_digest_held():
    first = sample.composed(
        [sample.story("s", one(title="Acme [[h20:H20]]", names=["Acme", "Bolt"]))]
    )
    told = one("y", title="Bolt and Cobalt on [[h20:H20]]", names=["Bolt", "Cobalt"])

    second = sample.composed([sample.story("t", told)], previous=[first])

    assert first.new_names == ()
    assert [name.name for name in second.new_names] == ["Cobalt"]


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([one("a", title="Cobalt on [[h20:H20]]", names=["Cobalt"])], ["Cobalt"]),
        ([one("a", names=["Cobalt"])], []),
        ([one("a", names=["Cobalt"]), one("b", names=["Cobalt"])], []),
        ([one("a", names=["Cobalt"]), one("b", outlet="B", names=["Cobalt"])], ["Cobalt"]),
        ([named("GPE", id_="a", title="Cobalt [[h20:H20]]", names=["Cobalt"])], []),
        ([one("a", title="Nvidia [[h20:H20]]", names=["nvidia"])], []),
        ([one("a", title="Wire [[h20:H20]]", names=["Wire"])], []),
        (
            [one("a", title="A B C D E F G [[h20:H20]]", names=list("GFEDCBA"))],
            list("ABCDE"),
        ),
    ],
)
def test_new_names_stay_few_and_worth_a_look(verdicts, expected):
    digest = sample.composed([sample.story("s", *verdicts)], previous=[sample.empty()])

    assert [name.name for name in digest.new_names] == expected


def test_a_quiet_day_is_not_a_blind_one():
    quiet, blind = sample.empty(), sample.blind()

    assert not quiet.blind
    assert "quiet day" in quiet.preview
    assert quiet.subject == "Quiet: nothing on your topics, 24 November"
    assert blind.blind
    assert "blind day" in blind.preview
    assert blind.subject == "Blind: no feed could be read, 24 November"


def test_a_few_feeds_read_is_a_gap_that_the_summary_names():
    feeds, _ = sample.feeds(failing=True)
    feeds[0] = replace(feeds[0], health=replace(feeds[0].health, last_success=sample.NOW))

    digest = spanning(feeds=feeds, seen=3, unmatched=3)

    assert not digest.blind
    assert digest.summary[0] == "Only 1 of 64 feeds could be read: expect gaps."


def test_feeds_are_counted_by_their_state():
    receipt = sample.full().receipt

    assert (receipt.feeds, receipt.feeds_checked) == (64, 64)
    assert (receipt.feeds_failed, receipt.feeds_silent, receipt.feeds_never) == (2, 1, 1)
    assert {note.state for note in receipt.notes} == {
        FeedState.FAILING,
        FeedState.GONE,
        FeedState.QUIET,
        FeedState.NEVER_WORKED,
    }


@pytest.mark.parametrize(
    ("back", "said"),
    [
        (timedelta(days=3), "21 November to 24 November; none went out between."),
        (timedelta(days=400), "20 October 2025 to 24 November; none went out between."),
        (timedelta(hours=1), "what earlier ones of today should have."),
    ],
)
def test_a_digest_that_catches_up_says_which_days_it_covers(back, said):
    digest = spanning(covers_from=sample.NOW - back, catches_up=True)

    assert digest.summary[0] == f"Catches up: this digest covers {said}"
    assert digest.catches_up_from == (sample.NOW - back).date()
    assert len(digest.summary) <= 5


def test_a_long_span_alone_is_no_catching_up():
    digest = spanning(covers_from=sample.NOW - timedelta(days=7))

    assert digest.catches_up_from is None
    assert not any("Catches up" in line for line in digest.summary)


def test_one_of_several_digests_of_a_date_is_named_by_its_time():
    digest = spanning(at="18:00")

    assert digest.id.endswith("2026-11-24T18:00")
    assert digest.slot.stem == "2026-11-24-1800"


def test_a_story_in_two_digests_of_one_date_counts_once_in_the_picture():
    first = sample.full()
    noon = replace(first, at="12:00")

    sections = with_history(first.sections, first.entries, [noon, first], sample.TODAY)

    alone = with_history(first.sections, first.entries, [], sample.TODAY)
    assert sections == alone


def test_no_feeds_at_all_is_blind_too():
    digest = spanning(feeds=[])

    assert digest.blind
    assert digest.preview.startswith("No feed is configured")


def test_a_service_that_slept_since_the_last_digest_is_blind():
    before = replace(sample.empty(), created=sample.NOW - timedelta(days=3))
    feeds, _ = sample.feeds()
    slept = [
        replace(feed, health=replace(feed.health, last_success=sample.NOW - timedelta(days=4)))
        for feed in feeds
    ]

    digest = spanning(feeds=slept, covers_from=None, previous=[before])

    assert digest.blind
    assert digest.covers_from == before.created


def test_the_summary_has_at_most_five_lines():
    assert 0 < len(sample.full().summary) <= 5


def test_the_same_input_gives_the_same_digest_whatever_its_order():
    stories = [sample.story(f"s{at}", one(f"v{at}", score=0.7)) for at in range(9)]

    assert sample.composed(stories) == sample.composed(stories[::-1])


def test_a_late_evening_belongs_to_the_readers_own_date():
    now = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)

    digest = sample.composed([], now=now, local_date=sample.TODAY + timedelta(days=1))

    assert digest.id == "desk/2026-11-25"
