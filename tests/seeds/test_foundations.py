"""Topics that build on topics, as the file says them."""

import pytest

from chipwire.seeds.watchlist import read_watchlist

MISTAKES = [
    ("- id: a\n    all_of: [b]", 3, "topics[1].all_of: builds on 'b', which is no topic"),
    (
        "- id: ab\n    keywords: [x]\n  - id: c\n    any_of:\n      - ab\n      - abc",
        7,
        "topics[2].any_of: builds on 'abc', which is no topic (did you mean 'ab'?)",
    ),
    (
        "- id: a\n    name: A\n    all_of: [b]\n  - id: b\n    any_of: [a]",
        4,
        "topics[1].all_of: 'a' builds on itself",
    ),
    ("- id: a\n    any_of: [a]", 3, "topics[1].any_of: 'a' builds on itself, in a circle"),
]


@pytest.mark.parametrize(("yaml", "line", "words"), MISTAKES)
def test_a_mistake_is_told_where_it_stands(yaml: str, line: int, words: str) -> None:
    _, problems = read_watchlist(f"topics:\n  {yaml}\n", "mine.yaml")
    assert any(str(problem).startswith(f"mine.yaml, line {line}, {words}") for problem in problems)


@pytest.mark.parametrize("keywords", ["[{regex: '('}]", "[{any: [x], needs: [$nowhere]}]"])
def test_a_topic_whose_own_words_are_wrong_is_not_found_by_what_it_builds_on(keywords: str) -> None:
    yaml = f"- id: a\n    keywords: [y]\n  - id: b\n    keywords: {keywords}\n    all_of: [a]"
    watchlist, problems = read_watchlist(f"topics:\n  {yaml}\n")
    a, b = watchlist.topics
    assert (a.id, b.id, b.keywords, b.all_of) == ("a", "b", (), ())
    assert len(problems) == 1
