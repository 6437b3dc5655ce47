"""What the description of the API says beyond the shapes: media types of problems, scopes, keys, links. OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from ninja.openapi.schema import OpenAPISchema

from openkp.parties.tokens import TokenScope

from ..problems import MEDIA_TYPE
from . import lists
from .bulk import KINDS
from .operations import ACTS, BASE, FILES, LINKS, SCOPES

DESCRIPTION = """\
The Kimberley Process as running software: everything an authority, an exporter, an agent or a customs system does.

Carats and money are decimal text ("3.14", "1200.50"), never floating point; days are ISO 8601. Each act is a POST with
an `Idempotency-Key`: sent again with the same key it answers the same and is done once. Refusals are
application/problem+json (RFC 9457) in the language of Accept-Language (fr, en), with every reason at once.
"""
TAGS = [
    {"name": "verify", "description": "For anyone, without a token."},
    {"name": "parties", "description": "Participants, authorities, restrictions, dated rules, history."},
    {"name": "people", "description": "People and systems, their roles and tokens."},
    {"name": "mining", "description": "Operators, licences, zones, sites, slip booklets."},
    {"name": "ledger", "description": "The carat ledger: finds, sales, lots, stock, trace."},
    {"name": "shipments", "description": "Export files, from application to departure."},
    {"name": "certificates", "description": "Certificates, their later life, blank forms."},
    {"name": "imports", "description": "At the border: presented, inspected, confirmed, disputed; questions."},
    {"name": "alarms", "description": "Numbers presented twice, lost, never issued: both authorities hear."},
    {"name": "specimens", "description": "What certificates look like, and those from before this installation."},
    {"name": "files", "description": "Photographs and scans that acts name by their digest."},
    {
        "name": "exchange",
        "description": "What concerns you, pulled by cursor or pushed as signed webhooks; changes for anyone.",
    },
    {"name": "bulk", "description": "Many acts in one request."},
]
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "A key of yours for this act, 8 to 50 visible ASCII characters (a UUID, your own reference). Send "
    "the same key again after a cut line: the act is done once.",
    "schema": {"type": "string", "pattern": "^[!#-~]{8,50}$"},
    "example": "5f0c6c1e-7f4b-4b7e-9d55-0d6a3f1f9a20",
}
_LANGUAGE = {
    "name": "lang",
    "in": "query",
    "required": False,
    "schema": {"type": "string", "enum": ["fr", "en"]},
}
_ACTS = {act.id for act in ACTS.values()} | FILES


def finish(schema: OpenAPISchema) -> OpenAPISchema:
    """The description as it is published."""
    for path in list(schema["paths"].values()):
        path.pop("head", None)  # as everywhere: GET without its body
        for operation in path.values():
            _finish(operation)
    schema["paths"]["/credentials/{credential_id}"] = {"get": _credential()}
    schema["servers"] = [{"url": settings.OPENKP_URL}]
    schema["components"]["securitySchemes"]["Bearer"]["description"] = "A token. Scopes: " + ", ".join(TokenScope)
    return schema


def _finish(operation: dict[str, Any]) -> None:
    name = operation["operationId"]
    for status, response in operation["responses"].items():
        if int(status) >= 400 and "content" in response:
            response["content"] = {MEDIA_TYPE: next(iter(response["content"].values()))}
    scope = SCOPES[name]
    if "security" in operation:
        operation["security"] = [{"Bearer": [str(scope)] if scope else []}]
    if 401 in operation["responses"]:
        operation["responses"][401]["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}}}
    if name in _ACTS:
        operation.setdefault("parameters", []).append(_KEY)
    if name in lists.LISTS:
        content = operation["responses"][200]["content"]
        content[lists.LINES] = {"schema": {"type": "string"}}
        content[lists.CSV] = {"schema": {"type": "string"}}
        operation["responses"][200]["headers"] = {
            "Link": {"description": 'The next page: rel="next".', "schema": {"type": "string"}}
        }
    if name == "bulk":
        operation["responses"][200]["content"] = {KINDS[0]: {"schema": {"type": "string"}}}
    status, links = LINKS.get(name, (200, {}))
    if links:
        operation["responses"][status]["links"] = {
            key: {"operationId": link.to, "parameters": dict(link.parameters)} for key, link in links.items()
        }


def _credential() -> dict[str, Any]:
    """The one address outside /api/v1 that links lead to: a credential, in the form that Accept asks for."""
    binary = {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}
    forms = {
        "application/vc+jwt": {"schema": {"type": "string"}},
        "application/cose": binary,
        "application/pdf": binary,
        "image/png": binary,
    }
    waiting = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    problems = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "operationId": "getCredential",
        "summary": "A credential by its unguessable id, as issued",
        "description": "Whoever holds the id holds the paper. No token is needed.",
        "tags": ["verify"],
        "parameters": [
            {"name": "credential_id", "in": "path", "required": True, "schema": {"type": "string"}},
            _LANGUAGE,
        ],
        "responses": {
            "200": {"description": "The credential", "content": forms},
            "202": {"description": "Signed, and being sealed into the log: ask again", "content": waiting},
            "302": {"description": "To the page for people, for whoever prefers HTML"},
            "404": {"description": "No such credential", "content": problems},
            "406": {"description": "Not offered in a form you accept", "content": problems},
            "429": {"description": "Too many requests", "content": problems},
        },
    }


__all__ = ["BASE", "DESCRIPTION", "TAGS", "finish"]
