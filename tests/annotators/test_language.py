import json
import subprocess
import sys
from pathlib import Path

import pytest
import wordfreq

from chipwire.annotators.language import HOME, NEIGHBOURS, TOP, _common, detect

OWN = Path(__file__).parents[2] / "eval"


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Chip rules tighten again this winter", "", "en"),
        ("Neue Regeln für die Ausfuhr von Chips", "", "de"),
        ("超威：MI308重新获准，但要交一成五", "", "zh"),
        ("輝達可賣晶片給大陸", "", "zh"),
        ("米国がH20の輸出を許可した", "", "ja"),
        ("엔비디아 H20 중국 수출 재개", "", "ko"),
        ("США ограничили экспорт чипов", "", "ru"),
        ("Les Pays-Bas limitent les exportations", "", "fr"),
        ("De regering beperkt de uitvoer van machines", "", "nl"),
        # Names of another script do not turn a text.
        ("Huawei (华为) and SMIC (中芯国际) gain ground in phones", "", "en"),
        ("Nvidia H20 GPU 获准", "", "zh"),
        # Too few words to tell: the languages of the watchlist.
        ("U.S. Allies’ Export Controls", "", "en"),
        ("Ämter", "", "de"),
        # The text decides where the headline can't.
        ("Kimi K3", "Das neue Modell schlägt die Konkurrenz in drei von fünf Tests.", "de"),
        # Clear by common words, and neighbours that share some of them.
        ("market report: budget talks and energy shares grow in the city", "", "en"),
        ("Ein neuer Bericht über die Lage der Wirtschaft in diesem Jahr", "", "de"),
        ("De nieuwe regels voor de handel in die landen zijn streng", "", "nl"),
        ("Die nuwe reëls in die land is streng, sê die minister", "", "nl"),
        ("", "", None),
        ("123 %", "2026", None),
        ("🙂", "https://example.org/a/german/address", None),
    ],
)
def test_language_of_an_article(title: str, text: str, expected: str | None) -> None:
    assert detect(title, text) == expected


@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_headlines_and_articles_of_the_own_set(language: str) -> None:
    lines = (OWN / f"articles-{language}.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    headlines = [row["title"] for row in rows if detect(row["title"], "") != language]
    assert len(headlines) <= 0.04 * len(rows), headlines
    assert [r["title"] for r in rows if detect(r["title"], r["text"]) != language] == []


def test_model_is_loaded_on_first_need() -> None:
    code = (
        "import sys, chipwire.annotators.language as l; l.detect('輝達可賣晶片', ''); "
        "assert 'py3langid' not in sys.modules and 'numpy' not in sys.modules; "
        "l.detect('The minister said that the new rules would be out in the spring', ''); "
        "assert 'py3langid' not in sys.modules; "
        "l.detect('hello there', ''); assert 'py3langid' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("language", [*HOME, *NEIGHBOURS])
def test_common_words_are_those_that_wordfreq_names(language: str) -> None:
    expected = wordfreq.top_n_list(language, TOP, wordlist="small")
    assert _common(language) == frozenset(expected)
