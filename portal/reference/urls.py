from django.urls import path

from portal.reference.views import look_up

app_name = "reference"
urlpatterns = [
    path("divisions/", look_up.divisions, name="divisions"),
    path("universities/", look_up.universities, name="universities"),
    path("majors/", look_up.majors, name="majors"),
]
