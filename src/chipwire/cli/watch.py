"""chipwire watch: the watchlist, from the shell."""

import typer

app = typer.Typer(name="watch", help="The watchlist: what is looked for.", no_args_is_help=True)
