"""A small mail server on loopback (RFC 5321, as far as a client needs it), with faults on demand."""

from __future__ import annotations

import base64
import socketserver
import ssl
import threading
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from types import TracebackType


@dataclass
class Received:
    """A mail that the server took."""

    sender: str
    recipients: list[str]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.content, policy=default)


@dataclass
class MailServerDouble:
    """Takes mail while entered.

    Attributes:
        password: What "desk" logs in with; empty: nobody has to.
        certificate: Certificate and key, with which STARTTLS is offered.
        refused: Replies by the start of a command, as "RCPT TO:<a@b.example>": "550 no such user"; "DATA" is the reply
            to the whole mail.
        breaks: How many mails are taken without a reply: the connection ends instead.
    """

    password: str = ""
    certificate: tuple[Path, Path] | None = None
    refused: dict[str, str] = field(default_factory=dict)
    breaks: int = 0
    taken: list[Received] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)

    def __enter__(self) -> MailServerDouble:
        double = self

        class Handler(_Session):
            server_double = double

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Session(socketserver.StreamRequestHandler):
    server_double: MailServerDouble

    def handle(self) -> None:
        self.sender, self.recipients, self.secure = "", list[str](), False
        self.encrypted: ssl.SSLSocket | None = None
        self.stream = self.request.makefile("rwb")
        self._say("220 mail.example")
        try:
            while line := self.stream.readline().decode().strip():
                self.server_double.commands.append(line)
                if not self._answer(line):
                    return
        finally:
            if self.encrypted is not None:
                self.encrypted.close()

    def _answer(self, line: str) -> bool:
        """False when the session is over."""
        double, verb = self.server_double, line.split()[0].upper()
        refusal = next(
            (reply for start, reply in double.refused.items() if line.upper().startswith(start.upper())), None
        )
        if refusal is not None and verb != "DATA":
            self._say(refusal)
        elif verb == "EHLO":
            offers = ["STARTTLS"] if double.certificate and not self.secure else []
            offers += ["AUTH PLAIN"] if double.password else []
            lines = ["mail.example", *offers]
            self._say("\r\n".join(f"250{' ' if each is lines[-1] else '-'}{each}" for each in lines))
        elif verb == "STARTTLS" and double.certificate:
            self._say("220 go on")
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*double.certificate)
            try:
                self.encrypted = context.wrap_socket(self.request, server_side=True)
            except OSError:
                return False  # the client does not trust the certificate
            self.stream, self.secure = self.encrypted.makefile("rwb"), True
        elif verb == "AUTH":
            given = base64.b64decode(line.split()[2]).decode()
            self._say("235 welcome" if given == f"\0desk\0{double.password}" else f"535 no: {given!r}")
        elif verb in ("MAIL", "RCPT"):
            address = line[line.index("<") + 1 : line.index(">")]
            self.sender, self.recipients = (
                (address, []) if verb == "MAIL" else (self.sender, [*self.recipients, address])
            )
            self._say("250 ok")
        elif verb == "DATA":
            return self._take(refusal)
        else:
            self._say("221 bye" if verb == "QUIT" else "250 ok")
            return verb != "QUIT"
        return True

    def _take(self, refusal: str | None) -> bool:
        self._say("354 go on")
        lines = []
        while (line := self.stream.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line[1:] if line.startswith(b".") else line)
        if refusal is not None:
            self._say(refusal)
            return True
        self.server_double.taken.append(Received(self.sender, self.recipients, b"".join(lines)))
        if self.server_double.breaks:
            self.server_double.breaks -= 1
            return False
        self._say("250 taken")
        return True

    def _say(self, reply: str) -> None:
        self.stream.write(f"{reply}\r\n".encode())
        self.stream.flush()
