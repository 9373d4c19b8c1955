from django.apps import AppConfig


class CEducationConfig(AppConfig):
    name = "ceducation"
    label = "ceducation"

    def ready(self) -> None:
        from ceducation import notices

        notices.register_notices()
