from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import evidence, notices, review

        notices.register_notices()
        review.bind()
        evidence.register_access()
