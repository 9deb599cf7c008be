"""Which topics are in an article, with the words that prove it."""

from chipwire.core.matching.collisions import Collision, find_collisions
from chipwire.core.matching.compiling import Compiler, Rule, WatchlistError
from chipwire.core.matching.matcher import Explained, Findings, FindPattern, Matcher
from chipwire.core.model import Watchlist


def compile_watchlist(watchlist: Watchlist) -> Matcher:
    """Ready to scan.

    Raises:
        WatchlistError: a keyword can't be looked for; the sentence says which and why.
    """
    return Matcher(Compiler(watchlist).compile())


__all__ = [
    "Collision",
    "Explained",
    "FindPattern",
    "Findings",
    "Matcher",
    "Rule",
    "WatchlistError",
    "compile_watchlist",
    "find_collisions",
]
