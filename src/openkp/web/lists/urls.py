from django.urls import path

from . import views

app_name = "lists"
urlpatterns = [path("save/", views.save, name="save"), path("forget/", views.forget, name="forget")]
