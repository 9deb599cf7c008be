"""What the glance spares would have been turned down anyway."""

from hypothesis import example, given
from hypothesis import strategies as st

from chipwire.core.matching import compile_watchlist
from chipwire.core.matching.reading import Reading
from chipwire.core.model import Article, Keyword, Topic, Watchlist, Within, Words

LISTS = (
    ("chip", "芯片", "Halbleiter"),
    ("sell", "出口"),
    ("may not", "禁止", "darf nicht"),
    ("China",),
)
WITHINS = (Within(), Within(unit="characters", size=12), Within(unit="characters", size=300),
           Within(unit="article"), Within(unit="title"))  # fmt: skip
TOPICS = tuple(
    Topic(
        id=f"t{number}",
        name="T",
        keywords=(Keyword(within=within, together=tuple(Words(forms=part) for part in LISTS)),),
    )
    for number, within in enumerate(WITHINS)
)
MATCHER = compile_watchlist(Watchlist(topics=TOPICS))
PIECES = st.sampled_from(
    [
        *(word for part in LISTS for word in part),
        *" \n.。,",
        "  ",
        "and so on ",
        "x" * 90,
        "İ",
        "ﬁ",
        "－",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map(" ".join)


@given(TEXTS, TEXTS)
@example("", "chip " + "word " * 300 + "sell may not China")
@example("chip sell", "may not China")
def test_a_match_is_found_if_and_only_if_a_hit_looked_at_in_full_is_accepted(
    title: str, text: str
) -> None:
    article = Article(title=title, text=text)
    accepted = {hit.topic for hit in MATCHER.explain(article) if not hit.reason}
    assert {match.topic for match in MATCHER.find(article).matches} == accepted


def test_a_hit_far_from_the_other_parts_is_not_looked_at() -> None:
    article = Article(
        title="", text="One chip here." + " Nothing." * 300 + " They may not sell to China."
    )
    reading = Reading(article, MATCHER.compiled)
    (hit,) = MATCHER.compiled.anchors.find(reading.folded)
    asked = reading.hopeful(MATCHER.compiled.rules[hit.word], hit.start, hit.end)
    assert [WITHINS[rule.topic].unit for rule in asked] == ["article", "title"]
