"""chipwire templates, as the shell meets it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from chipwire.cli.commands import app
from chipwire.cli.shared import Trouble
from chipwire.seeds.folder import shipped_folder

BUILT_IN = sorted(path.name for path in shipped_folder("templates").iterdir())


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHIPWIRE_TEMPLATES", str(tmp_path / "own"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "own"


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["templates", *words])


def put(own: Path, name: str, text: str) -> None:
    own.mkdir(exist_ok=True)
    (own / name).write_text(text, "utf-8")


def test_list_names_each_template_and_whose_it_is(own: Path) -> None:
    put(own, "digest.txt", "x")
    put(own, "footer.txt", "y")

    rows = [line.split("\t") for line in run("list").stdout.splitlines()]
    assert [row[0] for row in rows] == [*BUILT_IN, "footer.txt"]
    sources = {row[0]: row[1] for row in rows}
    assert sources["digest.html"] == "built in"
    assert sources["digest.txt"] == str(own / "digest.txt")


def test_copy_brings_all_or_one_and_never_overwrites(own: Path) -> None:
    assert run("copy", "digest.txt").exit_code == 0
    assert [path.name for path in own.iterdir()] == ["digest.txt"]
    put(own, "digest.txt", "mine")

    again = run("copy")
    assert isinstance(again.exception, Trouble)
    assert "digest.txt" in str(again.exception)
    assert sorted(path.name for path in own.iterdir()) == BUILT_IN
    assert (own / "digest.txt").read_text("utf-8") == "mine"
    built_in = shipped_folder("templates") / "alert.html"
    assert (own / "alert.html").read_bytes() == built_in.read_bytes()


def test_copy_needs_a_folder_and_a_name_there_is(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "did you mean digest.html" in str(run("copy", "digest.htm").exception)
    assert not own.exists()
    monkeypatch.delenv("CHIPWIRE_TEMPLATES")
    assert "CHIPWIRE_TEMPLATES" in str(run("copy").exception)


def test_what_was_copied_is_good(own: Path) -> None:
    run("copy")
    checked = run("check")

    assert checked.exit_code == 0
    assert f"{len(BUILT_IN)} of your own" in checked.stderr


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        ("digest.html", "a\n{{ digest.no_such }}", 2, "no_such"),
        ("digest.subject.txt", "{% if %}", 1, "Expected an expression"),
        ("digest.txt", "\n\n{{ plan.nothing }}", 3, "nothing"),
        ("page.html", "{{ 1 / 0 }}", 1, "division by zero"),
        ("index.html", "{% for one in past %}\n{{ one.no_such }}\n{% endfor %}", 2, "no_such"),
        ("feed.xml", "{{ digests[7].id }}", 1, "no element 7"),
        ("alert.html", "{{ alert.none }}", 1, "none"),
        ("alert.txt", '{% include "gone.txt" %}', 1, "gone.txt"),
        ("alert.subject.txt", "{{ digest }}", 1, "digest"),
        ("parts.html", "\n{% macro full(entry) %}{{ entry.no_such }}{% endmacro %}", 2, "no_such"),
        ("footer.txt", "{% endfor %}", 1, "endfor"),
    ],
)
def test_check_names_file_and_line_of_what_is_broken(
    own: Path, name: str, text: str, line: int, words: str
) -> None:
    put(own, name, text)
    checked = run("check")

    assert checked.exit_code == 1
    assert f"{own / name}, line {line}: " in checked.stderr
    assert words in checked.stderr


def test_a_part_that_lacks_a_macro_is_found(own: Path) -> None:
    put(own, "parts.html", "nothing here")
    checked = run("check")

    assert checked.exit_code == 1
    assert "has no attribute" in checked.stderr
