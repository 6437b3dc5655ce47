"""Every address of the installation. Who may open which: guards.py."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, include, path
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request


def root(request: HttpRequest) -> HttpResponse:
    """To the front page in the language that the reader's browser asks for."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


urlpatterns: list[URLPattern | URLResolver] = [
    path("", root, name="root"),
    path("", include("openkp.api.urls")),
    *i18n_patterns(path("", include("openkp.web.urls"))),
]

handler400 = "openkp.web.errors.bad_request"
handler403 = "openkp.web.errors.not_yours"
handler404 = "openkp.web.errors.not_found"
handler500 = "openkp.web.errors.server_error"
