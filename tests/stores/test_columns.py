"""Column types: exact times, and text that either database takes."""

from datetime import UTC, datetime, timedelta, timezone

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.core.model import Evidence, Tier
from chipwire.stores.columns import from_microseconds, storable, to_json, to_microseconds

# In UTC: an hour that a zone skips equals nothing, and one it repeats compares by the wall.
AWARE = st.datetimes(
    min_value=datetime(2, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(9998, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.timezones() | st.just(UTC),
)


@given(AWARE, AWARE)
def test_times_come_back_exact_and_keep_their_order(one: datetime, other: datetime) -> None:
    numbers = to_microseconds(one), to_microseconds(other)
    assert from_microseconds(numbers[0]) == one.astimezone(UTC)
    assert (numbers[0] < numbers[1]) == (one.astimezone(UTC) < other.astimezone(UTC))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        to_microseconds(datetime(2026, 1, 1))  # noqa: DTZ001 - the fault under test


def test_an_hour_that_comes_twice_is_two_times() -> None:
    summer = datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=2)))
    winter = datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=1)))
    assert to_microseconds(winter) - to_microseconds(summer) == 3_600_000_000


@given(st.text(st.characters(codec=None)))
def test_stored_text_is_valid_and_as_long_as_it_was(text: str) -> None:
    stored = storable(text)
    assert len(stored) == len(text)
    assert "\0" not in stored
    stored.encode()
    assert storable(stored) == stored
    assert all(new in (old, "\ufffd") for old, new in zip(text, stored, strict=True))


def test_json_of_odd_text_can_be_read_again() -> None:
    odd = Evidence(
        field="title", start=0, end=1, surface="\ud800é", sentence="a\0", sentence_start=0
    )
    read = orjson.loads(to_json({"evidence": (odd,), "tier": Tier.WIRE}))
    assert read["evidence"][0]["surface"] == "\ufffdé"
    assert read["evidence"][0]["sentence"] == "a\0"
    assert read["tier"] == "wire"
