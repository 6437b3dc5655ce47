from django.urls import path

from . import views

app_name = "offline"
urlpatterns = [
    path("", views.page, name="page"),
    path("worker.js", views.worker, name="worker"),
    path("words.json", views.words, name="words"),
    path("app.webmanifest", views.manifest, name="manifest"),
]
