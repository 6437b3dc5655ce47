from django.urls import path

from . import health, keys, people, tokens

app_name = "admin"
urlpatterns = [
    path("", people.listing, name="people"),
    path("person/<int:person_id>/", people.detail, name="person"),
    path("person/<int:person_id>/<str:act>/", people.act, name="person-act"),
    path("tokens/", tokens.listing, name="tokens"),
    path("tokens/<int:token_id>/revoke/", tokens.revoke, name="token-revoke"),
    path("keys/", keys.listing, name="keys"),
    path("health/", health.page, name="health"),
]
