"""Administration of bodies, roles and users."""

from django.urls import URLPattern, path

from accounts.views.manage import (
    bodies,
    body_changes,
    credentials,
    exports,
    grants,
    holidays,
    user_changes,
    users,
)

urlpatterns: list[URLPattern] = [
    path("manage/", bodies.index, name="manage"),
    path("manage/bodies/", bodies.bodies, name="manage-bodies"),
    path("manage/bodies/export/", exports.bodies, name="manage-bodies-export"),
    path("manage/bodies/find/", bodies.finder, name="manage-body-finder"),
    path("manage/bodies/<int:pk>/", bodies.body, name="manage-body"),
    path("manage/bodies/<int:pk>/children/", bodies.children, name="manage-body-children"),
    path("manage/bodies/<int:parent_pk>/new/", body_changes.create, name="manage-body-create"),
    path("manage/bodies/<int:pk>/edit/", body_changes.edit, name="manage-body-edit"),
    path("manage/bodies/<int:pk>/move/", body_changes.move, name="manage-body-move"),
    path("manage/bodies/<int:pk>/close/", body_changes.close, name="manage-body-close"),
    path("manage/bodies/<int:pk>/reopen/", body_changes.reopen, name="manage-body-reopen"),
    path("manage/users/", users.users, name="manage-users"),
    path("manage/users/export/", exports.users, name="manage-users-export"),
    path("manage/users/new/", user_changes.create, name="manage-user-create"),
    path("manage/users/<int:pk>/", users.user, name="manage-user"),
    path("manage/users/<int:pk>/show/<slug:field>/", users.unmask, name="manage-user-unmask"),
    path("manage/users/<int:pk>/disable/", user_changes.disable, name="manage-user-disable"),
    path("manage/users/<int:pk>/enable/", user_changes.enable, name="manage-user-enable"),
    path("manage/users/<int:pk>/reset/", user_changes.reset, name="manage-user-reset"),
    path("manage/users/<int:pk>/roles/", user_changes.grant, name="manage-user-grant"),
    path(
        "manage/users/<int:pk>/roles/<int:grant_pk>/end/",
        user_changes.end,
        name="manage-user-end-role",
    ),
    path("manage/grants/", grants.grants, name="manage-grants"),
    path("manage/credentials/", credentials.rules, name="manage-credentials"),
    path("manage/holidays/", holidays.calendar, name="manage-holidays"),
    path("manage/holidays/<int:year>/", holidays.calendar, name="manage-holidays-of"),
]
