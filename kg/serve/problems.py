"""What goes wrong, told to the client: as plain text or as JSON (RFC 9457), never with a traceback."""

from __future__ import annotations

from collections.abc import Mapping
from http.client import responses

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

from kg.errors import UsageError
from kg.serve.negotiate import best

_JSON = "application/problem+json"


class Problem(HTTPException):
    """An answer that is none: the status, and a sentence that says what to do."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, detail, dict(headers or {}))


def problem_response(
    request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None
) -> Response:
    """The problem in the form that the request's Accept header likes: JSON first for the API, else text."""
    plain, json = "text/plain", "application/json"
    api = request.scope["path"].startswith("/api")
    offers = (_JSON, json, plain) if api else (plain, _JSON, json)
    known = {name: value for name, value in (headers or {}).items() if name.lower() != "content-length"}
    if (best(request.headers.get("accept"), offers) or offers[0]) == plain:
        return PlainTextResponse(detail + "\n", status, known)
    body = {
        "type": "about:blank",
        "title": responses.get(status, "Error"),
        "status": status,
        "detail": detail,
    }
    return JSONResponse(body, status, known, media_type=_JSON)


def add_handlers(app: FastAPI) -> None:
    """Let an application answer every error as a problem."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(UsageError, _usage)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = error.detail
    if not isinstance(error, Problem):
        detail = {
            404: f"Nothing is at {request.scope['path']}. The addresses that there are: /api",
            405: f"{request.method} is not possible here; this server is read-only. Use GET.",
        }.get(error.status_code, str(detail))
    return problem_response(request, error.status_code, detail, error.headers)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    said = "; ".join(
        f"{'.'.join(str(step) for step in one['loc'][1:]) or one['loc'][0]}: {one['msg']}"
        for one in error.errors()
    )
    return problem_response(request, 422, f"The request is not right: {said}. See /api for what there is.")


async def _usage(request: Request, error: Exception) -> Response:
    return problem_response(request, 400, str(error))


def unexpected(request: Request) -> Response:
    """The answer when the program itself has failed."""
    detail = "The server made a mistake; its log says more. Please tell who runs it."
    return problem_response(request, 500, detail)
