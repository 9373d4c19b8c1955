"""All simulators in one process."""

from pathlib import Path
from threading import Thread
from typing import Final

from django.conf import settings

from portal.connectors.aliyun.gatekeeper import Gatekeeper
from portal.connectors.real_name import simulator as real_name
from portal.connectors.simulator.pages import Pages
from portal.connectors.simulator.shelf import Shelf
from portal.connectors.simulator.smtp import SmtpServer
from portal.connectors.simulator.web import SimulatorServer
from portal.connectors.sms import catalogue
from portal.connectors.sms import simulator as sms
from portal.connectors.teacher_certificates import simulator as teacher_certificates

_POLL: Final = 0.1


class Simulators:
    """Started by `with`; port 0 takes a free one. What they received lies in `folder`."""

    def __init__(
        self, folder: Path, *, port: int, smtp_port: int, receipt_after: float = 3, late: float = 30
    ) -> None:
        mails = Shelf(folder / "mail.jsonl")
        self._sms = sms.SmsSimulator(
            Shelf(folder / "sms.jsonl"),
            Gatekeeper(settings.SMS_GATEWAY_KEY, settings.SMS_GATEWAY_SECRET, sms.VERSION),
            catalogue.approved(),
            receipt_after=receipt_after,
            late=late,
        )
        people = real_name.RealNameSimulator(
            Shelf(folder / "people.jsonl"),
            Gatekeeper(settings.REAL_NAME_KEY, settings.REAL_NAME_SECRET, real_name.VERSION),
        )
        self._certificates = teacher_certificates.TeacherCertificatesSimulator(
            Shelf(folder / "certificates.jsonl"),
            Gatekeeper(
                settings.TEACHER_CERTIFICATES_KEY,
                settings.TEACHER_CERTIFICATES_SECRET,
                teacher_certificates.VERSION,
            ),
            late=late,
        )
        routes = {
            **self._sms.routes(),
            **people.routes(),
            **self._certificates.routes(),
            **Pages(mails).routes(),
        }
        self._http = SimulatorServer(port, routes)
        self._smtp = SmtpServer(smtp_port, mails)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    @property
    def smtp_port(self) -> int:
        return int(self._smtp.server_address[1])

    def refuse_mail_with(self, reply: str) -> None:
        """From now on every mail is answered so ("451 later")."""
        self._smtp.refusal = reply

    def __enter__(self) -> "Simulators":
        for server in (self._http, self._smtp):
            Thread(target=server.serve_forever, args=(_POLL,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._sms.stopping.set()
        self._certificates.stopping.set()
        for server in (self._http, self._smtp):
            server.shutdown()
            server.server_close()
