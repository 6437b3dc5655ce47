from django.urls import path

from . import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("work/", views.work, name="work"),
    path("me/", views.account, name="account"),
]
