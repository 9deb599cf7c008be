"""The composition root: parts built from settings, and the registries of what there is."""

from chipwire.app.building import AppError, build
from chipwire.app.parts import Parts

__all__ = ["AppError", "Parts", "build"]
