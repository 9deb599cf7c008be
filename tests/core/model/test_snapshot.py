import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chipwire.core.model import Entry, Report, ScorePart, Tier
from chipwire.core.model.snapshot import FORMAT, SnapshotError, dump, load
from support import sample_digest as sample

WORDS = st.text(max_size=8)
TIMES = st.datetimes(timezones=st.just(UTC))
REPORTS = st.builds(
    Report,
    article=WORDS,
    outlet=WORDS,
    tier=st.sampled_from(Tier),
    title=WORDS,
    url=st.none() | WORDS,
    language=st.none() | WORDS,
    published=st.none() | TIMES,
    copy=st.booleans(),
)
ENTRIES = st.builds(
    Entry,
    story=WORDS,
    flags=st.just(sample.full().entries[0].flags),
    reports=st.lists(REPORTS, max_size=2).map(tuple),
    score=st.floats(0, 1),
    parts=st.lists(st.builds(ScorePart, reason=WORDS, value=st.floats(-1, 1)), max_size=2).map(
        tuple
    ),
    day=st.integers(1, 400),
    brief=st.booleans(),
)
DIGESTS = st.builds(
    replace,
    st.just(sample.full()),
    address=WORDS,
    entries=st.lists(ENTRIES, max_size=2).map(tuple),
    created=TIMES,
    covers_from=st.none() | TIMES,
    local_date=st.dates(),
    summary=st.lists(WORDS, max_size=3).map(tuple),
)


@pytest.mark.parametrize("make", [sample.full, sample.empty, sample.blind, sample.many])
def test_a_composed_digest_comes_back_the_same(make):
    digest = make()

    assert load(dump(digest)) == digest


@settings(max_examples=50, deadline=None)
@given(DIGESTS)
def test_any_digest_comes_back_the_same(digest):
    assert load(dump(digest)) == digest


def test_fields_of_other_versions_are_filled_or_ignored():
    data = json.loads(dump(sample.full()))
    del data["digest"]["new_names"], data["digest"]["entries"][0]["why"]
    data["digest"]["mood"] = "fine"

    digest = load(json.dumps(data))

    assert digest.new_names == ()
    assert digest.entries[0].why == ""
    assert digest.entries[1] == sample.full().entries[1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no stored digest"),
        ("[]", "no stored digest"),
        ('{"format": 1, "digest": {}}', "no stored digest"),
        ('{"format": 1, "digest": {"id": 3}}', "no stored digest"),
        (f'{{"format": {FORMAT + 1}, "digest": {{}}}}', "newer Chipwire"),
    ],
)
def test_what_cannot_be_read_is_named(text, words):
    with pytest.raises(SnapshotError, match=words):
        load(text)


def test_times_keep_their_zone():
    digest = replace(sample.empty(), created=datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC))

    assert '"created": "2026-01-02T03:04:05.000006+00:00"' in dump(digest)
    assert load(dump(digest)).local_date == date(2026, 11, 24)
