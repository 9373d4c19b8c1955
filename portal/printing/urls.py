from django.urls import path

from portal.printing.views import checking, prints, runs

app_name = "printing"
urlpatterns = [
    path("check/", checking.start, name="check-start"),
    path("check/<str:code>/", checking.check, name="check"),
    path("runs/<uuid:run_id>/", runs.show, name="run"),
    path("runs/<uuid:run_id>/cancel/", runs.cancel, name="cancel"),
    path("runs/<uuid:run_id>/download/", runs.download, name="download"),
    path("runs/<uuid:run_id>/pages/<int:number>/", runs.page, name="run-page"),
    path("<uuid:print_id>/", prints.show, name="show"),
    path("<uuid:print_id>/pages/<int:number>/", prints.page, name="page"),
]
