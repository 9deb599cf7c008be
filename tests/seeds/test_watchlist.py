from pathlib import Path

import pytest

from chipwire.core.matching import compile_watchlist
from chipwire.core.model import SENTENCE, Article, Topic, Within
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
    ("- id: a\n    keywords: ['" + "(a|b)" * 12 + "']", 3, "more than 2000 forms"),
    (
        "- id: a\n    keywords:\n      - needs: [$chps]\n        any: [x]",
        4,
        "no list is called 'chps'",
    ),
    (
        "- id: a\n    keywords:\n      - any: [x]\n        needs: []",
        5,
        "needs: is empty (add words",
    ),
    (
        "- id: a\n    keywords:\n      - any: [x]\n        needs:",
        5,
        "needs: is empty (give it a value",
    ),
    (
        "- id: a\n    keywords:\n      - any: [x]\n        needs: {within: article}",
        5,
        "any: is missing",
    ),
    ("- id: a\n    keywords:\n      - any: [x]\n        needs: {any: []}", 5, "any: is empty"),
    (
        "- id: a\n    keywords:\n      - any: [x]\n        needs: [[a, b]]",
        5,
        "item 1 is a list, not a mapping (write `- any: …`)",
    ),
    (
        "- id: a\n    keywords:\n      - any: [x]\n        needs: a, b",
        5,
        "a list needs brackets, `needs: [a, b]`",
    ),
    ("- id: a\n    keywords:\n      - any: x, y", 4, "a list needs brackets, `any: [x, y]`"),
    ("- id: a\n    keywords:\n      - any: []", 4, "any: is empty"),
    ("- id: a\n    keywords: [x]\n    within: article", 4, "is the distance of nothing"),
    (
        "- id: a\n    keywords:\n      - any: [x]\n        within: article",
        5,
        "is the distance of nothing",
    ),
    (
        "- id: a\n    keywords:\n      - any: [x]\n        anchor: x",
        5,
        "says nothing to `any:` (it belongs to `pattern:`)",
    ),
    (
        "- id: a\n    keywords:\n      - any: [三星]\n        not_in: [苹果]",
        5,
        "'苹果' holds none of the keywords",
    ),
    (
        "- id: a\n    keywords:\n      - any: [三星]\n        not_in: [三星]",
        5,
        "'三星' is the keyword itself",
    ),
    (
        "- id: a\n    keywords:\n      - regex: ab\n        not_in: [abc]",
        5,
        "says nothing to `regex:`",
    ),
    (
        "- id: a\n    keywords:\n      - regex: ab\n        anchor: ab",
        5,
        "says nothing to `regex:`",
    ),
    ("- id: a\n    keywords:\n      - regex: [a, b]", 4, "should be one text, not a list"),
    ("- id: a\n    keywords:\n      - regex: '\\b'", 4, "matches nothing at all"),
    ("- id: a\n    keywords:\n      - regex: '.'", 4, "matches nearly every text"),
    ("- id: a\n    keywords:\n      - together: [$no, [x]]", 4, "no list is called 'no'"),
    ("- id: a\n    keywords:\n      - H20: the chip", 4, "a text with `: ` in it needs quotes"),
    ("- id: a\n    keywords:\n      - any: [x]\n        need: [y]", 5, "did you mean 'needs'?"),
    (
        "- id: a\n    keywords:\n      - pattern: [{LOWR: ban}]\n        anchor: ban",
        4,
        "did you mean 'LOWER'?",
    ),
    (
        "- id: a\n    keywords:\n      - pattern: [{LOWER: ban, OP: '%'}]\n        anchor: ban",
        4,
        "'%' is no operator",
    ),
    (
        "- id: a\n    keywords:\n      - pattern: [{LOWER: 5}]\n        anchor: five",
        4,
        "LOWER: 5 is no text",
    ),
    (
        "- id: a\n    keywords:\n      - pattern: [{IS_PUNCT: 1}]\n        anchor: ban",
        4,
        "neither true nor false",
    ),
    (
        "- id: a\n    keywords:\n      - pattern: [{LOWER: {REGEX: 'a('}}]\n        anchor: ban",
        4,
        "REGEX 'a(' can't be read",
    ),
    (
        "- id: a\n    keywords:\n      - pattern: [{LOWER: {INN: [a]}}]\n        anchor: ban",
        4,
        "did you mean 'IN'?",
    ),
    (
        "- id: a\n    keywords:\n      - pattern: [{LOWER: {IN: a}}]\n        anchor: ban",
        4,
        "'a' is no list",
    ),
    (
        "- id: a\n    keywords:\n      - pattern: [{LOWER: ban, OP: '?'}]\n        anchor: ban",
        4,
        "every token may be absent",
    ),
    (
        "- id: a\n    keywords:\n      - pattern: [{LOWER: ban}]\n        anchor: '!!'",
        5,
        "'!!' has no letter or digit",
    ),
    ("- id: a\n    keywords: x, y, z", 3, "a list needs brackets, `keywords: [x, y, z]`"),
    ("- id: a\n    keywords: ['chip (ban|curb']", 3, "a bracket without its other half"),
    ("- id: a\n    keywords: ['chip (a|(b|c))']", 3, "a `|` that parts nothing"),
    ("- id: a\n    keywords: [ban|curb]", 3, "put the choices in simple brackets"),
    ("- id: a\n    keywords: ['chip*ban']", 3, "a `*` in its middle"),
    ("- id: a\n    keywords: ['(chip*|GPU) ban']", 3, "a `*` in its middle"),
    ("- id: a\n    keywords: [*chips]", 3, 'in quotes: "*chips"'),
    ("- id: a\n    keywords: [* chips]", 3, "needs quotes"),
    ("- id: a\n    keywords: [%x]", 3, "needs quotes"),
    ("- id: a\n    keywords: [#ban]\n  - id: b\n    keywords: [x]", 4, "a text with `#`"),
    ("- id: a\n\tkeywords: [x]", 3, "never with tabs"),
    ("- id: a\n    keywords: []", 3, "is missing"),
    (
        "- id: a\n    excludes: {any: [y], within: far}\n    keywords: [x]",
        3,
        "'far' is no distance",
    ),
    ("- id: a\n    must_see: 1\n    keywords: [x]", 3, "neither true nor false"),
    ("- just a text", 2, "write `- id: …`"),
]


@pytest.mark.parametrize(("yaml", "line", "words"), MISTAKES)
def test_a_mistake_names_file_line_and_what_is_wrong(yaml: str, line: int, words: str) -> None:
    with pytest.raises(SeedError) as caught:
        load_watchlist(f"topics:\n  {yaml}\n", "mine.yaml")
    told = [str(problem) for problem in caught.value.problems]
    places = (f"mine.yaml, line {line}, ", f"mine.yaml, line {line}: ")
    assert any(t.startswith(places) and words in t for t in told), told


def test_a_bad_topic_never_loses_the_good_one_beside_it() -> None:
    yaml = "topics:\n  - id: bad\n    all_of: [nowhere]\n  - id: good\n    keywords: [x]\n"
    watchlist, problems = read_watchlist(yaml)
    assert [topic.id for topic in watchlist.topics] == ["good"]
    assert len(problems) == 1


def test_a_keyword_without_its_company_is_not_looked_for() -> None:
    """It would flag everything that its letters stand in."""
    yaml = """
topics:
  - id: t
    keywords:
      - {any: [H20], needs: [$typo]}
      - {any: [BIS], needs: [{any: [$typo]}, {any: [export]}]}
      - {any: [ORA], needs: [$typo, export]}
      - H30
"""
    (topic,) = read_watchlist(yaml)[0].topics
    assert [keyword.text for keyword in topic.keywords] == ["ORA", "H30"]
    assert topic.keywords[0].needs[0].words.forms == ("export",)


BESIDE = [
    ("words: [a, b]", 1, "words: should hold lists, each with a name"),
    ("signs: a", 1, "signs: should hold lists, each with a name"),
    ("words:\n  a: [x]\n  a: [y]", 3, "words.a: is given twice (the first stands in line 2)"),
    ("words:\n  a: []", 2, "words.a: is empty"),
    ("words:\n  unused: [x, '!!']", 2, "words.unused: '!!' has no letter or digit"),
    ("words:\n  a: [$b]", 2, "words.a: no list is called 'b'"),
]


@pytest.mark.parametrize(("beside", "line", "words"), BESIDE)
def test_mistakes_in_lists_are_told_used_or_not(beside: str, line: int, words: str) -> None:
    watchlist, problems = read_watchlist(f"{beside}\ntopics:\n  - id: t\n    keywords: [x]\n")
    assert [topic.id for topic in watchlist.topics] == ["t"]
    assert any(str(p).startswith(f"watchlist.yaml, line {line}, {words}") for p in problems)


@pytest.mark.parametrize(
    "broken",
    [
        "words:\n  chips: [chip, GPU]\n{}  - id: bad\n    keywords: [x, y\n",
        "words:\n  bad: [x, y\n  chips: [chip, GPU]\n{}",
        "{}  - id: bad\n    keywords: [*x]\nwords:\n  chips: [chip, GPU]\n",
    ],
)
def test_a_mistake_of_syntax_never_loses_the_lists_of_others(broken: str) -> None:
    good = "topics:\n  - id: good\n    keywords: [{any: [H20], needs: [$chips]}]\n"
    watchlist, problems = read_watchlist(broken.format(good))
    (topic,) = watchlist.topics
    assert topic.keywords[0].needs[0].words.forms == ("chip", "GPU")
    assert len(problems) == 1


@pytest.mark.parametrize(("yaml", "line", "words"), MISTAKES)
def test_what_is_left_beside_a_mistake_can_be_looked_for(yaml: str, line: int, words: str) -> None:
    watchlist, _ = read_watchlist(f"topics:\n  {yaml}\n  - id: good\n    keywords: [fine]\n")
    found = compile_watchlist(watchlist).find(Article(text="All is fine."))
    assert [match.topic for match in found.matches] == ["good"], (line, words)


@pytest.mark.parametrize("yaml", ["'Seltene* Erden'", "seltene Erden"])
def test_a_star_after_an_adjective_is_taken_as_it_is_meant(yaml: str) -> None:
    watchlist = load_watchlist(f"topics:\n  - id: t\n    keywords: [{yaml}]\n")
    found = compile_watchlist(watchlist).find(Article(text="der Preis seltener Erden"))
    assert found.matches[0].evidence[0].surface == "seltener Erden"


def test_a_comma_in_a_text_of_a_list_is_a_comma() -> None:
    yaml = """
topics:
  - id: t
    keywords:
      - Washington, D.C.
      - any: [x]
        needs:
          - Paris, Texas
"""
    first, second = only_topic(yaml).keywords
    assert first.text == "Washington, D.C."
    assert second.needs[0].words.forms == ("Paris, Texas",)
    assert only_topic('topics: [{id: t, keywords: "a, b"}]').keywords[0].text == "a, b"


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
