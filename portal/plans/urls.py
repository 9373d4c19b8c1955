"""Plans: kept by the province's bureau and by those it entrusts."""

from django.urls import path

from portal.plans.views import editing, entrusting, listing, publishing

app_name = "plans"
urlpatterns = [
    path("", listing.plans, name="list"),
    path("new/", listing.new, name="new"),
    path("entrustments/", entrusting.entrustments, name="entrustments"),
    path("entrustments/<int:pk>/end/", entrusting.end, name="end-entrustment"),
    path("<int:pk>/", listing.plan, name="plan"),
    path("<int:pk>/edit/", editing.basics, name="edit"),
    path("<int:pk>/stages/", editing.stages, name="stages"),
    path("<int:pk>/notice/", editing.notice, name="notice"),
    path("<int:pk>/preview/", publishing.preview, name="preview"),
    path("<int:pk>/publish/", publishing.publish, name="publish"),
    path("<int:pk>/withdraw/", publishing.withdraw, name="withdraw"),
    path("<int:pk>/copy/", listing.copy, name="copy"),
]
