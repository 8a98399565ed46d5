"""The addresses of the visitor's page, and what each answers.

========================= ===================================================================
``GET /t/TOKEN``          the page: a shell that is the same for every token
``GET /``                 the same, for a page that was installed
``GET /t/TOKEN/state``    how the ticket stands, as `phone.view` says; ``?lang=id|en|su``
``GET /t/TOKEN/events``   the same whenever it has changed, as `phone.stream` says; ``?lang=``
``POST /t/TOKEN/cancel``  the visitor will not come; answers the new state
``POST /t/TOKEN/return``  the visitor is late and is put back into the queue; answers the new state
``GET /static/NAME``      a file of the page
========================= ===================================================================

``t`` and the token may be written in small or capital letters: a QR code of capitals is smaller.
Every other answer is ``{"code": …}``:

===== ============= =========================================================================
404   ``unknown``   no such ticket today, or no such page; the very same bytes for all of them
405   ``method``    not done in this way
403   ``foreign``   a POST without the header ``X-Antrean`` or from another page than ours
409   ``not_now``   what was asked does not fit how the ticket stands (any more)
409   ``too_often`` the visitor was put back as often as the hall allows
429   ``busy``      this phone asks too often; ``Retry-After`` says when to come again
503   ``busy``      too many ask
503   ``away``      the hall is out of reach and the ticket not known yet; a known one is ``stale``
===== ============= =========================================================================
"""

import asyncio
import re
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from phone import answers
from phone.deeds import Deeds, NotNow
from phone.files import PageFiles
from phone.lobby import Away, Lobby
from phone.stream import EventStream
from ticketing.words import Language

_TOKEN = re.compile("[A-Z2-7]{26}")


class Routes:
    """Answer requests that the guard has let in.

    Args:
        lobby: Knows the tickets.
        deeds: What is done to them.
        files: Of the page.
        beat_s: See `settings.Settings`.
    """

    def __init__(self, lobby: Lobby, deeds: Deeds, files: PageFiles, beat_s: float) -> None:
        self._lobby = lobby
        self._deeds = deeds
        self._files = files
        self._beat_s = beat_s

    def app(self) -> ASGIApp:
        """Make the application."""
        routes = [Route("/", self._page), Route("/static/{name}", self._static)]
        for t in "tT":
            routes += [
                Route(f"/{t}/{{token}}", self._page),
                Route(f"/{t}/{{token}}/state", self._known(self._state)),
                Route(f"/{t}/{{token}}/events", self._known(self._events)),
                *(
                    Route(f"/{t}/{{token}}/{deed}", self._known(self._doing(deed)), methods=["POST"])
                    for deed in ("cancel", "return")
                ),
            ]
        made = Starlette(routes=routes, exception_handlers={404: _unknown, 405: _method})
        made.router.redirect_slashes = False
        return made

    async def _page(self, request: Request) -> Response:
        return self._files.page(request.headers)

    async def _static(self, request: Request) -> Response:
        name, mark = request.path_params["name"], request.url.query
        return self._files.static(name, mark, request.headers) or answers.unknown()

    def _known(
        self, answer: Callable[[Request, str, Language | None], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Answer for a token that may be one; otherwise as for one that is not."""

        async def answered(request: Request) -> Response:
            token = request.path_params["token"].upper()
            if not _TOKEN.fullmatch(token):
                return answers.unknown()
            asked = request.query_params.get("lang")
            try:
                return await answer(request, token, Language(asked) if asked in list(Language) else None)
            except (Away, asyncio.CancelledError):  # which comes when the page ends and cannot wait
                return answers.away()

        return answered

    async def _state(self, request: Request, token: str, language: Language | None) -> Response:
        body = await self._lobby.state(token, language)
        return answers.unknown() if body is None else answers.json_of(body)

    async def _events(self, request: Request, token: str, language: Language | None) -> Response:
        if request.method == "HEAD":
            return await self._state(request, token, language)
        stream = await self._lobby.enter(token, language)
        if stream is None:
            return answers.unknown()
        return _Streaming(EventStream(self._lobby, stream, self._beat_s))

    def _doing(self, deed: str) -> Callable[[Request, str, Language | None], Awaitable[Response]]:
        async def done(request: Request, token: str, language: Language | None) -> Response:
            if not is_own(request):
                return answers.refused(403, "foreign")
            try:
                body = await self._deeds.do(deed, token, language)
            except NotNow as refusal:
                return answers.refused(409, str(refusal))
            return answers.unknown() if body is None else answers.json_of(body)

        return done


def is_own(request: Request) -> bool:
    """Tell whether a page of this very server asks: another one may not set the header, nor its origin."""
    ours = {f"{scheme}://{request.headers.get('host', '').lower()}" for scheme in ("http", "https")}
    return "x-antrean" in request.headers and request.headers.get("origin", "").lower() in ours


class _Streaming(Response):
    """An `EventStream` as a response of Starlette."""

    def __init__(self, stream: EventStream) -> None:
        super().__init__()
        self._stream = stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._stream(scope, receive, send)


async def _unknown(request: Request, _: Exception) -> Response:
    return answers.unknown()


async def _method(request: Request, _: Exception) -> Response:
    return answers.refused(405, "method")
