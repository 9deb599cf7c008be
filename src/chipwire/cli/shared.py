"""What the commands share: the parts, words on stderr, tables, progress bars."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from chipwire.app.parts import Parts

T = TypeVar("T")


class Trouble(Exception):  # noqa: N818 - it is no fault of the program; main() prints its words
    """A failure that the user can read about: exit 1 with these words."""


def say(words: str) -> None:
    """A line of words for people; data goes to stdout by other ways."""
    sys.stderr.write(words + "\n")


def wrong_usage(words: str) -> NoReturn:
    """End with 2, as for a wrong option."""
    say(f"chipwire: {words}")
    raise typer.Exit(2)


@contextmanager
def parts(*, quiet: bool = True, warn: bool = True) -> Iterator["Parts"]:
    """The parts built from the settings; faults of settings, seeds and database in words.

    `quiet` logs warnings only: a command's own words are on stderr already. `warn` names
    unknown settings and mistakes in the seed files.
    """
    from chipwire.app.building import AppError, build

    try:
        with build(quiet=quiet) as built:
            if warn:
                for warning in (*built.loaded.warnings, *built.seedbook.problems):
                    say(f"warning: {warning}")
            yield built
    except AppError as error:
        raise Trouble(str(error)) from error


@contextmanager
def editing() -> Iterator[Path]:
    """The folder of the seed files, for an edit; its faults in words.

    Raises:
        Trouble: no folder of one's own is configured, or the edit cannot stand.
    """
    from chipwire.seeds.problems import SeedError
    from chipwire.settings import BadSettingsError, load_settings

    try:
        folder = load_settings().settings.seeds
        if folder is None:
            raise Trouble(
                "the seeds that ship with Chipwire are read only; `chipwire init` copies them, "
                "then set CHIPWIRE_SEEDS to that folder"
            )
        yield folder
    except (BadSettingsError, SeedError) as error:
        raise Trouble(str(error)) from error


def progress(items: Iterable[T], words: str, total: int | None) -> Iterable[T]:
    """The items, with a bar on stderr when it is a terminal."""
    if not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(
        items, description=words, total=total, console=Console(stderr=True), transient=True
    )


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows on stdout: a fitted table on a terminal, tab-separated lines elsewhere."""
    if not sys.stdout.isatty():
        for row in rows:
            sys.stdout.write("\t".join(_one_line(cell) for cell in row) + "\n")
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    drawn = Table(*headers, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        drawn.add_row(*(escape(_one_line(cell)) for cell in row))
    Console().print(drawn)


def _one_line(cell: str) -> str:
    return " ".join(cell.split())
