"""Every address of the portal, by app."""

from django.urls import include, path

from portal.web import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("portal.web.urls")),
    path("", include("portal.home.urls")),
    path("", include("accounts.urls")),
    path("hours/", include("ceducation.urls")),
    path("registration/", include("registration.urls")),
    path("dual-qualified/", include("certification.dual_qualified.urls")),
    path("review/", include("portal.approvals.urls")),
    path("plans/", include("portal.plans.urls")),
    path("prints/", include("portal.printing.urls")),
    path("jobs/", include("portal.jobs.urls")),
    path("documents/", include("portal.documents.urls")),
    path("demo/phone/", include("portal.connectors.urls")),
    path("messages/", include("portal.messaging.urls")),
    path("look-up/", include("portal.reference.urls")),
    path("bodies/", include("portal.organisations.urls")),
    path("identity/", include("identity.urls")),
    path("audit/", include("portal.audit.urls")),
    path("captcha/", include("captcha.urls")),
]

handler400 = "portal.web.views.bad_request"
handler403 = "portal.web.views.permission_denied"
handler404 = "portal.web.views.not_found"
handler500 = "portal.web.views.server_error"
