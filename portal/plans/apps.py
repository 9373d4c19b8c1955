from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "portal.plans"
    label = "plans"

    def ready(self) -> None:
        from portal.plans.notices import register_notices

        register_notices()
