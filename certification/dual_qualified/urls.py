"""The teacher's pages, and those of who keeps plans and issues certificates."""

from django.urls import URLPattern, path

from certification.dual_qualified.views.applicant import (
    application,
    check,
    entry,
    evidence,
    reports,
    section,
)

app_name = "dual_qualified"
_ONE = "applications/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path("", entry.entry, name="entry"),
    path("plans/<int:plan_id>/begin/", entry.begin, name="begin"),
    path("plans/<int:plan_id>/levels/<slug:level>/", entry.check, name="eligibility"),
    path("mine/", application.mine, name="mine"),
    path("school-kind/", reports.report, name="report"),
    path(_ONE, application.application, name="application"),
    path(f"{_ONE}sections/<slug:slug>/", section.section, name="section"),
    path(f"{_ONE}sections/<slug:slug>/save/", section.save, name="save"),
    path(f"{_ONE}evidence/", evidence.evidence, name="evidence"),
    path(f"{_ONE}check/", check.check, name="check"),
    path(f"{_ONE}withdraw/", application.withdraw, name="withdraw"),
    path(f"{_ONE}ask-return/", application.ask_return, name="ask-return"),
]
