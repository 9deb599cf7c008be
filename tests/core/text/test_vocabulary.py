"""Hits lie in the text, wherever it is cut."""

from hypothesis import example, given
from hypothesis import strategies as st

from chipwire.core.text.folding import Folded
from chipwire.core.text.forms import forms
from chipwire.core.text.vocabulary import Vocabulary

KEYWORDS = (
    "U.S.",
    "C++",
    "AT&T",
    "*chip*",
    "z.ai",
    "Größe",
    "*größe",
    "三星",
    "K+S",
    "§ 744.11",
    ".NET",
)
VOCABULARY = Vocabulary(dict(enumerate(map(forms, KEYWORDS))))
TEXTS = st.text(alphabet="".join({*"".join(KEYWORDS), *" s。,\n国"}), max_size=40)


@given(TEXTS)
@example("in the U.S")
@example("K")
def test_any_text_is_searched(text: str) -> None:
    folded = Folded(text)
    for word, start, end in VOCABULARY.find(folded):
        assert 0 <= start < end <= len(folded.text)
        assert word < len(KEYWORDS)


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_any_part_is_searched(text: str, first: int, size: int) -> None:
    folded = Folded(text)
    whole = set(VOCABULARY.find(folded))
    part = {hit for hit in VOCABULARY.find(folded, first, first + size) if hit.end < first + size}
    assert {hit for hit in part if hit.start > first} <= whole
