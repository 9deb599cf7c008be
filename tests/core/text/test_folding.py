import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.core.text.folding import Folded, fold


@pytest.mark.parametrize(
    ("given", "folded"),
    [
        ("NVIDIA", "nvidia"),
        ("Ｎｖｉｄｉａ　Ｈ２０", "nvidia h20"),
        ("ﬁnal eﬀort", "final effort"),
        ("İstanbul", "istanbul"),
        ("Nvidia\u2011Chip", "nvidia chip"),
        ("Nvidia\u2010Chip", "nvidia chip"),
        ("Ausfuhr\u00adkontrolle", "ausfuhrkontrolle"),
        ("Hua\u200bwei", "huawei"),
        ("export\u00a0 ban", "export ban"),
        ("export\nban", "export ban"),
        ("China’s", "china's"),
        ("„Chips“", '"chips"'),
        ("Нuawei", "huawei"),
        ("Beschra\u0308nkung", "beschrankung"),
        ("輝達 黃仁勳", "辉达黄仁勋"),
        ("出口\n管制", "出口管制"),
        ("\u202eH20\u202c", "h20"),
    ],
)
def test_what_readers_take_for_the_same_folds_to_the_same(given: str, folded: str) -> None:
    assert fold(given) == folded


def test_a_russian_word_is_left_alone() -> None:
    assert fold("Война и мир") == "война и мир"


def test_no_phrase_reaches_across_a_paragraph() -> None:
    assert "export ban" not in Folded("export\n\nban").text


def test_a_lone_dash_is_no_hyphen() -> None:
    assert "ai chips" not in Folded("AI - chips").text


MIXED = st.text(
    st.sampled_from("aB9 \n\t-–—’ßäİﬁＨ２\u00ad\u200b\u0308\u202e華為三星Нр…€\ud7ff"), max_size=60
)


@given(MIXED | st.text(max_size=40))
def test_every_folded_character_has_its_place_in_the_source(text: str) -> None:
    folded = Folded(text)
    spans = [folded.span(i, i + 1) for i in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(MIXED, MIXED)
def test_a_word_is_found_at_its_place_whatever_stands_before_and_after(
    before: str, after: str
) -> None:
    text = f"{before}. Nvidia .{after}"
    folded = Folded(text)
    at = folded.text.index("nvidia", folded.at(len(before)))
    start, end = folded.span(at, at + len("nvidia"))
    assert text[start:end] == "Nvidia"


def test_a_letter_that_grows_and_spaces_that_go_leave_no_place_wrong() -> None:
    folded = Folded("½ H20   chips")
    at = folded.text.index("h20")
    assert folded.source[slice(*folded.span(at, at + 3))] == "H20"
