"""Files that acts name by their SHA-256: a photograph of a seal, a scan of a slip, a specimen."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from pydantic import BaseModel

from openkp.documents import actions
from openkp.parties.tokens import TokenScope

from ..tokens import Bearer, Caller, now, request_id
from .operations import FILES, Problem, Room, register

room = Room("files")
MAX_BODY = 5_000_000
MEDIA_TYPES = ("application/pdf", "image/jpeg", "image/png")


class Stored(BaseModel):
    sha256: str
    size: int
    media_type: str


class StoredDone(BaseModel):
    event: int
    participant: str
    subject: str
    data: Stored


_BODY = {
    "requestBody": {
        "required": True,
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in MEDIA_TYPES},
    }
}


@room.router.post(
    "/files",
    response={201: StoredDone, **dict.fromkeys((400, 401, 403, 409, 413, 415, 422, 429), Problem)},
    operation_id="storeFile",
    url_name="files",
    summary="Keep a file",
    tags=["files"],
    auth=Bearer(TokenScope.IMPORT, act=True),
    openapi_extra=_BODY,
)
def store(request: HttpRequest) -> HttpResponse:
    """The file itself is the body, its media type the Content-Type. Acts name it by the digest answered."""
    caller: Caller = request.auth  # type: ignore[attr-defined]
    if len(request.body) > MAX_BODY:
        raise RequestDataTooBig
    done = actions.store_upload(
        by=caller.actor,
        now=now(),
        request_id=request_id(caller, caller.key),
        data=request.body,
        media_type=request.content_type or "",
    )
    told = {"event": done.event_id, "participant": done.participant, "subject": done.subject, "data": done.data}
    return JsonResponse(told, status=201)


register("storeFile", "/files", "POST", TokenScope.IMPORT)
FILES.add("storeFile")
