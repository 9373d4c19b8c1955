"""Mail through Django's backend; the same message always has the same Message-ID."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import BadHeaderError
from django.template.loader import render_to_string

from portal.messaging.models import Message


class MailRefused(Exception):
    """The mail server will never take it; the text is Chinese."""


class MailUnreachable(Exception):
    """No mail server answered, or it asked to come later."""


def send(message: Message) -> None:
    """Hand one message to the mail server."""
    try:
        _mail(message).send()
    except (smtplib.SMTPRecipientsRefused, BadHeaderError) as error:
        raise MailRefused("邮箱地址被拒收，请核对邮箱") from error
    except smtplib.SMTPResponseException as error:
        if error.smtp_code >= 500:
            raise MailRefused(f"邮件服务器拒收（代码 {error.smtp_code}）") from error
        raise MailUnreachable from error
    except OSError as error:
        raise MailUnreachable from error


def _mail(message: Message) -> EmailMessage:
    body = render_to_string(
        "messaging/mail.txt",
        {"message": message, "portal_url": settings.PORTAL_URL, "sign": settings.SMS_SIGN_NAME},
    )
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    headers = {"Message-ID": f"<{message.pk}@{domain}>"}
    return EmailMessage(message.title, body, to=[message.email], headers=headers)
