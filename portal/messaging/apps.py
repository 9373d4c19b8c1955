from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "portal.messaging"
    label = "messaging"

    def ready(self) -> None:
        from portal.messaging import notices
        from portal.messaging.codes import NOTICE

        notices.register(
            notices.Notice(
                key=NOTICE,
                title="短信验证码",
                body="",
                sms="验证码${code}，用于${purpose}，${minutes}分钟内有效。请勿告诉他人。",
            )
        )
