from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "identity"

    def ready(self) -> None:
        from identity import (
            reading,  # noqa: F401 - connects to the worker's start
            record_part,
            records,
        )
        from identity.auditing import people_of
        from portal.audit.directory import directory

        directory.people_of = people_of
        records.register(record_part.LABEL, record_part.part_of)
