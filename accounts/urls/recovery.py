"""Recovering a password or a mobile number."""

from django.urls import URLPattern, path

from accounts.views import recovery

urlpatterns: list[URLPattern] = [
    path("recover/", recovery.who, name="recover"),
    path("recover/ways/", recovery.ways, name="recover-ways"),
    path("recover/code/", recovery.code, name="recover-code"),
    path("recover/code/send/", recovery.send_code, name="recover-send-code"),
    path("recover/mail/", recovery.mail, name="recover-mail"),
    path("recover/link/<str:token>/", recovery.by_link, name="recover-link"),
    path("recover/password/", recovery.new_password, name="recover-password"),
    path("recover/lost-number/", recovery.lost_number, name="recover-lost-number"),
    path(
        "recover/lost-number/code/",
        recovery.lost_number_code,
        name="recover-lost-number-code",
    ),
    path("manage/mobile-changes/", recovery.changes, name="mobile-changes"),
    path("manage/mobile-changes/<int:change_id>/", recovery.change, name="mobile-change"),
    path(
        "manage/mobile-changes/ask/<int:user_id>/",
        recovery.ask_change,
        name="mobile-change-ask",
    ),
]
