import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.core.text.sentences import LONGEST, Sentences


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("It rained. Nvidia sells chips. Fine.", "Nvidia", "Nvidia sells chips."),
        (
            "The U.S. Commerce Department acted. So?",
            "Commerce",
            "The U.S. Commerce Department acted.",
        ),
        ("Am 3. Mai kam z. B. Huawei. Ende.", "Huawei", "Am 3. Mai kam z. B. Huawei."),
        ("下雨了。英伟达获准销售。完。", "英伟达", "英伟达获准销售。"),
        ("Headline without a stop\nBody text.", "Body", "Body text."),
        ("Firms, e.g. Huawei, i.e. ZTE. End.", "ZTE", "Firms, e.g. Huawei, i.e. ZTE."),
        ("Lt. Gen. Roe left. End.", "Roe", "Lt. Gen. Roe left."),
        ("Werke, inkl. Nexperia. Ende.", "Nexperia", "Werke, inkl. Nexperia."),
        ("A line\nwrapped\r\nas mails are. End.", "mails", "A line\nwrapped\r\nas mails are."),
        ("A heading\n\nsmall letters follow.", "small", "small letters follow."),
        ("“Stop!” he said. Nvidia stopped.", "stopped", "Nvidia stopped."),
    ],
)
def test_the_sentence_around_a_word(text: str, word: str, sentence: str) -> None:
    start, end = Sentences(text).span(text.index(word))
    assert text[start:end] == sentence


def test_a_text_without_stops_gives_a_readable_piece() -> None:
    text = "word " * 50_000
    start, end = Sentences(text).span(100_000)
    assert end - start <= 2 * LONGEST
    assert start <= 100_000 < end


PIECES = st.sampled_from(
    [*".!?。！？；\n ”'", ". ", "Mr. ", "z. B. ", "Nvidia sells", "出口管制", "3. Mai", "x" * 500]
)
TEXTS = st.lists(PIECES, max_size=120).map("".join)


@given(TEXTS, st.data())
def test_a_sentence_is_the_same_whatever_was_asked_before(text: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(text)))
    whole = Sentences(text)
    list(whole.spans())
    assert Sentences(text).span(position) == whole.span(position)


@given(TEXTS)
def test_every_word_is_in_a_sentence(text: str) -> None:
    told = {at for start, end in Sentences(text).spans() for at in range(start, end)}
    assert {at for at, char in enumerate(text) if not char.isspace()} <= told
