"""The cheap look misses no word that the dear one finds."""

from hypothesis import given
from hypothesis import strategies as st

from chipwire.core.text.folding import Folded
from chipwire.core.text.forms import forms
from chipwire.core.text.marked import MarkedVocabulary
from chipwire.core.text.vocabulary import LONGEST_REST

KEYWORDS = (
    *("chip", "*chips", "licen*", "may not", "export licence", "C++", "AT&T", "A", "H20"),
    *(
        "Zürich",
        "*größe",
        "seltene* Erden",
        "Straße",
        "芯片",
        "出口 管制",
        "三星",
        "H20芯片",
        "Überfluss",
    ),
)
MARKS = {number: 1 << number for number in range(len(KEYWORDS))}
VOCABULARY = MarkedVocabulary(dict(enumerate(map(forms, KEYWORDS))), MARKS)
PIECES = st.sampled_from(
    [
        *KEYWORDS,
        *" \n-.,'’“”",
        "s",
        "en",
        "the",
        "großen",
        "中国",
        "＄",
        "İ",
        "ﬁ",
        "\u00ad",
        "\u200b",
        "é",
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join) | st.text()


@given(TEXTS, st.integers(0, 40), st.integers(0, 200))
def test_every_hit_is_told_with_its_marks_and_its_place(text: str, first: int, size: int) -> None:
    folded = Folded(text)
    told = list(VOCABULARY.glance(folded, first, first + size))
    for word, start, end in VOCABULARY.find(folded, first, first + size):
        assert any(
            marks & MARKS[word] and a <= start and b + LONGEST_REST >= end for marks, a, b in told
        ), word


def test_words_without_marks_are_not_told() -> None:
    vocabulary = MarkedVocabulary({0: forms("ban"), 1: forms("chip")}, {1: 4})
    told = list(vocabulary.glance(Folded("a ban on the chip"), 0, 99))
    assert [marks for marks, _, _ in told] == [4]


def test_what_stands_outside_the_part_is_not_told() -> None:
    vocabulary = MarkedVocabulary({0: forms("chip")}, {0: 1})
    text = "chip " + "and so on " * 10 + "chip"
    assert [found[1:] for found in vocabulary.glance(Folded(text), 5, 109)] == [(104, 109)]
