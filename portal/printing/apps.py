from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "portal.printing"
    label = "printing"

    def ready(self) -> None:
        from portal.crypto import rotation
        from portal.printing.models import Print, PrintRun
        from portal.printing.rotation import Files

        rotation.register(Files(Print))
        rotation.register(Files(PrintRun))
