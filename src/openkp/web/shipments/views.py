from django.http import Http404, HttpRequest, HttpResponse


def listing(request: HttpRequest) -> HttpResponse:
    raise Http404


def detail(request: HttpRequest, reference: str) -> HttpResponse:
    raise Http404


def act(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    raise Http404
