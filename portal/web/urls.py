from django.conf import settings
from django.urls import path

from portal.web import views

app_name = "web"
urlpatterns = [
    path("text-size/", views.text_size, name="text-size"),
    # The web server in front shows this page when it cuts a request off (deploy/nginx.conf).
    path("too-large/", views.too_large, name="too-large"),
]
if settings.DEBUG or settings.DEMO:
    urlpatterns += [
        path("_styleguide/", views.styleguide, name="styleguide"),
        path("_styleguide/job/", views.styleguide_job, name="styleguide-job"),
        path("_styleguide/check/", views.styleguide_check, name="styleguide-check"),
        path("_styleguide/search/", views.styleguide_search, name="styleguide-search"),
        path("_styleguide/save/", views.styleguide_save, name="styleguide-save"),
        path("_styleguide/<slug:page>/", views.styleguide_page, name="styleguide-page"),
    ]
