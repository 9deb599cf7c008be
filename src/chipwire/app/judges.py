"""Judges, made in whichever process needs one."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from chipwire.core.model import Watchlist

if TYPE_CHECKING:
    from chipwire.jobs.judge import Judge


def make_judge(watchlist: Watchlist, models: dict[str, str]) -> "Judge":
    """Compiles the watchlist; `models` are spaCy's, by language.

    Raises:
        WatchlistError: a keyword can't be looked for.
    """
    # Late: most rounds of polling bring nothing to judge.
    from chipwire.annotators.language import detect
    from chipwire.annotators.pipelines import Pipelines
    from chipwire.jobs.judge import Judge

    return Judge(watchlist, Pipelines(models), detect)


class JudgeMaker:
    """Makes judges by a watchlist that is read when the first of them is wanted."""

    def __init__(self, wanted: Callable[[], Watchlist], models: dict[str, str]) -> None:
        self._wanted = wanted
        self._models = models

    @cached_property
    def watchlist(self) -> Watchlist:
        """The watchlist as it stood at first need."""
        return self._wanted()

    def is_outdated(self) -> bool:
        """Whether another watchlist is wanted since."""
        return "watchlist" in self.__dict__ and self.watchlist.hash != self._wanted().hash

    def __call__(self) -> "Judge":
        """A judge."""
        return make_judge(self.watchlist, self._models)

    def __reduce__(self) -> tuple[type["JudgeMaker"], tuple["_Given", dict[str, str]]]:
        """Another process gets the watchlist itself."""
        return JudgeMaker, (_Given(self.watchlist), self._models)


class _Given:
    """A watchlist that is there already."""

    def __init__(self, watchlist: Watchlist) -> None:
        self._watchlist = watchlist

    def __call__(self) -> Watchlist:
        return self._watchlist
