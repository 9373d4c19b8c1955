from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "portal.reference"
    label = "reference"

    def ready(self) -> None:
        from portal.reference import lookups  # noqa: F401 - registers `begins`
