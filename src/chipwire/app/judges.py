"""Judges, made in whichever process needs one."""

from chipwire.annotators.language import detect
from chipwire.annotators.pipelines import Pipelines
from chipwire.core.model import Watchlist
from chipwire.jobs.judge import Judge


def make_judge(watchlist: Watchlist, models: dict[str, str]) -> Judge:
    """Compiles the watchlist; `models` are spaCy's, by language.

    Raises:
        WatchlistError: a keyword can't be looked for.
    """
    return Judge(watchlist, Pipelines(models), detect)
