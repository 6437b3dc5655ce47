from django.urls import path

from . import views

app_name = "certificates"
urlpatterns = [
    path("", views.listing, name="list"),
    path("by-id/<str:credential_id>/", views.credential, name="credential"),
    path("<str:number>/", views.detail, name="detail"),
    path("<str:number>/paper/", views.paper, name="paper"),
]
