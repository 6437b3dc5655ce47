from django.urls import path

from . import registers, views

app_name = "search"
urlpatterns = [
    path("", views.results, name="results"),
    path("operators/<str:number>/", registers.operator, name="operator"),
    path("licences/<str:number>/", registers.licence, name="licence"),
    path("sites/<str:code>/", registers.site, name="site"),
]
