from django.urls import path

from identity.views import checks, rare_characters

app_name = "identity"
urlpatterns = [
    path("check/", checks.check, name="check"),
    path("rare-characters/", rare_characters.rare_characters, name="rare-characters"),
]
