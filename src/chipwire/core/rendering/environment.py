"""What a Jinja2 environment needs before it can render a digest.

The builder (app) brings the loaders, `own` for the user's folder and `builtin`. The user's comes
first; the built-in one is there once more under `builtin/`, so that a template of one's own may
say `{% extends "builtin/digest.html" %}`; and it stands alone in for a broken one:

    builtin = FileSystemLoader(packaged_templates)
    own = [FileSystemLoader(settings.templates)] if settings.templates else []
    environment = prepare(Environment(), builtin, own, on_problem=tell_the_operator)
"""

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
)
from jinja2.exceptions import TemplateSyntaxError

from chipwire.core.rendering.columns import WIDTH, width, wrap
from chipwire.core.text.lines import count

BUILTIN = "builtin"
_SHORT = 24
_SUFFIXES = (".html", ".txt", ".xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateProblem:
    """A template of the user's that could not be used: its file, the line, and why."""

    file: str
    line: int | None
    error: str

    @property
    def mistake(self) -> str:
        """File, line, and what is wrong there."""
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}: {self.error}"

    def __str__(self) -> str:
        return f"{self.mistake}; the built-in template was used instead"


OnProblem = Callable[[TemplateProblem], None]


def prepare(
    environment: Environment,
    builtin: BaseLoader,
    own: Sequence[BaseLoader] = (),
    on_problem: OnProblem | None = None,
) -> Environment:
    """The same environment with its loaders, escaping by file name, strict names, our filters.

    `on_problem` hears of each template of the user's that fell back to the built-in one.
    """
    environment.autoescape = _escapes
    environment.undefined = StrictUndefined
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.filters["wrap"] = wrap
    environment.filters["rule"] = lambda text, line="-": line * min(WIDTH, width(text))
    environment.filters["count"] = count
    environment.filters["tied"] = _tied
    prefixed = PrefixLoader({BUILTIN: builtin})
    environment.loader = ChoiceLoader([*own, builtin, prefixed])
    # What a built-in template includes may be the user's too: here nothing is.
    pure = environment.overlay(loader=ChoiceLoader([builtin, prefixed]))
    environment.extend(chipwire_on_problem=on_problem or _ignore, chipwire_builtin=pure)
    return environment


def render(environment: Environment, name: str, context: Mapping[str, Any]) -> str:
    """The template by that name; where the user's is broken, the built-in one.

    Raises:
        TemplateError: the built-in template itself is missing or broken.
    """
    try:
        return environment.get_template(name).render(context)
    # A template can raise anything that its expressions raise.
    except Exception as error:
        text = _builtin(environment, name, context)
        if text is None:
            raise
        report = cast("OnProblem", environment.chipwire_on_problem)  # type: ignore[attr-defined] # set by prepare
        report(_problem(name, error))
        return text


def unreadable(environment: Environment, name: str) -> list[TemplateProblem]:
    """The mistake that keeps the template by that name from being read; none if it can be."""
    try:
        environment.get_template(name)
    except (TemplateError, UnicodeError) as error:
        return [_problem(name, error)]
    return []


def _builtin(environment: Environment, name: str, context: Mapping[str, Any]) -> str | None:
    try:
        pure = cast("Environment", environment.chipwire_builtin)  # type: ignore[attr-defined] # set by prepare
        return pure.get_template(name).render(context)
    except TemplateNotFound:
        return None


def _problem(name: str, error: Exception) -> TemplateProblem:
    if isinstance(error, TemplateSyntaxError):
        return TemplateProblem(
            file=error.filename or error.name or name, line=error.lineno, error=error.message or ""
        )
    # Jinja2 rewrites tracebacks: frames of a template carry its file and line.
    frames = traceback.extract_tb(error.__traceback__)
    found = next((one for one in reversed(frames) if one.filename.endswith(_SUFFIXES)), None)
    words = str(error) if isinstance(error, TemplateError) else repr(error)
    if found is None:
        return TemplateProblem(file=name, line=None, error=words)
    return TemplateProblem(file=found.filename, line=found.lineno, error=words)


def _escapes(name: str | None) -> bool:
    return name is None or name.endswith((".html", ".xml"))


def _tied(text: str) -> str:
    """A short name kept on one line (white-space is not known to every mail program)."""
    return text.replace(" ", "\u00a0") if len(text) <= _SHORT else text


def _ignore(_: TemplateProblem) -> None:
    return None
