"""A reader's own templates, and what happens when they are broken."""

import pytest
from jinja2 import DictLoader, Environment, TemplateNotFound

from chipwire.core.rendering import prepare, render_html, render_message, render_subject
from support import sample_digest as sample

OWN_BLOCK = """{% extends "builtin/digest.html" %}
{% block top %}<h1>The desk's own</h1>{% endblock %}
"""


def test_one_block_can_be_replaced(tmp_path):
    (tmp_path / "digest.html").write_text(OWN_BLOCK, "utf-8")
    problems = []

    html = render_html(sample.full(), sample.templates(tmp_path, on_problem=problems.append))

    assert "The desk&#39;s own" in html or "The desk's own" in html
    assert "Receipt" in html
    assert problems == []


@pytest.mark.parametrize(
    ("name", "source", "line", "words"),
    [
        ("digest.html", "fine\n{% if %}\n", 2, "Expected an expression"),
        ("digest.html", "a\nb\n{{ digest.no_such_thing }}\n", 3, "no_such_thing"),
        ("digest.html", "\n{{ nothing.at.all }}\n", 2, "'nothing' is undefined"),
        ("digest.html", "{{ 1 / 0 }}", 1, "division by zero"),
        ("digest.html", '{% extends "missing.html" %}', 1, "missing.html"),
        ("digest.txt", "x\n{{ digest.subject|no_filter }}", 2, "no_filter"),
        ("digest.subject.txt", "{% endif %}", 1, "endif"),
    ],
)
def test_a_broken_one_is_named_and_the_built_in_one_is_used(tmp_path, name, source, line, words):
    (tmp_path / name).write_text(source, "utf-8")
    problems = []

    message = render_message(sample.full(), sample.templates(tmp_path, on_problem=problems.append))

    assert message == render_message(sample.full(), sample.templates())
    problem = problems[0]
    assert problem.file == str(tmp_path / name)
    assert problem.line == line
    assert words in problem.error
    assert str(problem).startswith(f"{tmp_path / name}, line {line}: ")


def test_what_the_built_in_ones_include_can_be_replaced_and_broken_too(tmp_path):
    (tmp_path / "styles.html").write_text("<style>h1{color:#123456}</style>", "utf-8")
    (tmp_path / "parts.txt").write_text("\n{{ nothing }}", "utf-8")
    problems = []

    message = render_message(sample.full(), sample.templates(tmp_path, on_problem=problems.append))

    assert "color: #123456" in message.html
    assert message.text == render_message(sample.full(), sample.templates()).text
    assert [(one.file, one.line) for one in problems] == [(str(tmp_path / "parts.txt"), 2)]


def test_without_built_in_templates_the_error_is_raised():
    environment = prepare(Environment(), DictLoader({}))

    with pytest.raises(TemplateNotFound):
        render_subject(sample.full(), environment)
