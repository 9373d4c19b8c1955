from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "identity"

    def ready(self) -> None:
        from identity.auditing import people_of
        from portal.audit.directory import directory

        directory.people_of = people_of
