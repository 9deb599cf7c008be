"""Plain stand-ins for the operator and for channels, where a test needs to look inside."""

from collections.abc import Callable
from datetime import datetime

from chipwire.core.model import Delivery


class HeardOperator:
    """Keeps what it was told."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str, str | None]] = []

    def tell(self, cause: str, words: str, now: datetime, *, at_fault: str | None = None) -> None:
        self.heard.append((cause, words, at_fault))

    @property
    def causes(self) -> list[str]:
        return [cause for cause, _, _ in self.heard]


class ScriptedChannel:
    """Raises the next of its faults at each send; accepts where it is None or none is left."""

    def __init__(self, *faults: Exception | None, name: str = "mail") -> None:
        self.name = name
        self.faults = list(faults)
        self.tried: list[str] = []
        self.accepted: list[str] = []
        self.closed = 0

    def send(self, delivery: Delivery, handing_over: Callable[[], None]) -> None:
        self.tried.append(delivery.id)
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None and not getattr(fault, "maybe_accepted", False):
            raise fault
        handing_over()
        if fault is not None:
            raise fault
        self.accepted.append(delivery.id)

    def close(self) -> None:
        self.closed += 1
