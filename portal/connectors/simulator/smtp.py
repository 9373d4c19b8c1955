"""A mail server that keeps every mail and sends none (RFC 5321, as far as a client needs)."""

import socketserver
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Final

from portal.clock import now
from portal.connectors.simulator.shelf import Row, Shelf

_LARGEST_LINE: Final = 65536
_BAD_DOMAIN: Final = "refused.invalid"


class SmtpServer(socketserver.ThreadingTCPServer):
    """Mails to @refused.invalid are refused with 550."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int, shelf: Shelf) -> None:
        super().__init__(("127.0.0.1", port), _Session)
        self.shelf = shelf
        self.refusal = ""


class _Session(socketserver.StreamRequestHandler):
    server: SmtpServer
    timeout = 60

    def handle(self) -> None:
        self._say("220 simulator ready")
        self._recipients: list[str] = []
        while line := self.rfile.readline(_LARGEST_LINE):
            verb, _, rest = line.decode("ascii", "replace").strip().partition(" ")
            if verb.upper() == "QUIT":
                self._say("221 bye")
                return
            self._act(verb.upper(), rest)

    def _act(self, verb: str, rest: str) -> None:
        match verb:
            case "EHLO" | "HELO" | "RSET" | "NOOP":
                self._recipients = []
                self._say("250 ok")
            case "MAIL":
                self._say("250 ok")
            case "RCPT":
                self._add_recipient(rest)
            case "DATA":
                self._take_mail()
            case _:
                self._say("502 not here")

    def _add_recipient(self, rest: str) -> None:
        address = rest.partition(":")[2].strip().strip("<>")
        if address.endswith(_BAD_DOMAIN):
            self._say("550 no such mailbox")
            return
        self._recipients.append(address)
        self._say("250 ok")

    def _take_mail(self) -> None:
        if self.server.refusal:
            self._say(self.server.refusal)
            return
        self._say("354 go on")
        lines: list[bytes] = []
        while (line := self.rfile.readline(_LARGEST_LINE)) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        mail = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.shelf.add(_row(mail, self._recipients))
        self._say("250 taken")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


def _row(mail: EmailMessage, recipients: list[str]) -> Row:
    body = mail.get_body(preferencelist=("plain",))
    return {
        "to": ", ".join(recipients),
        "title": str(mail["Subject"] or ""),
        "content": body.get_content() if body else "",
        "message_id": str(mail["Message-ID"] or ""),
        "at": now().isoformat(),
    }
