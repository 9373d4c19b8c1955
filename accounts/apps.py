from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import account_notices, evidence, notices, review

        account_notices.register_notices()
        notices.register_notices()
        review.bind()
        evidence.register_access()
