"""Every address of the accounts app, part by part."""

from django.urls import URLPattern

from accounts.urls import centre, manage, profile, recovery, sign_in, sign_up

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    *sign_in.urlpatterns,
    *recovery.urlpatterns,
    *profile.urlpatterns,
    *centre.urlpatterns,
    *sign_up.urlpatterns,
    *manage.urlpatterns,
]
