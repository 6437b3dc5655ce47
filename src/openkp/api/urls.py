"""Addresses without a language: they stand inside certificates, or machines read them."""

from django.urls import include, path

from . import credentials, publications
from .v1 import api

public = (
    [
        path("credentials/<str:credential_id>", credentials.credential, name="credential"),
        path("credentials/<str:credential_id>/<str:name>", credentials.form, name="credential-form"),
        path("log/did.json", publications.log_did, name="log-did"),
        path("log/<path:path>", publications.log, name="log"),
        path("authorities/<slug:slug>/did.json", publications.authority_did, name="did"),
        path("contexts/kp-certificate/v1", publications.context, name="context"),
        path("contexts/kp-import-confirmation/v1", publications.confirmation_context, name="context-confirmation"),
        path("status/<str:name>", publications.status_list, name="status-list"),
        path("trust.json", publications.trust, name="trust"),
    ],
    "public",
)

urlpatterns = [
    path("", include(public)),
    path("api/v1/", api.urls),
]
