"""What the README says is so."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import typer.main

from chipwire.cli.commands import app
from chipwire.settings import load_settings, rows

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
TABLE = re.compile(
    r"(<!-- settings: held true by tests/test_readme.py -->\n).*?(\n<!-- end of settings -->)",
    re.DOTALL,
)
HOSTS = r"py[p]i[.]org|python[h]osted[.]org|registry[.]np[m]js[.]org|deb[.]debi[a]n[.]org"


def settings_table() -> str:
    lines = ["| setting | default | is |", "|---|---|---|"]
    for row in rows(load_settings(env_file=None)):
        default = f"`{row.default}`" if row.default else ""
        lines.append(f"| `{row.name}` | {default} | {row.description} |")
    return "\n".join(lines)


def test_the_settings_table_lists_every_setting_with_its_default() -> None:
    if os.environ.get("UPDATE_README"):
        updated = TABLE.sub(lambda found: found[1] + settings_table() + found[2], README)
        (ROOT / "README.md").write_text(updated, "utf-8")
        pytest.skip("README.md was rewritten")
    found = TABLE.search(README)
    assert found is not None
    assert found[0].splitlines()[1:-1] == settings_table().splitlines()


def test_the_command_table_lists_every_command_and_no_other() -> None:
    listed = set()
    for line in re.findall(r"^\| `chipwire ([^`]+)`", README, re.MULTILINE):
        command, _, rest = line.partition(" ")
        words = rest.replace("\\|", "|").split(" ")[0].split("|")
        group = [word for word in words if word.isalpha() and word.islower()]
        listed |= {f"{command} {word}" for word in group} or {command}
    known = set()
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined] # a group
        inner = getattr(command, "commands", {})
        known |= {f"{name} {word}" for word in inner} or {name}
    assert listed == known


def test_every_file_that_the_readme_names_is_there() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_no_file_names_a_registry_host() -> None:
    found = subprocess.run(
        ["git", "grep", "-lIE", HOSTS], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if found.returncode > 1:
        pytest.skip("no git checkout")
    assert found.stdout == ""
