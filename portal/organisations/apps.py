from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "portal.organisations"
    label = "organisations"

    def ready(self) -> None:
        from portal.audit.directory import directory
        from portal.organisations import auditing

        directory.guard = auditing.guard
        directory.scope_of = auditing.audit_scope_of
        directory.names_of = auditing.body_names
