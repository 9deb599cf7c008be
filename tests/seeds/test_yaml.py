from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.seeds.entries import load
from chipwire.seeds.feeds import load_feeds
from chipwire.seeds.yaml import MAX_BYTES, Fields, Scalar, Unreadable, compose, decode, sections


@pytest.mark.parametrize(
    ("text", "line", "part", "hint"),
    [
        ("a: &x [1]\nb: *x\n", 2, "an alias (*x)", 'in quotes: "*x"'),
        ("a: !!python/object:os.system x\n", 1, "a tag", "without it"),
        ("a: 1\n---\nb: 2\n", 2, "a second document", "remove"),
        ("feeds:\n\t- url: x\n", 2, "cannot start any token", "never with tabs"),
        ("a: b: c\n", 1, "mapping values are not allowed", "needs quotes"),
        ("a: 'x\nb: 1\n", 1, "a quote that is never closed", "close it"),
        ("? [1]\n: 2\n", 1, "as a name", "quote"),
        ("[" * 200_000, 1, "nested more than", ""),
        ("- " * 20_000, 1, "nested more than", ""),
        ("a: x\x00y\n", 1, "does not allow", "remove it"),
    ],
)
def test_what_is_no_plain_yaml_is_named_with_its_line(
    text: str, line: int, part: str, hint: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        compose(text)
    assert caught.value.line == line
    assert part in caught.value.message
    assert hint in caught.value.hint


def test_values_stay_the_text_of_the_file() -> None:
    root = compose("time: 07:00\nlanguage: no\nversion: 1.10\nnothing:\nword: 'null'\n")
    assert isinstance(root, Fields)
    values = {key.text: value for key, value in root.pairs}
    texts = {name: node.text for name, node in values.items() if isinstance(node, Scalar)}
    assert texts["time"] == "07:00"
    assert texts["language"] == "no"
    assert texts["version"] == "1.10"
    assert values["nothing"].is_null
    assert not values["word"].is_null


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_decides_the_encoding(codec: str) -> None:
    assert decode("feeds: [ü]".encode(codec)) == "feeds: [ü]"


def test_other_encodings_and_giants_are_refused() -> None:
    with pytest.raises(Unreadable, match="not utf-8 text") as caught:
        decode(b"a: 1\nb: \xfcber\n")
    assert caught.value.line == 2
    with pytest.raises(Unreadable, match="larger than"):
        decode(b"x" * (MAX_BYTES + 1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("# only words\n", "the file is empty"),
        ("hello\n", "holds a text"),
        ("- url: https://a.example\n", "holds a list"),
        ("feedz: []\n", "is no field here (did you mean 'feeds'?)"),
        ("other: []\n", "is missing"),
        ("feeds: text\n", "should be a list, not a text"),
        ("feeds: {url: https://a.example}\n", "should be a list, not a mapping"),
        ("feeds: []\nfeeds: []\n", "is given twice"),
    ],
)
def test_the_top_of_a_file_is_checked(text: str, said: str) -> None:
    problems = load_feeds(text, "feeds.yaml").problems
    assert any(said in str(problem) for problem in problems), problems
    assert all(str(problem).startswith("feeds.yaml, line ") for problem in problems)


@pytest.mark.parametrize("text", ["feeds:\n", "feeds: []\n", "feeds: null\n"])
def test_a_list_may_be_empty(text: str) -> None:
    loaded = load_feeds(text, "feeds.yaml")
    assert (loaded.items, loaded.problems) == ((), ())


def test_one_broken_entry_never_loses_the_others() -> None:
    text = (
        "feeds:\n"
        "  - url: https://a.example\n"
        "  - url: 'https://b.example\n"
        "    title: x\n"
        "  - url: https://c.example\n"
        "    title: a: b\n"
        "  - url: https://d.example\n"
    )
    loaded = load_feeds(text, "feeds.yaml")
    assert [feed.url for feed in loaded.items] == ["https://a.example", "https://d.example"]
    assert [problem.line for problem in loaded.problems] == [3, 6]


@given(st.text(max_size=300))
def test_no_text_at_all_makes_the_loader_fail(text: str) -> None:
    load_feeds(text, "feeds.yaml")
    load_feeds(f"feeds:\n  - url: {text}", "feeds.yaml")


@given(st.binary(max_size=300))
def test_no_bytes_at_all_make_the_loader_fail(raw: bytes) -> None:
    load_feeds(raw, "feeds.yaml")


def test_readers_note_a_mistake_and_give_the_default() -> None:
    text = (
        "things:\n"
        "  - name: [a]\n"
        "    weight: heavy\n"
        "    on: maybe\n"
        "    words: [a, [b], c]\n"
        "    kind: appel\n"
    )
    seen = []

    def make(entry):
        seen.append(
            (
                entry.text("name", "none"),
                entry.number("weight", 0.5, low=0, high=1),
                entry.flag("on"),
                entry.texts("words"),
                entry.choice("kind", ["apple", "pear"], "pear"),
            )
        )
        return entry.path

    known = ("name", "weight", "on", "words", "kind")
    loaded = load(text, "things.yaml", "things", known, make)
    assert seen == [("none", 0.5, False, ("a", "c"), "pear")]
    assert [str(problem) for problem in loaded.problems] == [
        "things.yaml, line 2, things[1].name: should be one text, not a list",
        "things.yaml, line 3, things[1].weight: 'heavy' is no number from 0 to 1",
        "things.yaml, line 4, things[1].on: 'maybe' is neither true nor false",
        "things.yaml, line 5, things[1].words: should hold texts, not a list",
        "things.yaml, line 6, things[1].kind: 'appel' is not known (did you mean 'apple'?)",
    ]


def test_a_thousand_feeds_are_read_without_quadratic_work(tmp_path: Path) -> None:
    def text(count: int) -> str:
        return "feeds:\n" + "".join(f"  - url: https://example.org/{n}\n" for n in range(count))

    assert len(load_feeds(text(1_000), "feeds.yaml").items) == 1_000
    broken = text(1_000) + "  - url: 'x\n"
    loaded = load_feeds(broken, "feeds.yaml")
    assert len(loaded.items) == 1_000
    assert [problem.line for problem in loaded.problems] == [1_002]


def test_an_entry_at_a_wrong_indent_never_loses_the_one_above() -> None:
    text = "feeds:\n  - url: https://a.example\n   - url: https://b.example\n     title: B\n"
    loaded = load_feeds(text, "feeds.yaml")
    assert [feed.url for feed in loaded.items] == ["https://a.example", "https://b.example"]
    assert [problem.line for problem in loaded.problems] == [3]


def test_an_empty_section_of_a_broken_file_holds_nothing() -> None:
    text = "words:\nsigns:\n  china: [China]\ntopics:\n  - id: [\n"
    found = {name.text: node for name, node in sections(text, ("words", "signs"))}
    assert [name for name, node in found.items() if isinstance(node, Fields) and node.pairs] == [
        "signs"
    ]
    assert list(sections("  - id: [\n", ("words", "signs"))) == []
