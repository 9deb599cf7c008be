"""The command line: every command of the contract, each in the module of its noun."""

from typing import Annotated

import typer

from chipwire import __version__
from chipwire.cli import feeds, pipes, service, subscribers, templates, upkeep, watch

app = typer.Typer(
    name="chipwire",
    help="Watches news feeds for export controls and AI chips; one digest a day you can trust.",
    no_args_is_help=True,
    # Plain help: Rich's takes longer to import than everything else together.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"chipwire {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it and end.")
    ] = False,
) -> None:
    pass


for command in (
    *(service.run, service.init, service.demo, service.once),
    *(service.poll, service.digest, service.deliver),
    *(pipes.match, pipes.parse, pipes.group),
    *(upkeep.explain, upkeep.backup, upkeep.doctor),
):
    app.command()(command)

for group in (watch.app, feeds.app, subscribers.app, templates.app):
    app.add_typer(group)
