"""The answers that say the same to everybody."""

import json
from collections.abc import Mapping

from starlette.responses import Response

#: What a browser may do with a page of ours: nothing but what comes from this very server.
SECURITY: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "media-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}


def refused(status: int, code: str, **headers: str) -> Response:
    """Say no: one word as JSON, the same bytes for the same word."""
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(
        json.dumps({"code": code}),
        status,
        {"Cache-Control": "no-store", **more},
        "application/json",
    )


def unknown() -> Response:
    """No ticket of today, no such page: wrong, expired and malformed are not told apart."""
    return refused(404, "unknown")


def away() -> Response:
    """The hall is out of reach, and nothing was known before."""
    return refused(503, "away", Retry_After="5")


def busy(status: int = 429) -> Response:
    """Too many ask, or one asks too often."""
    return refused(status, "busy", Retry_After="10", Connection="close")


def json_of(body: bytes, status: int = 200) -> Response:
    """Answer with what is already JSON."""
    return Response(body, status, {"Cache-Control": "no-store"}, "application/json")
