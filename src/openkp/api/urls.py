"""Addresses without a language: they stand inside certificates, or machines read them.

None of them takes a form of a page, so none asks for its CSRF token: another method than theirs is 405, not 403.
"""

from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from . import credentials, feeds, publications
from .v1 import api

public = (
    [
        path("credentials/<str:credential_id>", csrf_exempt(credentials.credential), name="credential"),
        path("credentials/<str:credential_id>/<str:name>", csrf_exempt(credentials.form), name="credential-form"),
        path("log/did.json", csrf_exempt(publications.log_did), name="log-did"),
        path("log/<path:path>", csrf_exempt(publications.log), name="log"),
        path("authorities/<slug:slug>/did.json", csrf_exempt(publications.authority_did), name="did"),
        path("contexts/kp-certificate/v1", csrf_exempt(publications.context), name="context"),
        path(
            "contexts/kp-import-confirmation/v1",
            csrf_exempt(publications.confirmation_context),
            name="context-confirmation",
        ),
        path("status/<str:name>", csrf_exempt(publications.status_list), name="status-list"),
        path("feeds/changes.atom", csrf_exempt(feeds.changes_atom), name="changes-atom"),
        path("trust.json", csrf_exempt(publications.trust), name="trust"),
    ],
    "public",
)

urlpatterns = [
    path("", include(public)),
    path("api/v1/", api.urls),
]
