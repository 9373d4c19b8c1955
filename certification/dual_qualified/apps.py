from django.apps import AppConfig


class DualQualifiedConfig(AppConfig):
    name = "certification.dual_qualified"
    label = "dual_qualified"
