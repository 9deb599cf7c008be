"""`$NAME` or `${NAME}` in a text: an environment variable that is filled in later."""

import re
from collections.abc import Mapping

_VARIABLE = re.compile(r"\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})")


def variables_in(text: str) -> tuple[str, ...]:
    """The names of the variables, in order."""
    return tuple(found[1] or found[2] for found in _VARIABLE.finditer(text))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with each variable's value in its place.

    Raises:
        KeyError: a variable has no value.
    """
    return _VARIABLE.sub(lambda found: values[found[1] or found[2]], text)
