"""Errors as RFC 9457 problem+json, in the caller's language. `type` names the refusal, for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, JsonResponse

from openkp.core.refusal import Refusal, Refusals
from openkp.words import DEFAULT_LANGUAGE, LANGUAGES, say, say_refusal

MEDIA_TYPE = "application/problem+json"
REFUSED = 422
MAX_SHAPE_ERRORS = 50
# The status of those refusals that are not plainly 422. A refusal because of the object that the address names is 404:
# each operation says which (v1/operations.py).
STATUS = {
    "api.token_missing": 401,
    "api.token_unknown": 401,
    "api.scope_missing": 403,
    "roles.not_yours": 403,
    "api.key_missing": 400,
    "api.key_malformed": 400,
    "api.cursor_malformed": 400,
    "api.not_acceptable": 406,
    "events.request_id_reused": 409,
    "lifecycle.not_now": 409,
    "api.too_large": 413,
    "api.too_many_lines": 413,
    "api.not_json": 415,
    "api.not_lines": 415,
}
_GRAVEST = (401, 403, 404, 400, 413, 415, 406, 409, REFUSED)
_SHAPES = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_type": "text",
    "string_too_short": "short",
    "string_too_long": "long",
    "too_short": "few",
    "too_long": "many",
    "int_type": "whole",
    "int_parsing": "whole",
    "bool_type": "yes_no",
    "list_type": "list",
    "dict_type": "object",
    "model_attributes_type": "object",
    "model_type": "object",
    "literal_error": "choice",
    "enum": "choice",
    "day": "day",
    "decimal": "decimal",
    "greater_than_equal": "range",
    "less_than_equal": "range",
    "string_pattern_mismatch": "form",
    "sound_text": "sound",
}


def language(request: HttpRequest) -> str:
    """What the caller's Accept-Language asks for, of those we speak."""
    code = str(getattr(request, "LANGUAGE_CODE", DEFAULT_LANGUAGE))[:2]
    return code if code in LANGUAGES else DEFAULT_LANGUAGE


def problem(request: HttpRequest, status: int, code: str, /, **facts: Any) -> JsonResponse:
    """A problem whose sentence is ``code`` with its facts."""
    lang = language(request)
    return answer(request, told(lang, status, code, say(lang, code, **facts), request.path))


def refused(request: HttpRequest, error: Refusal | Refusals, missing: frozenset[str] = frozenset()) -> JsonResponse:
    """All reasons at once: the first is the `detail`, each is in `errors`. `missing`: codes that mean 404 here."""
    response = answer(request, refusal(language(request), error, request.path, missing))
    if response.status_code == 401:
        response["WWW-Authenticate"] = 'Bearer realm="OpenKP"'
        if _reasons(error)[0].code == "api.token_unknown":
            response["WWW-Authenticate"] += ', error="invalid_token"'
    elif _reasons(error)[0].code == "api.scope_missing":
        scope = _reasons(error)[0].facts["scope"]
        response["WWW-Authenticate"] = f'Bearer realm="OpenKP", error="insufficient_scope", scope="{scope}"'
    return response


def refusal(
    lang: str, error: Refusal | Refusals, instance: str, missing: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """A refusal as problem+json."""
    reasons = _reasons(error)
    errors = [{"code": reason.code, "detail": say_refusal(lang, reason)} for reason in reasons]
    found = {404 if reason.code in missing else STATUS.get(reason.code, REFUSED) for reason in reasons}
    status = next(one for one in _GRAVEST if one in found)
    return told(lang, status, reasons[0].code, errors[0]["detail"], instance, errors=errors)


def misshapen(lang: str, errors: Iterable[Mapping[str, Any]], instance: str) -> dict[str, Any]:
    """What pydantic found wrong in the shape, each with the JSON pointer to it."""
    listed = []
    for one in list(errors)[:MAX_SHAPE_ERRORS]:
        where = [str(step) for step in one["loc"] if step not in ("body", "query", "path", "asked")]
        code = f"api.shape_{_SHAPES.get(str(one['type']), 'wrong')}"
        context = one.get("ctx") or {}
        limits = [str(context[key]) for key in _LIMITS if key in context]
        detail = say(lang, code, field=".".join(where) or "-", limit=limits[0] if limits else "")
        pointer = "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in where)
        listed.append({"code": code, "detail": detail, "pointer": pointer})
    return told(lang, REFUSED, "api.shape", say(lang, "api.shape", count=len(listed)), instance, errors=listed)


_LIMITS = ("expected", "max_length", "min_length", "ge", "le", "places")


def told(lang: str, status: int, code: str, detail: str, instance: str, **more: Any) -> dict[str, Any]:
    """The members of RFC 9457."""
    return {
        "type": f"urn:openkp:problem:{code}",
        "title": say(lang, "api.status", status=status),
        "status": status,
        "detail": detail,
        "instance": instance,
        **more,
    }


def answer(request: HttpRequest, told: dict[str, Any]) -> JsonResponse:
    return JsonResponse(
        told, status=told["status"], content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False},
        headers={"Content-Language": language(request)},
    )  # fmt: skip


def _reasons(error: Refusal | Refusals) -> tuple[Refusal, ...]:
    return error.reasons if isinstance(error, Refusals) else (error,)
