import pytest

from chipwire.core.clustering import independent
from support.reports import report

WIRE = (
    "The ministry ordered the chipmaker to stop all deliveries from the plant in the north after "
    "inspectors found servers that were labelled as toys, two officials said on Thursday."
)
OTHER = (
    "Drei Beamte schildern, wie Prüfer in einem Lager auf Server stießen, die als Spielzeug "
    "deklariert waren; der Hersteller schweigt bisher zu allen Vorwürfen."
)


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        ([], 0),
        ([WIRE], 1),
        ([WIRE] * 12, 1),
        ([WIRE, "By our staff. " + WIRE + " Read more."], 1),
        ([WIRE, OTHER], 2),
        (["SEOUL (Reuters) - " + WIRE, OTHER + " (Reuters)"], 1),
        (["SEOUL (Reuters) - " + WIRE, "BERLIN (dpa) - " + OTHER], 2),
        (["据路透社报道，工厂停产。（路透社）", "SEOUL (Reuters) - " + WIRE], 1),
        ([WIRE, OTHER, WIRE], 2),
    ],
)
def test_counts_reports_not_outlets(texts: list[str], count: int) -> None:
    articles = [report(str(n), f"Headline {n}", text).article for n, text in enumerate(texts)]
    assert independent(articles) == count


def test_the_same_headline_without_text_is_one_report() -> None:
    articles = [report(str(n), "Dutch seize Nexperia plant").article for n in range(3)]
    assert independent(articles) == 1
