from django.apps import AppConfig


class CEducationConfig(AppConfig):
    name = "ceducation"
    label = "ceducation"
