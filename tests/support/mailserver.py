"""A real SMTP server (aiosmtpd) on loopback that can be told to misbehave at each stage."""

import asyncio
import ssl
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import Message
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

DROP = "drop"
SILENCE = "silence"
SLOW = "slow: "
_SLOWNESS = 0.6
STAGES = ("connect", "EHLO", "MAIL", "RCPT", "DATA", "body", "accepted")
"""In the order of the dialogue; at "accepted" the server has kept the mail."""


class MailServer:
    """`faults[stage]` are answers to give there, one for each time; then all goes well.

    An answer is a reply line, one after SLOW, DROP (closes the connection) or SILENCE (says
    nothing). `unsaid` are recipients whose mail was kept without an answer that says so at once.
    """

    def __init__(self) -> None:
        self.faults: dict[str, list[str]] = defaultdict(list)
        self.inbox: list[Message] = []
        self.envelopes: list[Envelope] = []
        self.unsaid: list[str] = []
        self.connections = 0
        self.logins: list[tuple[str, str]] = []
        self.password = "open sesame"
        self.port = 0
        self._lock = threading.Lock()

    def ids(self) -> list[str]:
        """Message-IDs of what was accepted, in order."""
        return [str(message["Message-ID"]) for message in self.inbox]

    def fault(self, stage: str) -> str | None:
        with self._lock:
            return self.faults[stage].pop(0) if self.faults[stage] else None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 # aiosmtpd's name
        fault = self.fault("body")
        if fault is not None:
            return await misbehave(server, fault)
        assert isinstance(envelope.content, bytes)
        self.envelopes.append(envelope)
        self.inbox.append(message_from_bytes(envelope.content, policy=policy.default))
        fault = self.fault("accepted")
        if fault is None:
            return "250 taken"
        self.unsaid += envelope.rcpt_tos
        return await misbehave(server, fault)

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=data.password == self.password.encode(), handled=False)


class _Stubborn(SMTP):
    def __init__(self, handler: MailServer, **options: Any) -> None:
        super().__init__(handler, **options)
        self._mails = handler

    async def push(self, status: str | bytes) -> None:
        if str(status).startswith("220 ") and self.session.host_name is None and not self._tls():
            self._mails.connections += 1
            fault = self._mails.fault("connect")
            if fault is not None:
                status = await misbehave(self, fault)
        await super().push(status)

    def _tls(self) -> bool:
        return self._tls_protocol is not None or self._over_ssl

    async def smtp_EHLO(self, arg: str) -> None:  # noqa: N802 # aiosmtpd's name
        if not await self._faulty("EHLO"):
            await super().smtp_EHLO(arg)

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802 # aiosmtpd's name
        if not await self._faulty("MAIL"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str) -> None:  # noqa: N802 # aiosmtpd's name
        if not await self._faulty("RCPT"):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 # aiosmtpd's name
        if not await self._faulty("DATA"):
            await super().smtp_DATA(arg)

    async def _faulty(self, stage: str) -> bool:
        fault = self._mails.fault(stage)
        if fault is None:
            return False
        await self.push(await misbehave(self, fault))
        return True


async def misbehave(server: SMTP, fault: str) -> str:
    if fault.startswith(SLOW):
        await asyncio.sleep(_SLOWNESS)
        return fault.removeprefix(SLOW)
    if fault == SILENCE:
        await asyncio.sleep(3600)
    if fault == DROP:
        assert server.transport is not None
        server.transport.abort()
        await asyncio.sleep(3600)  # until the abort cancels this dialogue
    return fault


@contextmanager
def mail_server(
    *,
    starttls: ssl.SSLContext | None = None,
    implicit: ssl.SSLContext | None = None,
    login: bool = False,
    utf8: bool = True,
    **options: Any,
) -> Iterator[MailServer]:
    """The server, listening on `port` of 127.0.0.1."""
    mails = MailServer()
    loop = asyncio.new_event_loop()

    dialogues: list[SMTP] = []

    def dialogue() -> SMTP:
        one = _Stubborn(
            mails,
            loop=loop,
            hostname="127.0.0.1",
            tls_context=starttls,
            require_starttls=starttls is not None,
            authenticator=mails.authenticate if login else None,
            auth_required=login,
            auth_require_tls=False,
            enable_SMTPUTF8=utf8,
            **options,
        )
        dialogues.append(one)
        return one

    server = loop.run_until_complete(
        loop.create_server(dialogue, host="127.0.0.1", port=0, ssl=implicit)
    )
    mails.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield mails
    finally:
        asyncio.run_coroutine_threadsafe(_end(server, dialogues), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end(server: asyncio.Server, dialogues: list[SMTP]) -> None:
    server.close()
    for dialogue in dialogues:
        if dialogue.transport is not None:
            dialogue.transport.abort()
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await server.wait_closed()
    await asyncio.sleep(0.01)  # transports close in a later turn of the loop
