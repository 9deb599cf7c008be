import pytest

from chipwire.core.text.languages import language_code


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("de", "de"),
        ("DE-at", "de"),
        ("zh_Hant_TW", "zh"),
        ("deu", "de"),
        ("gsw", "gsw"),
        ("German", None),
        ("cn", "zh"),
        ("yue-HK", "zh"),
        ("jp", "ja"),
        ("und", None),
        ("mul", None),
        ("utf-8", None),
        ("", None),
        (None, None),
    ],
)
def test_a_tag_means_a_language(tag: str | None, code: str | None) -> None:
    assert language_code(tag) == code
