"""The pattern of every operation: shape in, one action or query called, outcome or row out.

A router file makes a `Room` and says in it, once each, what can be done (`act`), listed (`listing`) and read
(`detail`). From that come the address, the check of token, scope and key, the description, and the line of ``/bulk``.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from ninja import Router
from ninja.params.functions import Path, Query
from pydantic import BaseModel, TypeAdapter, create_model

from openkp.core.units import decimals
from openkp.events.actions import Outcome
from openkp.parties.tokens import TokenScope

from ..problems import language, problem
from ..tokens import Bearer, Caller, now, request_id
from . import lists
from .shapes import Body, Id, Name, Nothing, Row

BASE = "/api/v1"
_PARAMETER = re.compile(r"{([a-z_]+)}")
_NUMBERED = (
    "person_id",
    "token_id",
    "grant_id",
    "signatory_id",
    "status_id",
    "range_id",
    "declaration",
    "movement_id",
    "alarm",
    "query",
    "specimen",
    "prior",
    "endpoint",
)


class Fault(BaseModel):
    """One reason of a problem. `pointer`: where in the body, for faults of shape."""

    code: str
    detail: str
    pointer: str | None = None


class Problem(BaseModel):
    """RFC 9457, in the language that Accept-Language asks for. `errors` holds every reason, `type` names the first."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[Fault] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """From an answer to the operation that may follow: its parameters, out of the answer."""

    to: str
    parameters: Mapping[str, str]
    description: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """An action as the API offers it. `missing`: the refusals that mean that the address names nothing."""

    id: str
    path: str
    call: Callable[..., Outcome]
    body: type[Body]
    scope: TokenScope
    status: int
    missing: frozenset[str]

    @property
    def name(self) -> str:
        """The kind of its events, and its name in ``/bulk``."""
        return str(self.call.action_kind)  # type: ignore[attr-defined]

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(_PARAMETER.findall(self.path))

    def perform(self, caller: Caller, key: str, path: Mapping[str, Any], body: Body) -> dict[str, Any]:
        """Do it, as the person of the token; answers what is told of its outcome."""
        moment = now()
        given = {"by": caller.actor, "now": moment, "request_id": request_id(caller, key)}
        done = self.call(**given, **path, **body.facts())
        told = {name: _decimals(value) for name, value in done.data.items()}
        return {"event": done.event_id, "participant": done.participant, "subject": done.subject, "data": told}


def _decimals(value: Any) -> Any:
    """Facts in a list (findings, differences) as everywhere: decimal text."""
    if isinstance(value, list):
        return [decimals(one) if isinstance(one, dict) else one for one in value]
    return value


ACTS: dict[str, Act] = {}  # every act by its name, for /bulk
ADDRESSES: dict[str, tuple[str, ...]] = {}  # name of an address -> its methods, for the table of guards
FILES: set[str] = set()  # operations whose body is a file; they too take a key
OPEN: set[str] = set()  # names of addresses that need no token
SCOPES: dict[str, TokenScope | None] = {}  # operationId -> scope
LINKS: dict[str, tuple[int, dict[str, Link]]] = {}  # operationId -> (status, links)


@dataclass(slots=True)
class Room:
    """The operations of one room."""

    tag: str
    router: Router = field(default_factory=Router)

    def act(
        self,
        called: str,
        path: str,
        call: Callable[..., Outcome],
        body: type[Body] = Nothing,
        *,
        scope: TokenScope,
        answers: Mapping[str, Any],
        creates: bool = False,
        missing: Iterable[str] = (),
        links: Mapping[str, Link] | None = None,
    ) -> None:
        """Offer an action. `answers`: the data of its outcome, name -> type."""
        done = Act(called, path, call, body, scope, 201 if creates else 200, frozenset(missing))
        ACTS[done.name] = done

        def view(request: HttpRequest, **given: Any) -> HttpResponse:
            told = given.pop("body", None) or Nothing()
            request.openkp_missing = done.missing  # type: ignore[attr-defined]
            caller: Caller = request.auth  # type: ignore[attr-defined]
            return JsonResponse(
                done.perform(caller, caller.key, given, told), status=done.status,
                json_dumps_params={"ensure_ascii": False},
            )  # fmt: skip

        parameters = _path_parameters(path)
        if body is not Nothing:
            parameters.append(_parameter("body", body))
        refusals = (400, 401, 403, *((404,) if "{" in path else ()), 409, 413, 415, 422, 429)
        self._offer(
            view, called, path, "POST", parameters,
            answer={done.status: _outcome(called, answers)}, refusals=refusals, scope=scope, doc=_doc(call),
            auth=Bearer(scope, act=True, json=body is not Nothing), links=links,
        )  # fmt: skip

    def detail(
        self,
        called: str,
        path: str,
        out: type[Row],
        *,
        shown: type[BaseModel] | None = None,
        links: Mapping[str, Link] | None = None,
    ) -> Callable[[Callable[..., object | None]], Callable[..., object | None]]:
        """Offer one object: the function answers its row, or None where there is none for this caller. `shown`: how
        its answer is described, where `out` does not say so itself."""

        def decorate(read: Callable[..., object | None]) -> Callable[..., object | None]:
            def view(request: HttpRequest, **given: Any) -> HttpResponse:
                row = read(request.auth, **given)  # type: ignore[attr-defined]
                if row is None:
                    return problem(request, 404, "api.no_such_object")
                return JsonResponse(out.tell(row), json_dumps_params={"ensure_ascii": False})

            self._offer(
                view, called, path, "GET", [*_path_parameters(path), *_query_parameters(read, path)],
                answer={200: shown or out}, refusals=(401, 403, 404, 422, 429), scope=TokenScope.READ, doc=_doc(read),
                auth=Bearer(TokenScope.READ), links=links,
            )  # fmt: skip
            return read

        return decorate

    def listing(
        self, called: str, path: str, out: type[Row], *, key: Callable[[Any], object], numbered: bool = False
    ) -> Callable[[Callable[..., Sequence[Any]]], Callable[..., Sequence[Any]]]:
        """Offer a list: the function answers at most `limit` rows after the one whose `key` is `after`, in order.
        `numbered`: keys are whole numbers."""

        def decorate(read: Callable[..., Sequence[Any]]) -> Callable[..., Sequence[Any]]:
            def view(
                request: HttpRequest, *, cursor: str = "", limit: int = lists.PAGE, **given: Any
            ) -> HttpResponseBase:
                caller: Caller = request.auth  # type: ignore[attr-defined]

                def rows(after: str, most: int) -> Sequence[Any]:
                    place: Any = lists.number(after) if numbered else after
                    return read(caller, after=place, limit=most, **given)

                return lists.answer(request, rows, out, key, cursor=cursor, limit=limit)

            page = create_model(f"{out.__name__}s", items=(list[out], ...), next=(str | None, ...))  # type: ignore[valid-type]
            asked = [
                *_path_parameters(path), *_query_parameters(read, path),
                _parameter("cursor", lists.Cursor, Query("", description="Where the next page begins: of `next`.")),
                _parameter("limit", lists.Limit, Query(lists.PAGE)),
            ]  # fmt: skip
            self._offer(
                view, called, path, "GET", asked,
                answer={200: page}, refusals=(400, 401, 403, 406, 422, 429), scope=TokenScope.READ, doc=_doc(read),
                auth=Bearer(TokenScope.READ), listing=True,
            )  # fmt: skip
            return read

        return decorate

    def _offer(
        self,
        view: Callable[..., HttpResponseBase],
        called: str,
        path: str,
        method: str,
        parameters: list[inspect.Parameter],
        *,
        answer: dict[int, Any],
        refusals: Iterable[int],
        scope: TokenScope | None,
        doc: tuple[str, str],
        auth: Bearer,
        links: Mapping[str, Link] | None = None,
        listing: bool = False,
    ) -> None:
        request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpRequest)
        view.__signature__ = inspect.Signature([request, *parameters])  # type: ignore[attr-defined]
        view.__name__ = called
        register(called, path, method, scope)
        LINKS[called] = (next(iter(answer)), dict(links or {}))
        if listing:
            lists.LISTS.add(called)
        self.router.api_operation(
            [method, "HEAD"] if method == "GET" else [method], path,
            response={**answer, **dict.fromkeys(refusals, Problem)}, auth=auth, by_alias=True,
            operation_id=called, summary=doc[0], description=doc[1], tags=[self.tag], url_name=address_name(path),
        )(view)  # fmt: skip


def register(called: str, path: str, method: str, scope: TokenScope | None, *, anyone: bool = False) -> None:
    """Enter an operation in the tables."""
    assert called not in SCOPES, f"two operations are called {called}"
    SCOPES[called] = scope
    name = address_name(path)
    ADDRESSES[name] = (*ADDRESSES.get(name, ()), method)
    if anyone:
        OPEN.add(name)


def address_name(path: str) -> str:
    """``/lots/{lot}/split`` is ``lots-lot-split``: both operations of an address share it."""
    return "-".join(re.sub(r"[{}]", "", path).strip("/").split("/"))


def adapters(act: Act) -> dict[str, TypeAdapter[Any]]:
    """How the parameters of an act's address are read from a line of /bulk."""
    return {name: TypeAdapter(Id if name in _NUMBERED else Name) for name in act.parameters}


def _path_parameters(path: str) -> list[inspect.Parameter]:
    return [_parameter(name, Id if name in _NUMBERED else Name, Path(...)) for name in _PARAMETER.findall(path)]


def _query_parameters(read: Callable[..., Any], path: str) -> list[inspect.Parameter]:
    """What the function takes beside the caller, the names in the address, and the page."""
    known = {"caller", "after", "limit", *_PARAMETER.findall(path)}
    told = inspect.signature(read, eval_str=True).parameters
    return [
        _parameter(name, one.annotation, Query(... if one.default is one.empty else one.default))
        for name, one in told.items()
        if name not in known
    ]


def _parameter(name: str, annotation: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def _outcome(called: str, answers: Mapping[str, Any]) -> type[BaseModel]:
    title = called[0].upper() + called[1:]
    data = create_model(f"{title}Data", **{name: (kind, ...) for name, kind in answers.items()})  # type: ignore[call-overload]
    fields = {"event": (int, ...), "participant": (str, ...), "subject": (str, ...), "data": (data, ...)}
    return create_model(f"{title}Done", **fields)  # type: ignore[call-overload,no-any-return]


def _doc(function: Callable[..., Any]) -> tuple[str, str]:
    """Summary and description: of the first sentence and the whole of the docstring, once each."""
    text = inspect.cleandoc(function.__doc__ or "")
    assert text, f"{function.__name__} says what it does"
    first = re.split(r"(?<=[a-z`)])[.:]\s", " ".join(text.split()), maxsplit=1)[0].rstrip(".:")
    return first[:120], " ".join(text.split())


__all__ = ["ACTS", "ADDRESSES", "BASE", "Act", "Link", "Problem", "Room", "language", "register"]
