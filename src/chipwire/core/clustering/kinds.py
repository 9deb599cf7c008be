"""Kinds of article that grouping treats apart: official documents and round-ups."""

import re

from chipwire.core.model import Article, Tier

_OFFICIAL_HOST = re.compile(
    r"(?:^|//|\.)(?:federalregister\.gov|govinfo\.gov|regulations\.gov|eur-lex\.europa\.eu"
    r"|exportcontrol\.mofcom\.gov\.cn)\b"
)
_OFFICIAL_NAME = re.compile(
    r"federal.?register|official journal|amtsblatt|bundesanzeiger|联邦纪事|政府公报", re.IGNORECASE
)
_LEGAL = re.compile(
    r"\b(?:this (?:final |interim final |proposed |direct final |temporary )?"
    r"(?:rule|notice|document|action)"
    r"|final rule|proposed rule|notice of|notice is hereby given|hereby given|pursuant to"
    r"|paperwork reduction act|code of federal regulations|federal register"
    r"|information collection|the department|the agency|is issuing|is publishing|comment period"
    r"|administration regulations|airworthiness directive|we are (?:adopting|proposing|issuing)"
    r"|(?:we|EPA|FDA|FAA|NMFS|FCC|SEC|NRC|USDA|the coast guard|the commission|the bureau|the office"
    r"|the board|the administration|the service|the secretary) "
    r"(?:is|are|announces?|issues?|amends?|proposes?|adopts?|gives?|invites?|seeks?|has|have|will))\b",
    re.IGNORECASE,
)
_LEGAL_TITLE = re.compile(
    r"\b(?:notice of|notification of|comment request|request for comments?|notice of meetings?"
    r"|proposed rule|final rule|self-regulatory organizations|airworthiness directives?"
    r"|information collections?|combined notice|sunshine act|privacy act of|omb review"
    r"|advisory (?:committee|board|council)|council; public meeting|market-based rate filing"
    r"|(?:additions?|revisions?|modifications?|removals?).{0,40} (?:to|from) the entity list"
    r"|controlled substances application|procurement list)\b",
    re.IGNORECASE,
)
_FOLLOW_UP_PART = re.compile(
    r"\s*[;:,]\s*(?:(?:second|technical|further) )?(?:correct|amend|exten|delay of)[^;:]*$"
)
OPENING = 400  # code points
_FOLLOW_UP = re.compile(
    r"\b(?:correct(?:ion|ing|s|ed)|amend(?:ment|ing|s|ed)|exten(?:sion|ding|ds|ded)|erratum"
    r"|reopening|delay of effective date|berichtigung|änderung|verlängerung)\b|更正|修订|延长|修正",
    re.IGNORECASE,
)
_ROUNDUP = re.compile(
    r"^(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|wochenruckblick)\b"
    r"|\b(?:morning|evening|daily|weekly|business|news) (?:brief|briefing|briefs|roundup|round up"
    r"|digest|highlights|wrap|recap|summary|in pictures)\b"
    r"|\b(?:round ?up|week in review|this week in|tagesruckblick|newsletter|kurz informiert"
    r"|das wichtigste|top 10|live ?blog|liveticker|open thread)\b"
    r"|早报|晚报|日报|周报|周刊|午报|一周|要闻|早餐|早知道|盘点|速览|汇总|8点1氪|氪星晚报"
)


def is_official(article: Article) -> bool:
    """A document of an authority itself, each its own story."""
    address = f"{article.url or ''} //{article.outlet}"
    return (
        bool(_OFFICIAL_NAME.search(f"{article.outlet} {article.feed} {article.id}"))
        or article.tier is Tier.OFFICIAL
        or bool(_OFFICIAL_HOST.search(address))
        or _reads_as_law(article)
    )


def _reads_as_law(article: Article) -> bool:
    """Without a named outlet, a title or text that speaks as the authority does."""
    if article.outlet:
        return False
    return bool(_LEGAL_TITLE.search(article.title) or _LEGAL.search(article.text[:OPENING]))


def is_follow_up(title: str) -> bool:
    """Whether a title says that it corrects, amends or extends an earlier document."""
    return bool(_FOLLOW_UP.search(title))


def without_follow_up(folded_title: str) -> str:
    """The title of the document that this one corrects, amends or extends."""
    return _FOLLOW_UP_PART.sub("", folded_title)


def is_roundup(folded_title: str) -> bool:
    """Several stories under one title: never part of any of them."""
    return bool(_ROUNDUP.search(folded_title)) or folded_title.count(" + ") >= 2
