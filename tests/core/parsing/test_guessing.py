"""Encodings that nobody declares, or that are declared wrongly."""

from datetime import UTC, datetime

import pytest

from chipwire.core.parsing import parse
from chipwire.core.parsing.guessing import guesses

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SIMPLIFIED = "商务部公布对芯片设备实施出口管制的公告"
TRADITIONAL = "台積電股價重挫，美國擴大晶片禁令"
JAPANESE = "エヌビディア、中国向け半導体の販売を再開"
KOREAN = "반도체 수출 규제 발표"
RUSSIAN = "США ввели новые ограничения на экспорт чипов"
GERMAN = "Exportbeschränkungen – „Überprüfung“ läuft"


def title(words: str, encoding: str, declared: str, content_type: str | None = None) -> str:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    document = (
        f"{head}<rss><channel><title>T</title><item><title>{words}</title></item></channel></rss>"
    )
    (article,) = parse(
        document.encode(encoding), url=None, content_type=content_type, now=NOW
    ).articles
    return article.title


@pytest.mark.parametrize("declared", ["", "utf-8", "x-unknown"])
@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (SIMPLIFIED, "gbk"),
        (TRADITIONAL, "big5"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (KOREAN, "euc_kr"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (GERMAN, "cp1252"),
    ],
)
def test_what_nobody_declares_rightly_is_told_by_its_letters(
    words: str, encoding: str, declared: str
) -> None:
    assert title(words, encoding, declared) == words


def test_a_header_counts_more_than_a_western_default_in_the_document() -> None:
    header = "text/xml; charset=windows-1251"
    assert title(RUSSIAN, "cp1251", "iso-8859-1", header) == RUSSIAN
    assert title(RUSSIAN, "cp1251", "windows-1251", "text/xml; charset=iso-8859-1") == RUSSIAN


@pytest.mark.parametrize(
    "declared", ["base64", "zlib", "idna", "undefined", "utf-7", "unicode_escape", "utf-16"]
)
def test_what_is_no_encoding_of_letters_is_not_believed(declared: str) -> None:
    assert title(GERMAN, "cp1252", declared) == GERMAN


@pytest.mark.parametrize(
    ("declared", "encoding", "words"),
    [("hz-gb-2312", "hz", SIMPLIFIED), ("iso-2022-kr", "iso2022_kr", KOREAN)],
)
def test_seven_bit_encodings_are_known(declared: str, encoding: str, words: str) -> None:
    assert title(words, encoding, declared) == words


@pytest.mark.parametrize("declared", ["", "utf-8"])
def test_one_stray_byte_among_few_letters_of_utf_8_bends_none_of_them(declared: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    item = "<item><title>It’s 5 @ 😀</title></item>"
    document = f"{head}<rss><channel><title>T</title>{item}</channel></rss>"
    body = document.encode().replace(b"@", b"\x80")
    (article,) = parse(body, url=None, content_type=None, now=NOW).articles
    assert article.title == "It’s 5 € 😀"


@pytest.mark.parametrize("body", [b"", b"ascii", bytes(range(128, 256)) * 10_000])
def test_there_is_always_a_guess(body: bytes) -> None:
    assert guesses(body)
