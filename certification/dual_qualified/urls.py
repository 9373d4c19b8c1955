"""The teacher's pages, and those of who keeps plans and issues certificates."""

from django.urls import URLPattern, path

from certification.dual_qualified.views import public
from certification.dual_qualified.views.applicant import (
    application,
    certificate,
    check,
    entry,
    evidence,
    reports,
    section,
)
from certification.dual_qualified.views.staff import certificates, issuing, offers

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
    path(f"{_ONE}certificate/", certificate.pdf, name="certificate-pdf"),
    path("verify/", public.verify, name="verify"),
    path("certificates/", certificates.listing, name="certificates"),
    path("certificates/export/", certificates.export, name="certificates-export"),
    path("certificates/print/", certificates.print_chosen, name="certificates-print"),
    path("certificates/<int:pk>/", certificates.show, name="certificate"),
    path("certificates/<int:pk>/revoke/", certificates.revocation, name="revoke"),
    path("plans/<int:pk>/offers/", offers.offers, name="offers"),
    path("plans/<int:pk>/offers/standard/", offers.use_standard, name="offers-standard"),
    path("plans/<int:pk>/offers/<slug:track>/<slug:level>/", offers.offer, name="offer"),
    path("plans/<int:pk>/number-rule/", offers.number_rule, name="number-rule"),
    path("plans/<int:plan_id>/issue/", issuing.to_issue, name="issue"),
    path("plans/<int:plan_id>/issue/choose/", issuing.choose, name="issue-choose"),
    path("issue-runs/<int:pk>/", issuing.run_page, name="issue-run"),
    path("issue-runs/<int:pk>/start/", issuing.start, name="issue-start"),
]
