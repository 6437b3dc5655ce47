from django.urls import path

from . import alarms, announcing, desk, file, presenting

app_name = "imports"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("present/", presenting.present, name="present"),
    path("announce/", announcing.prealert, name="prealert"),
    path("report/", announcing.report, name="report"),
    path("files/", desk.listing, name="list"),
    path("discrepancies/", desk.discrepancies, name="discrepancies"),
    path("alarms/", alarms.listing, name="alarms"),
    path("alarms/<int:alarm>/", alarms.detail, name="alarm"),
    path("alarms/<int:alarm>/<str:act>/", alarms.act, name="alarm-act"),
    path("<str:reference>/", file.detail, name="detail"),
    path("<str:reference>/confirmation.jwt", file.confirmation, name="confirmation"),
    path("<str:reference>/stored/<str:sha256>", file.stored, name="stored"),
    path("<str:reference>/<str:act>/", file.act, name="act"),
]
