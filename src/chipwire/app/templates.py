"""The templates: which there are, copies of one's own, and whether these can be used."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from chipwire.app.specimen import specimen_alert, specimen_digest
from chipwire.app.stationery import Stationery
from chipwire.core.rendering import PastDigest, TemplateProblem
from chipwire.seeds.folder import shipped_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFile:
    """A template by name; `own` is the user's file that is used instead, if there is one."""

    name: str
    own: Path | None
    builtin: bool = True


def template_files(own: Path | None) -> list[TemplateFile]:
    """All built-in templates, then what else lies in the user's folder."""
    builtin, mine = _names(shipped_folder("templates")), _names(own)
    found = [
        TemplateFile(name=name, own=own / name if own and name in mine else None)
        for name in builtin
    ]
    others = [name for name in mine if name not in builtin]
    return found + [
        TemplateFile(name=name, own=own / name, builtin=False) for name in others if own
    ]


def copy_templates(names: Sequence[str], own: Path) -> tuple[list[str], list[str]]:
    """Copies built-in templates to the user's folder; names copied, and those there already.

    Raises:
        KeyError: no built-in template has that name; its words name the nearest.
        OSError: the folder cannot be written.
    """
    builtin = _names(shipped_folder("templates"))
    for name in names:
        if name not in builtin:
            raise KeyError(_unknown(name, builtin))
    own.mkdir(parents=True, exist_ok=True)
    copied, there = [], []
    for name in names or builtin:
        try:
            with (own / name).open("xb") as file:  # x: a file of the user's is never overwritten
                file.write((shipped_folder("templates") / name).read_bytes())
            copied.append(name)
        except FileExistsError:
            there.append(name)
    return copied, there


def check_templates(own: Path | None) -> list[TemplateProblem]:
    """What is wrong with the user's templates, by reading each and printing a made-up digest."""
    problems: list[TemplateProblem] = []
    stationery = Stationery(own, problems.append)
    digest = specimen_digest()
    line = PastDigest(href="2026-11-24.html", date="24 November 2026", subject="S", preview="P")
    for file in template_files(own):
        if file.own:
            problems += stationery.broken(file.name)
    stationery.message(digest)
    stationery.page(digest)
    stationery.index([line])
    stationery.feed([digest])
    stationery.alert(specimen_alert())
    # A broken part is met by every template that includes it.
    return list(dict.fromkeys(problems))


def _names(folder: Path | None) -> list[str]:
    if folder is None or not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def _unknown(name: str, builtin: Sequence[str]) -> str:
    near = get_close_matches(name, builtin, 1)
    hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(builtin)}"
    return f"there is no built-in template {name!r}; {hint}"
