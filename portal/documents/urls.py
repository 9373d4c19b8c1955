from django.urls import path

from portal.documents import views

app_name = "documents"
urlpatterns = [
    path("<uuid:document_id>/", views.show, name="show"),
    path("<uuid:document_id>/pages/<int:number>/", views.page, name="page"),
]
