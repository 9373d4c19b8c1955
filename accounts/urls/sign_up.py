"""Sign-up, its review's pages and the progress look-up."""

from django.urls import URLPattern, path

from accounts.views.sign_up import account, card, check, details, evidence, progress, saving

urlpatterns: list[URLPattern] = [
    path("sign-up/", account.account, name="sign-up"),
    path("sign-up/code/", account.code, name="sign-up-code"),
    path("sign-up/start-over/", account.start_over, name="sign-up-start-over"),
    path("sign-up/save/<slug:step>/", saving.save, name="sign-up-save"),
    path("sign-up/card/", card.card, name="sign-up-card"),
    path("sign-up/card/reading/", card.reading, name="sign-up-card-reading"),
    path("sign-up/card/fill/", card.fill, name="sign-up-card-fill"),
    path("sign-up/card/crop/<slug:field>/", card.crop, name="sign-up-card-crop"),
    path("sign-up/details/", details.details, name="sign-up-details"),
    path("sign-up/photo/", details.photo, name="sign-up-photo"),
    path("sign-up/check/", check.check, name="sign-up-check"),
    path("sign-up/status/", progress.status, name="sign-up-status"),
    path("sign-up/recall/", progress.recall, name="sign-up-recall"),
    path("sign-up/review/<uuid:token>/<slug:field>/", evidence.crop, name="review-crop"),
    path("progress/", progress.progress, name="progress"),
    path("progress/code/", progress.code, name="progress-code"),
]
