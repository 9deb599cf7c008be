"""chipwire templates: the words and looks of the mails, from the shell."""

from pathlib import Path
from typing import Annotated

import typer

from chipwire.cli.shared import Trouble, say, table

app = typer.Typer(
    name="templates", help="The templates of mails, pages and feeds.", no_args_is_help=True
)


@app.command("list")
def list_() -> None:
    """Every template, and the file of your own that is used instead."""
    from chipwire.app.templates import template_files

    rows = [
        (file.name, str(file.own or "built in"), "" if file.builtin else "used only if included")
        for file in template_files(_own())
    ]
    table(("template", "from", ""), rows)


@app.command()
def copy(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME...]", help="Such as digest.html; else all.")
    ] = None,
) -> None:
    """Copy built-in templates to CHIPWIRE_TEMPLATES, for editing; never over a file there."""
    from chipwire.app.templates import copy_templates

    own = _own_or_trouble()
    try:
        copied, there = copy_templates(names or [], own)
    except KeyError as error:
        raise Trouble(error.args[0]) from error
    except OSError as error:
        raise Trouble(f"{own} cannot be written: {error.strerror}") from error
    if copied:
        say(f"copied to {own}: {', '.join(copied)}")
    if there:
        raise Trouble(f"{own} has {', '.join(there)} already; nothing was overwritten")


@app.command()
def check() -> None:
    """Print a made-up digest and alert with every template; exit 1 where one is broken."""
    from chipwire.app.templates import check_templates, template_files

    own = _own()
    problems = check_templates(own)
    for problem in problems:
        say(problem.mistake)
    if problems:
        raise typer.Exit(1)
    mine = [file for file in template_files(own) if file.own]
    say(f"{len(mine)} of your own and all built-in templates are good")


def _own() -> Path | None:
    from chipwire.settings import BadSettingsError, load_settings

    try:
        own = load_settings().settings.templates
    except BadSettingsError as error:
        raise Trouble(str(error)) from error
    if own is not None and own.exists() and not own.is_dir():
        raise Trouble(f"CHIPWIRE_TEMPLATES is {own}, which is no folder")
    return own


def _own_or_trouble() -> Path:
    own = _own()
    if own is None:
        raise Trouble("set CHIPWIRE_TEMPLATES to the folder for your own templates first")
    return own
