"""The renderings as they were looked at and found good.

After a wanted change look at the difference, then write them anew:

    UPDATE_GOLDEN=1 pytest tests/golden
"""

import os
from pathlib import Path

import pytest

from chipwire.core.rendering import render_atom, render_html, render_json, render_page, render_text
from support import sample_digest as sample

HERE = Path(__file__).parent
ENVIRONMENT = sample.templates()
RENDERINGS = {
    "html": render_html,
    "txt": render_text,
    "json": render_json,
    "page.html": render_page,
    "xml": lambda digest, environment: render_atom([digest], environment),
}


@pytest.mark.parametrize("kind", RENDERINGS)
@pytest.mark.parametrize("name", ["full", "empty", "blind"])
def test_rendering_is_as_it_was_found_good(name, kind):
    file = HERE / f"{name}.{kind}"
    text = RENDERINGS[kind](getattr(sample, name)(), ENVIRONMENT)
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, "utf-8")

    assert text == file.read_text("utf-8")
