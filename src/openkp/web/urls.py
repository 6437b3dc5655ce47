"""The pages, laid out by room. All of them stand under a language."""

from django.urls import include, path

urlpatterns = [
    path("", include("openkp.web.home.urls")),
    path("verify/offline/", include("openkp.web.offline.urls")),
    path("verify/", include("openkp.web.verify.urls")),
    path("licences/", include("openkp.web.licences.urls")),
    path("work/imports/", include("openkp.web.imports.urls")),
    path("shipments/", include("openkp.web.shipments.urls")),
    path("certificates/", include("openkp.web.certificates.urls")),
    path("lots/", include("openkp.web.lots.urls")),
    path("work/", include("openkp.web.custody.urls")),
    path("admin/", include("openkp.web.admin.urls")),
    path("lists/", include("openkp.web.lists.urls")),
    path("search/", include("openkp.web.search.urls")),
    path("account/", include("openkp.web.accounts.urls")),
]
