"""Commands that look after the service: explain, backup, doctor."""


def explain() -> None:
    "x"


def backup() -> None:
    "x"


def doctor() -> None:
    "x"
