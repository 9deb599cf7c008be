"""The outbox: each mail as a file, where no mail server is set or none can be reached."""

import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from chipwire.channels.mime import Letterhead, html_part, mail
from chipwire.core.model import Delivery
from chipwire.ports import ChannelDownError

_UNSAFE = re.compile(r"[^\w.@+-]+")
_LONGEST = 200
"""Bytes of a name; with a suffix it stays under the usual 255."""


class FilesChannel:
    """Writes `<delivery>_<recipient>.eml` and, beside it, its HTML part, if any, as `.html`.

    The same delivery always gives the same files, so a repeated send changes nothing.
    """

    def __init__(self, folder: Path, letterhead: Letterhead, name: str = "mail") -> None:
        self.name = name
        self._folder = folder
        self._letterhead = letterhead

    def send(self, delivery: Delivery, handing_over: Callable[[], None]) -> None:  # noqa: ARG002 # writing the same file again does no harm, so there is never a doubt
        """The files are there, whole, when this returns.

        Raises:
            PermanentError: the recipient is no address.
            ChannelDownError: the folder cannot be written.
        """
        payload = mail(delivery, self._letterhead).payload
        stem = file_stem(delivery)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if delivery.message.html:
                _write_whole(self._folder / f"{stem}.html", html_part(payload))
            _write_whole(self._folder / f"{stem}.eml", payload)
        except OSError as error:
            raise ChannelDownError(f"cannot write to the outbox {self._folder}: {error}") from error

    def close(self) -> None:
        """Nothing is kept open."""


def file_stem(delivery: Delivery) -> str:
    """A name that is safe on any file system, the same at every try, one for each delivery."""
    stem = f"{_safe(delivery.id)}_{_safe(delivery.recipient)}"
    return stem.encode()[:_LONGEST].decode(errors="ignore")


def _safe(text: str) -> str:
    return _UNSAFE.sub("-", text).strip(".-") or "-"


def _write_whole(path: Path, content: bytes) -> None:
    # A reader, or a crash, must never find half a mail.
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
