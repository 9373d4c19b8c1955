from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "portal.organisations"
    label = "organisations"

    def ready(self) -> None:
        from portal.audit import directory
        from portal.organisations import auditing

        directory.register(auditing.audit_scope_of, auditing.body_names)
