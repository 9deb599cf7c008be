from datetime import UTC, date, datetime

import pytest

from chipwire.core.rendering.times import clock, language_name, long_day


@pytest.mark.parametrize(
    ("when", "zone", "expected"),
    [
        (datetime(2026, 11, 24, 4, 10, tzinfo=UTC), "Europe/Berlin", "05:10"),
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "Europe/Berlin", "00:30"),
        (datetime(2026, 11, 23, 22, 30, tzinfo=UTC), "Europe/Berlin", "23 Nov 23:30"),
        (datetime(2025, 11, 23, 22, 30, tzinfo=UTC), "Asia/Taipei", "24 Nov 2025 06:30"),
        (datetime(2026, 11, 24, 4, 10, tzinfo=UTC), "No/Where", "04:10"),
        (None, "UTC", "no time given"),
    ],
)
def test_times_are_the_readers_own(when, zone, expected):
    assert clock(when, zone, date(2026, 11, 24)) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("de", "German"),
        ("zh-Hant", "Traditional Chinese"),
        ("en-XX", "English"),
        ("xx-unknown", "xx-unknown"),
        (None, "language unknown"),
    ],
)
def test_languages_have_names(code, expected):
    assert language_name(code) == expected


def test_days_are_written_out():
    assert long_day(date(2026, 11, 4)) == "Wednesday, 4 November 2026"
