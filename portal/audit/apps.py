from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "portal.audit"
    label = "audit"

    def ready(self) -> None:
        from portal.audit.health import seals
        from portal.web.health import readiness

        readiness.add("seals", seals)
