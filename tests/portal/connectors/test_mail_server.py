"""The mail server's double keeps what a real client sends it."""

import smtplib

import httpx
import pytest


@pytest.fixture
def session(simulators):
    with smtplib.SMTP("127.0.0.1", simulators.smtp_port) as smtp:
        yield smtp


def mails(simulators):
    return httpx.get(f"{simulators.url}/mails").json()["mails"]


def test_lines_of_dots_and_several_recipients(simulators, session):
    text = "Subject: dots\r\n\r\n.\r\n..\r\nend\r\n"
    session.sendmail("portal@example.cn", ["a@example.cn", "b@example.cn"], text)
    [mail] = mails(simulators)
    assert mail["to"] == "a@example.cn, b@example.cn"
    assert mail["content"].splitlines() == [".", "..", "end"]


def test_a_refused_recipient_among_others(simulators, session):
    refused = session.sendmail("p@example.cn", ["a@example.cn", "x@refused.invalid"], "\r\nhi\r\n")
    assert refused["x@refused.invalid"][0] == 550
    assert [mail["to"] for mail in mails(simulators)] == ["a@example.cn"]


def test_two_mails_in_one_session(simulators, session):
    for title in ("one", "two"):
        session.sendmail("p@example.cn", ["a@example.cn"], f"Subject: {title}\r\n\r\nx\r\n")
    assert [mail["title"] for mail in mails(simulators)] == ["two", "one"]


def test_an_unknown_command(session):
    assert session.docmd("VRFY", "root")[0] == 502
