from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "identity"

    def ready(self) -> None:
        from identity import reading  # noqa: F401 - connects to the worker's start
        from identity.auditing import people_of
        from portal.audit.directory import directory

        directory.people_of = people_of
