from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "portal.approvals"
    label = "approvals"

    def ready(self) -> None:
        from portal.approvals.notices import register_notices

        register_notices()
