from chipwire.core.model import Article, Company, Keyword, Topic, Watchlist, Words
from chipwire.jobs.backtest import MOST_EXAMPLES, backtest, keyword_usage, shown
from chipwire.jobs.judge import Judge


def judge(*keywords: Keyword, id_: str = "h20", weight: float = 0.6) -> Judge:
    topic = Topic(id=id_, name=id_, weight=weight, keywords=keywords)
    return Judge(Watchlist(topics=(topic,)))


def test_what_an_edit_gains_and_loses() -> None:
    road = Company(words=Words(forms=("motorway",)))
    before, after = judge(Keyword(text="H20")), judge(Keyword(text="H20", excludes=(road,)))
    texts = ["The H20 motorway", "The H20 chip", "Nothing"]
    result = backtest([Article(id=str(n), text=t) for n, t in enumerate(texts)], before, after)
    assert result.articles == 3
    assert result.gained == {}
    assert (result.lost["h20"].count, result.lost["h20"].examples[0].id) == (1, "0")
    assert (result.hidden.count, result.shown.count) == (1, 0)


def test_examples_are_few_however_many_change() -> None:
    articles = (Article(id=str(n), text="H20") for n in range(50))
    result = backtest(articles, judge(Keyword(text="none")), judge(Keyword(text="H20")))
    assert result.gained["h20"].count == 50
    assert len(result.gained["h20"].examples) == MOST_EXAMPLES
    assert result.shown.count == 50


def test_a_lower_weight_hides_without_losing_the_flag() -> None:
    articles = [Article(text="H20")]
    result = backtest(articles, judge(Keyword(text="H20")), judge(Keyword(text="H20"), weight=0.2))
    assert (result.lost, result.hidden.count) == ({}, 1)


def test_keywords_that_idle_are_pointed_out() -> None:
    chip = (Company(words=Words(forms=("chip",))),)
    keywords = (
        Keyword(text="H20", needs=chip),
        Keyword(text="H30"),
        Keyword(text="H40", needs=chip),
        Keyword(text="H50", needs=chip),
        Keyword(pattern=({"LOWER": "x"},)),
    )
    articles = [
        Article(text="The H20 chip."),
        Article(text="H40 alone. H50."),
        Article(text="H50 chip"),
    ]
    told = {
        u.keyword.text: (u.seen, u.counted, u.remark)
        for u in keyword_usage(articles, judge(*keywords))
    }
    assert told == {
        "H20": (1, 1, "never stood without its context: `needs` may not be needed"),
        "H30": (0, 0, "never stood in an article"),
        "H40": (1, 0, "never stood in its context: every hit was turned down"),
        "H50": (2, 1, ""),
        "": (0, 0, "never stood in an article"),
    }


def test_keywords_of_every_kind_are_shown_in_a_few_words() -> None:
    chips, sell = Words(forms=("chip", "GPU"), name="chips"), Words(forms=("sell", "ship"))
    assert shown(Keyword(text="H20")) == "H20"
    assert shown(Keyword(together=(chips, sell))) == "$chips + sell"
    assert shown(Keyword(regex="H[0-9]+")) == "H[0-9]+"
    assert shown(Keyword(pattern=({"LOWER": "x"}, {"LEMMA": "ban"}))) == "x ban"
    assert len(shown(Keyword(text="(a|b) " * 50))) == 60
