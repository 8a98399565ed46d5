"""PINs kept so that they can be compared and not read; `ticketing.staff.Pins` with argon2id.

A PIN has few digits, so whoever has the hashes could try them all. It is keyed first with a secret of
the hall, the pepper, that lies in a file of its own and in no backup of the queue.
"""

import hmac
import os
import secrets
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ticketing.errors import Misconfigured

if TYPE_CHECKING:
    from argon2 import PasswordHasher

_FILE = "pepper"
_LENGTH = 32


class ArgonPins:
    """Hashes with HMAC-SHA256 under the pepper, then argon2id.

    Args:
        pepper: Makes the secret when it is first needed.
        memory_kib, passes: Of argon2id. The defaults are the second recommended option of RFC 9106,
            section 4 (64 MiB, 3 passes), for machines with little memory.
    """

    def __init__(self, pepper: "Pepper", *, memory_kib: int = 65536, passes: int = 3) -> None:
        self._pepper = pepper
        self._memory_kib = memory_kib
        self._passes = passes

    def hash(self, pin: str) -> str:
        """Return what is stored of a PIN."""
        return self._hasher.hash(self._keyed(pin))

    def matches(self, pin_hash: str | None, pin: str) -> bool:
        """Compare a PIN; for None, an unknown name, say no after just as long."""
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            self._hasher.verify(pin_hash or self._nobodys, self._keyed(pin))
        except (VerificationError, InvalidHashError):
            return False
        return pin_hash is not None

    @cached_property
    def _hasher(self) -> "PasswordHasher":
        from argon2 import PasswordHasher

        return PasswordHasher(time_cost=self._passes, memory_cost=self._memory_kib, parallelism=4)

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash(secrets.token_bytes(_LENGTH))

    def _keyed(self, pin: str) -> bytes:
        return hmac.digest(self._pepper.read(), pin.encode(), "sha256")


class Pepper:
    """The secret of a hall's PINs, in a file; made when it is first read.

    A machine that has the same file is an enrolled terminal: on any other no PIN is right.

    Args:
        folder: Where the file is.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / _FILE

    def read(self) -> bytes:
        """Return the secret.

        Raises:
            Misconfigured: Others may read the file, or it is not what this program wrote.
        """
        self._make()
        if os.name == "posix" and self.path.stat().st_mode & 0o077:
            raise Misconfigured(str(self.path), "pepper_open", oct(self.path.stat().st_mode & 0o777))
        try:
            secret = bytes.fromhex(self.path.read_text(encoding="ascii").strip())
        except ValueError:
            secret = b""
        if len(secret) != _LENGTH:
            raise Misconfigured(str(self.path), "pepper_wrong", f"{len(secret)} ≠ {_LENGTH}")
        return secret

    def _make(self) -> None:
        """Make the file whole or not at all, whoever else makes it at this instant."""
        if self.path.exists():
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_name(f".{_FILE}-{os.getpid()}-{secrets.token_hex(4)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_bytes(_LENGTH).hex() + "\n")
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(draft, self.path)  # unlike a rename it never takes the place of another's
            except FileExistsError:
                return
        finally:
            draft.unlink()
