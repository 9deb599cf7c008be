"""Composing: what of the span's news one reader is shown, in which order, in which words."""

from chipwire.core.composing.alerting import compose_alert
from chipwire.core.composing.compose import compose
from chipwire.core.composing.options import ComposeOptions

__all__ = ["ComposeOptions", "compose", "compose_alert"]
