"""From the words of an article to "New names in your topics", with the real judge and watchlist."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chipwire.core.model import Article, Tier
from chipwire.jobs.judge import Judge
from chipwire.seeds.folder import WATCHLIST, shipped_folder
from chipwire.seeds.watchlist import load_watchlist
from support import sample_digest as sample


@pytest.fixture(scope="module")
def judge() -> Judge:
    path = shipped_folder("seeds") / WATCHLIST
    return Judge(load_watchlist(path.read_text("utf-8"), path.name))


def digest(judge, articles, previous=()):
    stories = [sample.story(one.id, judge.judge(one)) for one in articles]
    return sample.composed(stories, watchlist=judge.watchlist, previous=previous)


def article(id_, title, text="", outlet="Harbour Wire"):
    return Article(
        id=id_,
        feed=f"https://{id_}.example/",
        outlet=outlet,
        tier=Tier.WIRE,
        title=title,
        text=text,
        language="en",
        published=sample.NOW - timedelta(hours=2),
    )


LISTED = article(
    "a",
    "US adds Meridian Boards Ltd to Entity List over Nvidia H20 chips",
    "Meridian Boards Ltd shipped Nvidia H20 servers to China, the Bureau of Industry and Security"
    " said in Washington. Its director, Daniel Oakfield, could not be reached.",
)


def test_a_name_of_a_headline_is_new_once_and_never_on_the_first_day(judge):
    quiet = replace(sample.empty(), created=sample.YESTERDAY)
    first = digest(judge, [LISTED])
    second = digest(judge, [LISTED], previous=[quiet])
    third = digest(judge, [LISTED], previous=[second])

    assert first.new_names == ()
    assert ["Meridian Boards" in name.name for name in second.new_names] == [True]
    assert third.new_names == ()


def test_what_two_outlets_name_is_told_without_a_headline(judge):
    words = LISTED.text
    told = [
        article("b", "Entity List grows over Nvidia H20 chips", words),
        article("c", "Nvidia H20 chips: Entity List grows", words, outlet="Coast Courier"),
    ]
    names = [name.name for name in digest(judge, told, previous=[sample.empty()]).new_names]
    alone = digest(judge, told[:1], previous=[sample.empty()]).new_names

    assert "Daniel Oakfield" in names
    assert not {"Washington", "Nvidia", "Bureau of Industry and Security"} & set(names)
    assert alone == ()
