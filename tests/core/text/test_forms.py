import pytest

from chipwire.core.text.forms import forms


@pytest.mark.parametrize(
    ("keyword", "texts"),
    [
        ("Nvidia-Chip", ["nvidia chip"]),
        ("chip (ban|curb)", ["chip ban", "chip curb"]),
        ("authority", ["authority", "authorities"]),
        ("H20芯片", ["h20芯片", "h20 芯片"]),
        ("Straße", ["strase", "strasse"]),
        ("*verbot*", ["verbot"]),
    ],
)
def test_the_forms_of_a_keyword(keyword: str, texts: list[str]) -> None:
    assert [form.text for form in forms(keyword)] == texts


def test_german_adjectives_are_declined() -> None:
    texts = {form.text for form in forms("seltene Erden")}
    assert texts == {f"selten{ending} erden" for ending in ("e", "en", "er", "es", "em")}


def test_open_ends_and_inflections() -> None:
    (form,) = forms("*Verbot*")
    assert (form.open_left, form.open_right, form.endings) == (True, True, frozenset())
    (noun,) = forms("Verbot")
    assert {"e", "s", "en"} <= noun.endings
    (acronym,) = forms("BIS")
    assert acronym.endings == frozenset({"s", "es"})


@pytest.mark.parametrize("keyword", ["", " ", "*", "…", "-"])
def test_nothing_to_look_for(keyword: str) -> None:
    with pytest.raises(ValueError, match="no letter or digit"):
        forms(keyword)
