"""A person's own pages."""

from django.urls import URLPattern, path

from accounts.views import profile

urlpatterns: list[URLPattern] = [
    path("me/", profile.data, name="profile"),
    path("me/complete/", profile.complete, name="complete"),
    path("me/photo/", profile.photo, name="photo"),
    path("me/photo/state/", profile.photo_state, name="photo-state"),
    path("me/password/", profile.password, name="password"),
    path("me/mobile/", profile.mobile, name="mobile"),
    path("me/mobile/new-code/", profile.new_number_code, name="mobile-new-code"),
    path("me/mobile/old-code/", profile.old_number_code, name="mobile-old-code"),
    path("me/looks/", profile.looks, name="looks"),
    path("me/name/", profile.real_name, name="real-name"),
]
