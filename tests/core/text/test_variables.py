import pytest

from chipwire.core.text.variables import filled, variables_in


@pytest.mark.parametrize(
    ("text", "names", "made"),
    [
        ("Bearer $KEY", ("KEY",), "Bearer 1"),
        ("${KEY}-$OTHER_2", ("KEY", "OTHER_2"), "1-2$KEY"),
        ("5 $ and $9 and ${", (), "5 $ and $9 and ${"),
    ],
)
def test_variables_are_named_and_filled_once(text: str, names: tuple[str, ...], made: str) -> None:
    assert variables_in(text) == names
    assert filled(text, {"KEY": "1", "OTHER_2": "2$KEY"}) == made


def test_a_variable_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="KEY"):
        filled("$KEY", {})
