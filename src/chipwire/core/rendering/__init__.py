"""Rendering: one snapshot as mail, text, page, JSON and Atom, which agree item by item."""

from chipwire.core.rendering.alert import render_alert
from chipwire.core.rendering.environment import TemplateProblem, prepare, unreadable
from chipwire.core.rendering.render import (
    PastDigest,
    render_atom,
    render_html,
    render_index,
    render_json,
    render_message,
    render_page,
    render_subject,
    render_text,
)

__all__ = [
    "PastDigest",
    "TemplateProblem",
    "prepare",
    "render_alert",
    "render_atom",
    "render_html",
    "render_index",
    "render_json",
    "render_message",
    "render_page",
    "render_subject",
    "render_text",
    "unreadable",
]
