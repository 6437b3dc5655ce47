from django.urls import path

from . import views

app_name = "shipments"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<str:reference>/", views.detail, name="detail"),
    path("<str:reference>/<str:act>/", views.act, name="act"),
]
