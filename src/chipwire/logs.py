"""Structured logs on stderr: JSON where nobody watches, words on a terminal, never a secret."""

import logging
import re
import sys
from collections.abc import Iterable, MutableMapping
from typing import Any, TextIO

import structlog

_USERINFO = re.compile(r"(?<=://)[^/@\s:]*:[^/@\s]+(?=@)")
_TOKEN = re.compile(
    r"(?i)([?&](?:[\w-]*(?:token|key|secret|password|passwd|auth|sig(?:nature)?))=)[^&#\s\"']+"
)
_MASK = "••••••"
_SHORTEST_SECRET = 4
_SHARED: list[Any] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
]


def configure(level: str, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Send every log record of the process to `stream` (stderr), at `level` and above.

    `secrets` are values that must never appear, wherever they turn up in a record.
    """
    out = stream or sys.stderr
    handler = logging.StreamHandler(out)
    handler.setFormatter(_formatter(tuple(secrets), as_json=not out.isatty()))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # Libraries' own chatter (a line for each job run) is of no use to an operator.
    for chatty in ("apscheduler", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def redacted(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without passwords in URLs, tokens in queries, or any of the secrets."""
    for secret in secrets:
        if len(secret) >= _SHORTEST_SECRET:
            text = text.replace(secret, _MASK)
    return _TOKEN.sub(rf"\1{_MASK}", _USERINFO.sub(_MASK, text))


def _formatter(secrets: tuple[str, ...], *, as_json: bool) -> logging.Formatter:
    def redact(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {key: _clean(value, secrets) for key, value in event.items()}

    last: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer()
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*_SHARED, structlog.stdlib.ExtraAdder()],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            redact,
            last,
        ],
    )


def _clean(value: Any, secrets: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        return redacted(value, secrets)
    if isinstance(value, int | float | bool | None):
        return value
    return redacted(str(value), secrets)
