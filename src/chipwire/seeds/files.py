"""Seed files on disk: read whole, replaced whole, never left half written."""

import contextlib
import os
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from chipwire.seeds.problems import Loaded, SeedError, SeedProblem
from chipwire.seeds.splice import Text
from chipwire.seeds.yaml import Unreadable, decode, encoding_of

T = TypeVar("T")
Change = Callable[[Text], Text]
Check = Callable[[bytes], Loaded[T]]


def edit_file(path: Path, key: str, change: Change, check: Check[T]) -> Loaded[T]:
    """Changes a seed file, and only replaces it where loading the result finds nothing new wrong.

    Returns what the changed file holds.

    Raises:
        SeedError: the file cannot be read, the change brings a mistake in, or somebody else
            changed the file meanwhile; the file is as it was.
    """
    raw = _read(path)
    try:
        text = change(Text(decode(raw), key))
    except Unreadable as error:
        raise SeedError([error.problem(path.name)]) from error
    made = str(text).encode(encoding_of(raw))
    after = check(made)
    if after.problems and (mistakes := _new_mistakes(check(raw), after)):
        raise SeedError(mistakes)
    if _read(path) != raw:
        raise SeedError([_problem(path, "was changed by somebody else meanwhile", "try again")])
    if made != raw:
        write_atomically(path, made)
    return after


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise SeedError([_problem(path, f"cannot be read: {error.strerror}")]) from error


def write_atomically(path: Path, content: bytes) -> None:
    """Replaces a file in one step, keeping its permissions and a symbolic link to it.

    Raises:
        SeedError: the folder cannot be written to.
    """
    target = Path(os.path.realpath(path))
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            _fill(handle, content, target)
            Path(temporary).replace(target)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                Path(temporary).unlink()
            raise
    except OSError as error:
        hint = "check the folder's permissions and the free space"
        problem = _problem(path, f"cannot be written: {error.strerror}", hint)
        raise SeedError([problem]) from error


def _fill(handle: int, content: bytes, target: Path) -> None:
    with os.fdopen(handle, "wb") as file:
        os.fchmod(handle, target.stat().st_mode & 0o7777 if target.exists() else 0o644)
        file.write(content)
        file.flush()
        os.fsync(handle)


def _new_mistakes(before: Loaded[T], after: Loaded[T]) -> list[SeedProblem]:
    """Problems of the result that the file did not have; places shift, so words are compared."""
    known = Counter((problem.message, problem.hint) for problem in before.problems)
    new = []
    for problem in after.problems:
        words = (problem.message, problem.hint)
        if known[words]:
            known[words] -= 1
        else:
            new.append(problem)
    return new


def _problem(path: Path, message: str, hint: str = "") -> SeedProblem:
    return SeedProblem(file=path.name, line=1, field="", message=message, hint=hint)
