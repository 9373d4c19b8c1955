"""The teacher's own hours; the ledger of schools, its imports, and what a year asks for."""

from django.urls import URLPattern, path

from ceducation.views import teacher
from ceducation.views.staff import entries, imports, requirements, schools

app_name = "ceducation"
_SCHOOL = "schools/<int:pk>/"
_IMPORT = f"{_SCHOOL}imports/<int:import_id>/"
urlpatterns: list[URLPattern] = [
    path("", teacher.mine, name="mine"),
    path("schools/", schools.schools, name="schools"),
    path("schools/requirements/", requirements.listing, name="requirements"),
    path("schools/requirements/<int:year>/", requirements.edit, name="requirement"),
    path(_SCHOOL, schools.school, name="school"),
    path(f"{_SCHOOL}export/", schools.export, name="school-export"),
    path(f"{_SCHOOL}teachers/<int:person_id>/", schools.teacher, name="teacher"),
    path(f"{_SCHOOL}teachers/<int:person_id>/new/", entries.enter, name="enter"),
    path(f"{_SCHOOL}entries/<int:entry_id>/correct/", entries.correct, name="correct"),
    path(f"{_SCHOOL}imports/", imports.listing, name="imports"),
    path(f"{_SCHOOL}imports/template/", imports.template, name="import-template"),
    path(_IMPORT, imports.show, name="import"),
    path(f"{_IMPORT}confirm/", imports.confirm, name="import-confirm"),
    path(f"{_IMPORT}discard/", imports.discard, name="import-discard"),
    path(f"{_IMPORT}report/", imports.report, name="import-report"),
]
