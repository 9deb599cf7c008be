"""Stories of our own in three languages, judged by hand, and digests composed from them.

Flagged words stand in double brackets with their topic: `[[h20:H20]]`.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from chipwire.core.clustering import independent
from chipwire.core.composing import ComposeOptions, compose
from chipwire.core.model import (
    Article,
    Digest,
    Entity,
    Evidence,
    Feed,
    FeedState,
    Health,
    Match,
    ScorePart,
    Story,
    Subscriber,
    Tier,
    Topic,
    Verdict,
    Watchlist,
)
from chipwire.core.rendering import prepare

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)
TEMPLATES = Path(__file__).parents[2] / "templates"

WATCHLIST = Watchlist(
    hash="5f2c91d0a7be",
    topics=(
        Topic(id="h20", name="H20", group="AI chips", weight=0.9, must_see=True),
        Topic(id="ascend", name="Huawei Ascend", group="AI chips", weight=0.8),
        Topic(id="hbm", name="High-bandwidth memory", group="AI chips", weight=0.7),
        Topic(id="nvidia", name="Nvidia", group="companies", weight=0.4),
        Topic(id="huawei", name="Huawei", group="companies", weight=0.6),
        Topic(id="smic", name="SMIC", group="companies", weight=0.6),
        Topic(id="asml", name="ASML", group="companies", weight=0.5),
        Topic(id="export-controls", name="Export controls", group="policy", weight=0.6),
        Topic(id="entity-list", name="Entity List", group="policy", weight=0.85, must_see=True),
        Topic(id="bis", name="BIS", group="policy", weight=0.5),
        Topic(id="rare-earths", name="Rare earths", group="policy", weight=0.6),
        Topic(id="chip-smuggling", name="Chip smuggling", group="policy", weight=0.7),
    ),
)
OPTIONS = ComposeOptions(generator="Chipwire test")
READER = Subscriber(id="desk", address="desk@example.org", zone="Europe/Berlin")

_MARK = re.compile(r"\[\[([a-z0-9-]+(?:,[a-z0-9-]+)*):(.+?)\]\]")
_SENTENCE = re.compile(r"[^.。!?]+(?:[.。!?]+\s*|$)")


def judged(
    id_: str,
    outlet: str,
    tier: Tier,
    language: str,
    title: str,
    text: str = "",
    *,
    hours: float = 3,
    score: float = 0.8,
    why: Sequence[str] = (),
    names: Sequence[str] = (),
    facts: dict[str, str] | None = None,
    url: str | None = "",
) -> Verdict:
    """An article with its flags where the brackets stand."""
    plain_title, found = _unmarked(title, "title")
    plain_text, in_text = _unmarked(text, "text")
    evidence: dict[str, list[Evidence]] = {}
    for topic, proof in found + in_text:
        evidence.setdefault(topic, []).append(proof)
    return Verdict(
        article=Article(
            id=id_,
            feed=f"https://{outlet.lower().replace(' ', '-')}.example/feed",
            outlet=outlet,
            tier=tier,
            url=f"https://news.example/{id_}" if url == "" else url,
            title=plain_title,
            text=plain_text,
            language=language,
            published=NOW - timedelta(hours=hours),
            first_seen=NOW - timedelta(hours=hours - 0.2),
            facts=facts or {},
        ),
        matches=tuple(
            Match(
                topic=topic,
                score=0.95 if proofs[0].field == "title" else 0.7,
                evidence=tuple(proofs),
            )
            for topic, proofs in evidence.items()
        ),
        score=score,
        parts=tuple(ScorePart(reason=reason, value=0.3 - at / 10) for at, reason in enumerate(why)),
        entities=tuple(Entity(text=name, label="ORG", canonical=name.lower()) for name in names),
    )


def _unmarked(marked: str, field: Any) -> tuple[str, list[tuple[str, Evidence]]]:
    text, spans, at = "", [], 0
    for hit in _MARK.finditer(marked):
        text += marked[at : hit.start()]
        spans.append((hit[1].split(","), len(text), len(text) + len(hit[2])))
        text += hit[2]
        at = hit.end()
    text += marked[at:]
    proofs = []
    for topics, start, end in spans:
        sentence, begin = _sentence(text, start) if field == "text" else (text, 0)
        proof = Evidence(
            field=field,
            start=start,
            end=end,
            surface=text[start:end],
            sentence=sentence,
            sentence_start=begin,
        )
        proofs += [(topic, proof) for topic in topics]
    return text, proofs


def _sentence(text: str, at: int) -> tuple[str, int]:
    for hit in _SENTENCE.finditer(text):
        if hit.start() <= at < hit.end():
            return hit[0].rstrip(), hit.start()
    raise AssertionError("no sentence holds the words")


def story(id_: str, *verdicts: Verdict) -> Story:
    return Story(id=id_, verdicts=verdicts, opened=YESTERDAY, updated=NOW)


LICENCES_YESTERDAY = judged(
    "a10",
    "Pacific Wire",
    Tier.WIRE,
    "en",
    "[[nvidia:Nvidia]] expects word on [[h20:H20]] licences within days",
    "The company told suppliers to keep [[h20:H20]] lines ready.",
    hours=27,
    score=0.82,
    why=["H20 in the headline"],
    names=["Nvidia"],
)
LICENCES = (
    judged(
        "a11",
        "Pacific Wire",
        Tier.WIRE,
        "en",
        "[[nvidia:Nvidia]] wins back licences to ship [[h20:H20]] chips to 14 Chinese buyers",
        "The [[us-commerce,export-controls:export licences]] cover 14 named buyers and lapse after"
        " 180 days. Each shipment of the [[h20:H20]] must be reported to [[bis:the Bureau of"
        " Industry and Security]] within five days, and buyers may not resell the boards."
        " Rivals in China doubt that orders will return to last year's level.".replace(
            "us-commerce,", ""
        ),
        hours=4,
        score=0.94,
        why=["H20 in the headline", "licences to export", "names buyers in China"],
        names=["Nvidia", "Bureau of Industry and Security"],
    ),
    judged(
        "a12",
        "Der Halbleiterbrief",
        Tier.TRADE_PRESS,
        "de",
        "USA erlauben wieder den Verkauf von [[h20:H20-Chips]] nach China",
        "Die [[export-controls:Ausfuhrgenehmigungen]] gelten für 14 Abnehmer und laufen nach einem"
        " halben Jahr ab.",
        hours=3,
        score=0.9,
        why=["H20 in the headline"],
        names=["Nvidia"],
    ),
    judged(
        "a13",
        "芯片观察",
        Tier.TRADE_PRESS,
        "zh",
        "[[nvidia:英伟达]][[h20:H20]]重获对华出口许可，首批涉及14家客户",
        "许可有效期为180天，每批货物须在五日内申报。",
        hours=2,
        score=0.9,
        why=["H20 in the headline"],
    ),
    judged(
        "a14",
        "Harbour Courier",
        Tier.GENERAL,
        "en",
        "[[nvidia:Nvidia]] wins back licences to ship [[h20:H20]] chips to 14 Chinese buyers",
        "The [[export-controls:export licences]] cover 14 named buyers and lapse after 180 days."
        " Each shipment of the H20 must be reported to the Bureau of Industry and Security within"
        " five days, and buyers may not resell the boards.",
        hours=1,
        score=0.88,
    ),
)
ENTITY_LIST = (
    judged(
        "b1",
        "Federal Register",
        Tier.OFFICIAL,
        "en",
        "Additions of Entities to the [[entity-list:Entity List]]; Revision of Entries",
        "In this rule, [[bis:BIS]] adds 12 entities under the destinations of China, Singapore and"
        " the United Arab Emirates to the [[entity-list:Entity List]] for acquiring advanced"
        " computing items contrary to [[export-controls:export controls]].",
        hours=9,
        score=0.97,
        why=["Entity List in the title", "a rule in the Federal Register"],
        names=["Singapore"],
        facts={"effective_on": "2026-11-25", "comments_close_on": "2027-01-22"},
    ),
    judged(
        "b2",
        "Pacific Wire",
        Tier.WIRE,
        "en",
        "Washington puts 12 firms on [[entity-list:Entity List]] over AI servers",
        "",
        hours=8,
        score=0.9,
    ),
)
OTHERS = (
    (
        "c",
        judged(
            "c1",
            "芯片观察",
            Tier.TRADE_PRESS,
            "zh",
            "[[huawei:华为]]公布[[ascend:昇腾]]950量产时间表，[[hbm:高带宽内存]]改用自研",
            "[[huawei:华为]]表示，新一代[[ascend:昇腾]]芯片将由[[smic:中芯国际]]代工，明年第一季度出货。",
            hours=5,
            score=0.86,
            why=["Ascend in the headline", "China's own memory"],
            names=["华为"],
        ),
    ),
    (
        "d",
        judged(
            "d1",
            "Nordlicht Zeitung",
            Tier.GENERAL,
            "de",
            "Brüssel prüft eigene [[export-controls:Exportkontrollen]] für Lithografie",
            "Ein Entwurf nennt Anlagen von [[asml:ASML]] und ihre Wartung genehmigungspflichtig.",
            hours=6,
            score=0.78,
            why=["export controls in the headline"],
            names=["ASML"],
        ),
    ),
    (
        "e",
        judged(
            "e1",
            "Trade Compliance Notes",
            Tier.ANALYSIS,
            "en",
            "How brokers moved 2,400 servers past [[export-controls:export controls]]",
            "Court papers describe [[chip-smuggling:a smuggling ring]] that relabelled boards with"
            " banned [[nvidia:Nvidia]] parts as tea machines in Penang before they went north.",
            hours=11,
            score=0.74,
            why=["smuggling of chips", "court papers"],
        ),
    ),
    (
        "f",
        judged(
            "f1",
            "Pacific Wire",
            Tier.WIRE,
            "en",
            "Beijing adds two magnets to its [[rare-earths:rare earth]] licensing list",
            "Makers say stocks of [[rare-earths:dysprosium]] last until February.",
            hours=13,
            score=0.69,
            why=["rare earths in the headline"],
        ),
    ),
)


def feeds(failing: bool = False) -> tuple[list[Feed], dict[str, tuple[FeedState, str]]]:
    """Sixty-four feeds; all but four well, or all failing."""
    health = Health(last_attempt=NOW, last_success=None if failing else NOW)
    all_ = [
        Feed(id=f"f{n}", url=f"https://feed{n}.example/rss", title=f"Feed {n}", health=health)
        for n in range(64)
    ]
    usual = (FeedState.FAILING, "no answer") if failing else (FeedState.FINE, "")
    states = dict.fromkeys((feed.id for feed in all_), usual)
    if not failing:
        states["f3"] = (FeedState.FAILING, "HTTP 503 since 22 Nov")
        states["f9"] = (FeedState.QUIET, "nothing new for 9 days, usually daily")
        states["f17"] = (FeedState.NEVER_WORKED, "the address answers 404")
        states["f40"] = (FeedState.GONE, "410 Gone")
    return all_, states


def composed(
    stories: Sequence[Story],
    fresh: Sequence[str] | None = None,
    *,
    subscriber: Subscriber = READER,
    previous: Sequence[Digest] = (),
    local_date: date = TODAY,
    now: datetime = NOW,
    unmatched: int = 1_148,
    backlog: int = 40,
    reread: int | None = 21_406,
    failing: bool = False,
    watchlist: Watchlist = WATCHLIST,
    options: ComposeOptions = OPTIONS,
    alerted: Mapping[str, datetime] | None = None,
) -> Digest:
    """Composes with counts that agree."""
    ids = {one.article.id for told in stories for one in told.verdicts}
    span = ids if fresh is None else set(fresh)
    all_feeds, states = feeds(failing)
    return compose(
        subscriber,
        watchlist=watchlist,
        stories=stories,
        fresh=span,
        seen=unmatched + backlog + len(ids & span),
        backlog=backlog,
        unmatched=unmatched,
        reread=reread,
        feeds=all_feeds,
        states=states,
        previous=previous,
        local_date=local_date,
        after=100,
        through=2_000,
        covers_from=now - timedelta(days=1),
        now=now,
        independent=independent,
        alerted=alerted or {},
        options=options,
    )


def yesterday() -> Digest:
    return composed(
        [story("s-licences", LICENCES_YESTERDAY)],
        local_date=TODAY - timedelta(days=1),
        now=YESTERDAY,
    )


def full() -> Digest:
    """A realistic morning: one known story with news, a rule, three languages, one left out."""
    low = judged(
        "z1", "Gadget Post", Tier.GENERAL, "en", "Ten phones by [[huawei:Huawei]]", score=0.2
    )
    stories = [
        story("s-licences", LICENCES_YESTERDAY, *LICENCES),
        story("s-list", *ENTITY_LIST),
        *(story(f"s-{name}", verdict) for name, verdict in OTHERS),
        story("s-low", low),
    ]
    fresh = [one.article.id for told in stories for one in told.verdicts]
    return composed(stories, [id_ for id_ in fresh if id_ != "a10"], previous=[yesterday()])


def empty() -> Digest:
    return composed([])


def blind() -> Digest:
    return composed([], unmatched=0, backlog=0, failing=True)


def many(number: int = 500) -> Digest:
    """A day of hundreds of stories, every fiftieth a must-see."""
    stories = []
    for n in range(number):
        topic = "h20:H20" if n % 50 == 0 else "asml:ASML"
        verdict = judged(
            f"m{n}",
            f"Outlet {n % 37}",
            Tier.OFFICIAL if n % 100 == 1 else Tier.TRADE_PRESS,
            ("en", "de", "zh")[n % 3],
            f"Ministry number {n} weighs what [[{topic}]] may ship to region {n * 7} next year",
            f"An official said on day {n} that [[export-controls:export licences]] for"
            f" [[{topic}]] would be decided case by case, with a first answer within {n + 5} days.",
            hours=n % 20,
            score=0.6 + (n % 40) / 100,
            why=["named in the headline"],
        )
        stories.append(story(f"m{n}", verdict))
    return composed(stories)


def templates(*folders: Path, on_problem: Any = None) -> Environment:
    """An environment as app builds it, with the user's folders first."""
    builtin = FileSystemLoader(TEMPLATES)
    own = [FileSystemLoader(folder) for folder in folders]
    return prepare(Environment(), builtin, own, on_problem)
