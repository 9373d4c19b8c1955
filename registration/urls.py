"""The teacher's own page; what schools prepare, and bureaus see."""

from django.urls import URLPattern, path

from registration.views import teacher
from registration.views.staff import grid, imports, rules, schools, teachers

app_name = "registration"
_SCHOOL = "schools/<int:pk>/"
_YEAR = f"{_SCHOOL}years/<int:year>/"
_IMPORT = f"{_SCHOOL}imports/<int:import_id>/"
_TEACHER = f"{_SCHOOL}teachers/<int:person_id>/"
urlpatterns: list[URLPattern] = [
    path("", teacher.mine, name="mine"),
    path("report/", teacher.report, name="report"),
    path("schools/", schools.overview, name="schools"),
    path("schools/called/", schools.called, name="called"),
    path("schools/rules/", rules.listing, name="rules"),
    path("schools/rules/<int:year>/", rules.edit, name="rule"),
    path(_SCHOOL, teachers.teachers, name="teachers"),
    path(f"{_SCHOOL}export/", teachers.export, name="export"),
    path(_YEAR, grid.year, name="year"),
    path(f"{_YEAR}save/", grid.save, name="year-save"),
    path(f"{_SCHOOL}imports/", imports.listing, name="imports"),
    path(f"{_SCHOOL}imports/template/", imports.template, name="import-template"),
    path(_IMPORT, imports.show, name="import"),
    path(f"{_IMPORT}confirm/", imports.confirm, name="import-confirm"),
    path(f"{_IMPORT}discard/", imports.discard, name="import-discard"),
    path(f"{_IMPORT}report/", imports.report, name="import-report"),
    path(_TEACHER, teachers.teacher, name="teacher"),
    path(f"{_TEACHER}probation/", teachers.probation, name="probation"),
]
