"""What stands before every request: who may ask, how often, and what every answer bears."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from phone import answers
from phone.settings import Settings

_LONGEST_TARGET = 300
_LONGEST_HEAD = 8192
_MOST_ADDRESSES = 10_000
_BURST_S = 10.0


class Guard:
    """Let in what is meant for this server, in bounds, and put the safe headers on every answer.

    Args:
        app: What answers.
        settings: Names and limits.
        seconds: A steady clock.
    """

    def __init__(
        self, app: ASGIApp, settings: Settings, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._app = app
        self._names = frozenset(name.lower().rstrip(".") for name in settings.names)
        self._buckets = Buckets(settings.per_second, settings.per_second * _BURST_S, seconds)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, as an ASGI application."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in answers.SECURITY.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, sealed)
        return None

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not self._is_ours(headers.getlist("host"), scope):
            return answers.refused(421, "host", Connection="close")
        if headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
            return answers.refused(413, "body", Connection="close")
        if len(scope["raw_path"]) + len(scope["query_string"]) > _LONGEST_TARGET:
            return answers.refused(414, "long", Connection="close")
        if sum(len(name) + len(value) for name, value in scope["headers"]) > _LONGEST_HEAD:
            return answers.refused(431, "long", Connection="close")
        client = scope.get("client")
        if not self._buckets.take(network_of(client[0] if client else "")):
            return answers.busy()
        return None

    def _is_ours(self, hosts: list[str], scope: Scope) -> bool:
        """Tell whether a request names this server: by a name of the settings or the address it came to.

        A page elsewhere that lets its own name point here is told apart by this.
        """
        if len(hosts) != 1:
            return False
        name = host_of(hosts[0])
        return name in self._names or name == _plain((scope.get("server") or ("",))[0])


class Buckets:
    """A bucket of tokens for each address, of which the least used is forgotten.

    Args:
        per_second: How fast a bucket fills.
        most: How much it holds.
        seconds: A steady clock.
    """

    def __init__(self, per_second: float, most: float, seconds: Callable[[], float]) -> None:
        self._per_second = per_second
        self._most = most
        self._seconds = seconds
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, who: str) -> bool:
        """Take one token; tell whether there was one."""
        now_s = self._seconds()
        left, at_s = self._left.pop(who, (self._most, now_s))
        left = min(self._most, left + (now_s - at_s) * self._per_second)
        is_there = left >= 1
        self._left[who] = (left - 1 if is_there else left, now_s)
        if len(self._left) > _MOST_ADDRESSES:
            self._left.popitem(last=False)
        return is_there


def network_of(address: str) -> str:
    """Return who counts as one: an address of IPv4, or the network of one of IPv6.

    The phones of a hall share one such network where it is not reached from outside: each counts there.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        if found.is_link_local or found.is_private:
            return str(found)
        return str(ipaddress.ip_network((int(found) >> 64 << 64, 64)))
    return str(found)


def host_of(header: str) -> str:
    """Return the name in a Host header, in small letters and without its port."""
    name = header.strip().lower()
    if name.startswith("["):
        return _plain(name[1:].partition("]")[0])
    return _plain(name.partition(":")[0].rstrip("."))


def _plain(address: str) -> str:
    """Write an address in one way; a name stays as it is."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return str(mapped or found)
