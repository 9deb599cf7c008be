"""`python -m chipwire` and the `chipwire` script."""

import sys

from chipwire.garbage import seldom_collected


def main() -> None:
    """Run the command line; an error that a person can mend is one message, not a traceback."""
    seldom_collected()
    from chipwire.cli.commands import app
    from chipwire.cli.shared import Trouble

    # A lone surrogate in somebody's text must not end a pipe; escaped so it stays valid JSON.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr] # a text wrapper here
    try:
        app()
    except Trouble as trouble:
        sys.stderr.write(f"chipwire: {trouble}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
