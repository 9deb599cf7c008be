from pathlib import Path

import pytest

from chipwire.core.model import SENTENCE, Topic, Within
from chipwire.seeds.problems import SeedError
from chipwire.seeds.watchlist import load_watchlist, read_watchlist

SHIPPED = Path(__file__).parents[2] / "seeds" / "watchlist.yaml"


def only_topic(yaml: str) -> Topic:
    (topic,) = load_watchlist(yaml).topics
    return topic


def test_a_topic_needs_an_id_and_keywords() -> None:
    topic = only_topic("topics:\n  - id: graphene\n    keywords: [graphene, 石墨烯]\n")
    assert (topic.name, topic.weight, topic.role) == ("graphene", 0.5, "own")
    assert [keyword.text for keyword in topic.keywords] == ["graphene", "石墨烯"]


def test_an_empty_list_of_topics_is_fine() -> None:
    assert load_watchlist("topics: []\n").topics == ()


EVERYTHING = """
words:
  chips: [chip, $more]
  more: [GPU]
signs:
  china: [China]
topics:
  - id: h20
    name: Nvidia H20
    group: AI chips
    weight: 0.7
    must_see: true
    role: chip
    excludes: [motorway, {any: [water], within: article}]
    keywords:
      - HGX H20
      - any: [H20, H 20]
        needs: [$chips, Nvidia]
        within: 80 characters
        not_in: [H20 bus]
        exact_case: true
      - any: [H21]
        needs:
          - {any: [chip]}
          - {any: [China], within: article}
        title_only: true
      - together: [$chips, [sell, verkaufen]]
        within: sentence
      - regex: 'H\\d{2}'
      - pattern: [{LOWER: ban}, {IS_PUNCT: true, OP: "?"}]
        anchor: ban
  - id: both
    all_of: [h20]
    any_of: [h20]
    within: title
"""


def test_the_whole_language() -> None:
    watchlist = load_watchlist(EVERYTHING)
    h20, both = watchlist.topics
    plain, first, second, strict, together, regex, pattern = h20.keywords
    assert plain.text == "HGX H20"
    assert [first.text, second.text] == ["H20", "H 20"]
    assert first.needs[0].words.forms == ("chip", "GPU", "Nvidia")
    assert first.needs[0].within == Within(unit="characters", size=80)
    assert (first.not_in, first.exact_case) == (("H20 bus",), True)
    assert [need.within.unit for need in strict.needs] == ["sentence", "article"]
    assert strict.title_only
    assert [words.forms for words in together.together] == [("chip", "GPU"), ("sell", "verkaufen")]
    assert together.together[0].name == "chips"
    assert together.within == SENTENCE
    assert regex.regex == r"H\d{2}"
    assert pattern.pattern == ({"LOWER": "ban"}, {"IS_PUNCT": True, "OP": "?"})
    assert pattern.anchor == "ban"
    assert [company.within.unit for company in h20.excludes] == ["sentence", "article"]
    assert (h20.weight, h20.must_see, h20.role, h20.group) == (0.7, True, "chip", "AI chips")
    assert (both.all_of, both.any_of, both.within.unit) == (("h20",), ("h20",), "title")
    assert watchlist.signs["china"].forms == ("China",)


MISTAKES = [
    ("- name: x\n    keywords: [a]", 2, "is missing"),
    ("- id: Big Id\n    keywords: [a]", 2, "is not an id"),
    ("- id: a\n    keywords: [x]\n  - id: a\n    keywords: [y]", 4, "'a' is there twice"),
    ("- id: a", 2, "is missing"),
    ("- id: a\n    keyword: [x]", 3, "did you mean 'keywords'?"),
    ("- id: a\n    weight: 7\n    keywords: [x]", 3, "no number from 0 to 1"),
    ("- id: a\n    role: polcy\n    keywords: [x]", 3, "did you mean 'policy'?"),
    ('- id: a\n    keywords: ["!?"]', 3, "no letter or digit"),
    ("- id: a\n    keywords: [$chips]", 3, "no list is called 'chips'"),
    ('- id: a\n    keywords:\n      - regex: "a("', 4, "can't be read"),
    ('- id: a\n    keywords:\n      - regex: "x*"', 4, "matches nothing at all"),
    ("- id: a\n    keywords:\n      - any: [x]\n        within: near", 5, "is no distance"),
    ("- id: a\n    keywords:\n      - any: [x]\n        regex: y", 4, "has any and regex"),
    ("- id: a\n    keywords:\n      - needs: [x]", 4, "nothing to look for"),
    ("- id: a\n    keywords:\n      - together: [[x]]", 4, "two lists of words or more"),
    ("- id: a\n    keywords:\n      - pattern: [x]", 4, "token descriptions"),
    ("- id: a\n    all_of: [b]", 2, "'b', which is no topic"),
    ("- id: a\n    all_of: [b]\n  - id: b\n    all_of: [a]", 2, "builds on itself"),
    ("- id: a\n    keywords: ['" + "(a|b)" * 12 + "']", 3, "more than 2000 forms"),
]


@pytest.mark.parametrize(("yaml", "line", "words"), MISTAKES)
def test_a_mistake_names_file_line_and_what_is_wrong(yaml: str, line: int, words: str) -> None:
    with pytest.raises(SeedError) as caught:
        load_watchlist(f"topics:\n  {yaml}\n", "mine.yaml")
    told = [str(problem) for problem in caught.value.problems]
    assert any(t.startswith(f"mine.yaml, line {line}, ") and words in t for t in told), told


def test_a_bad_topic_never_loses_the_good_one_beside_it() -> None:
    yaml = "topics:\n  - id: bad\n    all_of: [nowhere]\n  - id: good\n    keywords: [x]\n"
    watchlist, problems = read_watchlist(yaml)
    assert [topic.id for topic in watchlist.topics] == ["good"]
    assert len(problems) == 1


def test_lists_in_a_circle_are_reported() -> None:
    yaml = "words:\n  a: [$b]\n  b: [$a]\ntopics:\n  - id: t\n    keywords: [$a, x]\n"
    _, problems = read_watchlist(yaml)
    assert any("circle" in problem.message for problem in problems)


def test_the_hash_is_of_what_is_wanted_not_of_the_layout() -> None:
    plain = load_watchlist("topics:\n  - id: t\n    keywords: [x]\n")
    commented = load_watchlist("# note\ntopics:\n- {id: t, keywords: [x]}\n")
    other = load_watchlist("topics:\n  - id: t\n    keywords: [y]\n")
    assert plain.hash == commented.hash != other.hash


def test_the_shipped_file_has_no_mistake() -> None:
    assert read_watchlist(SHIPPED.read_bytes())[1] == ()
