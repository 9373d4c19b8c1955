from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "portal.documents"
    label = "documents"

    def ready(self) -> None:
        from PIL import Image

        from portal.crypto import rotation
        from portal.documents.rotation import DrawnPages, Files
        from portal.documents.rules import MOST_PIXELS

        rotation.register(Files())
        rotation.register(DrawnPages())
        # Pillow's own alarm rings where ours does; beyond twice as much it raises by itself.
        Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())
