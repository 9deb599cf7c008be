import pytest

from chipwire.core.clustering.numbers import numbers
from chipwire.core.text.folding import fold


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("600 Milliarden Dollar", {"amount:6.0e+11"}),
        ("$600B", {"amount:6.0e+11"}),
        ("6000 亿美元", {"amount:6.0e+11"}),
        ("4 万亿美元", {"amount:4.0e+12"}),
        ("US$1,500 million", {"amount:1.5e+09"}),
        ("1,9 Mrd. Euro", {"amount:1.9e+09"}),
        ("a 25% cut", {"share:25"}),
        ("25 Prozent", {"share:25"}),
        ("719.13%", {"share:719"}),
        ("eine zehnprozentige Beteiligung", {"share:10"}),
        ("0.4%", {"share:0.4"}),
        ("8,500 jobs", {"count:8500"}),
        ("in 2026", set()),
        ("3 月 28 日", set()),
        ("on March 28", set()),
        ("H20", set()),
        ("top 5", set()),
    ],
)
def test_one_form_in_every_language(text: str, features: set[str]) -> None:
    assert {one.feature for one in numbers(fold(text))} == features


def test_german_thousands_are_not_decimals() -> None:
    assert [one.feature for one in numbers("21.000 leute", german=True)] == ["count:21000"]
