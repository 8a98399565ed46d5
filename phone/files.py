"""The files of the page, in memory: read once, packed once, named by what is in them."""

import gzip
import re
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response

PAGE = Path(__file__).parent / "page"
_SHELL = "index.html"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
_PACKED = frozenset({".html", ".css", ".js", ".webmanifest", ".json", ".svg", ".txt"})
_REFERENCE = re.compile(rb"/static/([a-z0-9_.-]+)(?![a-z0-9_.?-])")


@dataclass(frozen=True, slots=True)
class File:
    """One file, ready to be sent; `packed` is empty where it would not be shorter."""

    media_type: str
    body: bytes
    packed: bytes
    mark: str


class PageFiles:
    """Answers for the files of a folder.

    In the shell each ``/static/NAME`` is followed by a mark of what is in the file: a browser keeps such
    a file for good, and asks anew after each change. Without the mark it asks every time.

    Args:
        folder: Where they lie. Other folders in it, and names with other than small letters, digits,
            ``.``, ``_`` and ``-``, are left out.
    """

    def __init__(self, folder: Path = PAGE) -> None:
        found = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in _TYPES}
        shell = found.pop(_SHELL)
        self._files = {name: _file(name, body) for name, body in found.items()}
        self.shell = _file(_SHELL, _REFERENCE.sub(self._marked, shell))

    def page(self, headers: Headers) -> Response:
        """Answer with the shell: the same for every ticket, and for none."""
        return _answer(self.shell, headers, "no-cache")

    def static(self, name: str, mark: str, headers: Headers) -> Response | None:
        """Answer with a file; None where there is none of that name."""
        file = self._files.get(name)
        if file is None:
            return None
        kept = "public, max-age=31536000, immutable" if mark == file.mark else "no-cache"
        answer = _answer(file, headers, kept)
        if name == "sw.js":
            answer.headers["Service-Worker-Allowed"] = "/"
        return answer

    def _marked(self, found: re.Match[bytes]) -> bytes:
        file = self._files.get(found[1].decode())
        return found[0] if file is None else found[0] + b"?" + file.mark.encode()


def _file(name: str, body: bytes) -> File:
    ending = Path(name).suffix
    packed = gzip.compress(body, 9, mtime=0) if ending in _PACKED else b""
    mark = blake2b(body, digest_size=6).hexdigest()
    return File(_TYPES[ending], body, packed if 0 < len(packed) < 0.9 * len(body) else b"", mark)


def _answer(file: File, headers: Headers, kept: str) -> Response:
    is_packed = bool(file.packed) and _takes_gzip(headers.get("accept-encoding", ""))
    mark = f'"{file.mark}{"-gz" if is_packed else ""}"'
    sent = {"Cache-Control": kept, "ETag": mark}
    if file.packed:
        sent["Vary"] = "Accept-Encoding"
    known = {one.strip().removeprefix("W/") for one in headers.get("if-none-match", "").split(",")}
    if mark in known:
        return Response(status_code=304, headers=sent)
    if is_packed:
        sent["Content-Encoding"] = "gzip"
    return Response(file.packed if is_packed else file.body, headers=sent, media_type=file.media_type)


def _takes_gzip(accepted: str) -> bool:
    for one in accepted.lower().split(","):
        name, _, weight = one.partition(";")
        if name.strip() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
