from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    name = "registration"
    label = "registration"

    def ready(self) -> None:
        from identity import records
        from registration import notices, record_part

        notices.register_notices()
        records.register(record_part.LABEL, record_part.part_of)
