import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.core.rendering.marks import pieces, starred

SPANS = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=6)


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("Nvidia ships H20", [(13, 16)], "Nvidia ships *H20*"),
        ("Nvidia ships H20", [(13, 16), (0, 6)], "*Nvidia* ships *H20*"),
        ("HGX H20 boards", [(0, 7), (4, 7)], "*HGX H20* boards"),
        ("AI chip export ban", [(0, 7), (3, 14)], "*AI chip export* ban"),
        ("英伟达H20芯片", [(0, 3), (3, 6)], "*英伟达H20*芯片"),
        ("short", [(3, 99), (4, 4), (9, 12)], "sho*rt*"),
        ("nothing", [], "nothing"),
        ("İstanbul ﬁrm H20", [(13, 16)], "İstanbul ﬁrm *H20*"),
    ],
)
def test_the_words_at_the_offsets_are_marked(text, spans, expected):
    assert starred(pieces(text, spans)) == expected


@given(st.text(alphabet="ab 芯片H", max_size=50), SPANS)
def test_uncut_pieces_join_to_the_text_and_mark_exactly_the_spans(text, spans):
    found = pieces(text, spans)

    assert "".join(piece.text for piece in found) == text
    marked = {
        at
        for start, end in spans
        for at in range(max(0, start), min(len(text), end))
        if end > start
    }
    at, seen = 0, set()
    for piece in found:
        seen |= set(range(at, at + len(piece.text))) if piece.marked else set()
        at += len(piece.text)
    assert seen == marked


@pytest.mark.parametrize(
    "at", [0, 100, 900, 1_960], ids=["at the start", "early", "in the middle", "at the end"]
)
def test_a_long_sentence_keeps_its_words_and_some_around_them(at):
    text = ("lorem ipsum dolor sit amet " * 80)[:at] + "HBM4" + " lorem ipsum dolor" * 110

    found = pieces(text, [(at, at + 4)], longest=320)
    whole = "".join(piece.text for piece in found)

    assert [piece.text for piece in found if piece.marked] == ["HBM4"]
    assert len(whole) <= 330
    assert whole.endswith("…")
    assert whole.startswith("…") == (at > 100)
    assert all(part.strip() in text for part in whole.split("…"))


def test_a_long_sentence_keeps_marks_far_apart():
    text = "H20 " + "word " * 200 + "Ascend " + "word " * 200

    whole = starred(pieces(text, [(0, 3), (text.index("Ascend"), text.index("Ascend") + 6)], 320))

    assert whole.startswith("*H20* word")
    assert " … " in whole
    assert "word *Ascend* word" in whole


def test_a_long_sentence_without_marks_keeps_its_start():
    assert starred(pieces("word " * 300, [], 320)).startswith("word word")


@given(st.text(alphabet="ab 芯", min_size=321, max_size=900), st.integers(0, 880))
def test_a_cut_never_moves_a_mark(text, at):
    text = text[:at] + "XYZ" + text[at:]
    start = text.index("XYZ")

    found = pieces(text, [(start, start + 3)], longest=320)

    assert [piece.text for piece in found if piece.marked] == ["XYZ"]
