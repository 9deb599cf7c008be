from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chipwire.core.parsing.identity import Traits, content_hash, identities

NOON = datetime(2026, 11, 24, 12, 0, 7, tzinfo=UTC)
HOMES = ("https://news.example/feed", "https://news.example/")
ITEM = Traits(
    guid="urn:1", link="https://news.example/a", title="H20 ban", text="Words", published=NOON
)
OTHER = Traits(
    guid="urn:2",
    link="https://news.example/b",
    title="Budget",
    text="Other words",
    published=NOON - timedelta(hours=1),
)
SEASON = timedelta(days=90)


def known(before: list[Traits], after: list[Traits]) -> list[bool]:
    """Which of the later document's items a store that knows the earlier one recognises."""
    seen = {key for keys in identities(before, HOMES) for key in keys}
    return [bool(seen & set(keys)) for keys in identities(after, HOMES)]


def same(changed: Traits, item: Traits = ITEM) -> bool:
    """Whether the changed item is recognised, beside one that stays."""
    return known([item, OTHER], [changed, OTHER])[0]


def test_an_edited_headline_is_the_same_item() -> None:
    assert same(replace(ITEM, title="H20 ban widened", text="More", published=NOON + SEASON))
    assert same(replace(ITEM, guid=None, title="New"), replace(ITEM, guid=None))
    assert same(replace(ITEM, link=None, title="New"), replace(ITEM, link=None))


def test_a_changed_guid_is_the_same_item() -> None:
    assert same(replace(ITEM, guid="urn:9"))
    assert same(replace(ITEM, guid="urn:9", title="H20 ban widened"))
    assert same(replace(ITEM, guid=None))


def test_a_changed_link_is_the_same_item() -> None:
    assert same(replace(ITEM, link="https://news.example/elsewhere"))
    assert same(replace(ITEM, guid=None, link="http://www.news.example/a/?utm_source=rss"), ITEM)


def test_a_move_that_changes_guid_and_link_is_recognised_by_words_and_time() -> None:
    assert same(replace(ITEM, guid="urn:9", link="https://new.example/a"))


def test_a_guid_that_is_an_address_may_move_to_https() -> None:
    before = replace(ITEM, guid="http://news.example/?p=1", link="http://news.example/a")
    after = replace(ITEM, guid="https://news.example/?p=1", link=None, title="Edited")
    assert same(after, before)


def test_items_that_share_one_link_stay_apart() -> None:
    items = [
        replace(
            ITEM, guid=None, link="https://news.example/all", title=f"Headline {n}", published=None
        )
        for n in range(4)
    ]
    assert known(items[:3], items) == [True, True, True, False]


def test_a_feed_that_shows_one_item_at_a_time_on_one_page_stays_apart() -> None:
    first = replace(ITEM, link="https://news.example/latest")
    second = replace(OTHER, link="https://news.example/latest")
    assert known([first], [second]) == [False]
    assert known([first], [replace(first, guid="urn:9")]) == [True]


def test_a_link_to_the_site_itself_names_no_item() -> None:
    first = replace(ITEM, guid=None, link="https://news.example/")
    second = replace(OTHER, guid=None, link="https://news.example/")
    assert known([first], [second]) == [False]


def test_a_guid_shared_by_different_items_names_none_of_them() -> None:
    items = [
        replace(
            ITEM, guid="x", link=f"https://news.example/{n}", title=f"Headline {n}", text=str(n)
        )
        for n in range(3)
    ]
    assert known(items[:2], items) == [True, True, False]


def test_headlines_alone_are_enough() -> None:
    items = [
        Traits(guid=None, link=None, title=f"Headline {n}", text="", published=None)
        for n in range(3)
    ]
    assert known(items[:2], items) == [True, True, False]


def test_a_daily_headline_without_link_or_guid_is_new_each_day() -> None:
    today = Traits(guid=None, link=None, title="Daily briefing", text="", published=NOON)
    tomorrow = replace(today, published=NOON + timedelta(days=1))
    assert known([today], [tomorrow]) == [False]


def test_an_edited_headline_with_nothing_but_its_time_is_the_same() -> None:
    before = Traits(guid=None, link=None, title="H20 ban", text="", published=NOON)
    other = replace(before, title="Budget", published=NOON - timedelta(hours=1))
    assert known([before, other], [replace(before, title="H20 ban widened"), other]) == [True, True]


def test_the_same_words_on_the_same_day_under_other_links_are_other_items() -> None:
    notice = replace(ITEM, title="Notice", text="", published=None)
    other = replace(notice, guid="urn:3", link="https://news.example/c")
    assert known([notice, OTHER], [other, OTHER])[0] is False


def test_an_item_listed_twice_is_one_item() -> None:
    first, second, _ = identities([ITEM, ITEM, OTHER], HOMES)
    assert first == second


def test_the_content_hash_follows_the_words() -> None:
    assert content_hash("A  b", "c\nd") == content_hash("A b", "c d")
    assert len({content_hash("A", "b"), content_hash("A", "c"), content_hash("Ab", "")}) == 3


TRAITS = st.builds(
    Traits,
    guid=st.sampled_from([None, "1", "2", "https://news.example/a"]),
    link=st.sampled_from([None, "https://news.example/a", "https://news.example/b", HOMES[1]]),
    title=st.sampled_from(["", "One", "Two", "Three"]),
    text=st.sampled_from(["", "words", "other " * 30]),
    published=st.sampled_from([None, NOON, NOON + timedelta(seconds=1)]),
)


@given(st.lists(TRAITS, max_size=6))
def test_keys_never_join_items_that_share_neither_guid_link_nor_words(items: list[Traits]) -> None:
    holders: dict[str, Traits] = {}
    for item, keys in zip(items, identities(items, HOMES), strict=True):
        assert keys
        for key in keys:
            held = holders.setdefault(key, item)
            assert held.guid == item.guid or held.link == item.link or held.title == item.title
            assert held.title == item.title or not (held.title and item.title)
