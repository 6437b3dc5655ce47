from django.urls import path

from . import views

app_name = "lots"
urlpatterns = [path("", views.listing, name="list"), path("<str:ref>/", views.detail, name="detail")]
