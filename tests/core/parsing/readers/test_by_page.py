"""Watched pages that mean harm."""

import time

import pytest

from chipwire.core.parsing.readers.by_page import read

ITEM = '<div><ul><li><a href="/x">News</a></li></ul></div>'
MANY = " ".join(f'a{number}="x"' for number in range(100_000))


@pytest.mark.parametrize(
    "page",
    ["<div><ul>" * 100 + ITEM * 20_000, f"<ul><li {MANY}>{ITEM}</li></ul>"],
    ids=["boxes within boxes", "attributes"],
)
def test_a_selector_takes_bounded_time(page: str) -> None:
    began = time.perf_counter()
    found = read(f"<html><body>{page}", "https://ministry.example/", {"selector": "ul li"})
    assert found.items[0].links == ("https://ministry.example/x",)
    assert time.perf_counter() - began < 15
