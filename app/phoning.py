"""Runs the visitor's page for phones. Without Qt."""

import os
import threading
from contextlib import suppress
from dataclasses import replace

from app import lifeline
from app.config import PhoneConfig
from app.late_store import late_parts
from app.orders import Orders
from phone.settings import Settings, name_of

#: Only this machine sees the page while the hall has not said where phones find it.
_OWN = "127.0.0.1"
_FILES = 32_768
#: So long one try of a visitor's deed waits for the hall's lock; see `phone.deeds`.
_LOCK_S = 0.5
#: So many files the store, the feed and the program itself may want.
_OWN_FILES = 64


def settings_of(config: PhoneConfig) -> Settings:
    """Make the settings of the page of what the hall configured."""
    name = name_of(config.address)
    return Settings(
        config.host or ("" if config.address else _OWN),
        config.port,
        (*((name,) if name else ()), *config.names),
        config.certificate,
        config.key,
        config.connections,
        config.per_address,
        float(config.per_second),
    )


def serve(orders: Orders, stopping: threading.Event) -> None:
    """Serve the page until told to stop.

    Raises:
        PortTaken: The port cannot be had.
        Misconfigured: The certificate or its key cannot be read.
    """
    files = _stand_back()  # before its modules are loaded: the windows of a hall start at the same time
    from phone.server import PhoneServer

    settings = settings_of(orders.config.phone)
    settings = replace(settings, connections=within(settings.connections, files))
    parts = late_parts(orders.db, orders.config)
    acting = late_parts(orders.db, orders.config, _LOCK_S)
    rules = orders.config.rules.rules()
    server = PhoneServer(parts.store, acting.hall, parts.clock, rules, settings, beat=lifeline.beat)
    try:
        server.run(stopping)
    finally:
        acting.store.close()
        parts.store.close()


def within(connections: int, files: int) -> int:
    """Return how many connections can be held at once where so many files may be open."""
    return max(1, min(connections, files - _OWN_FILES))


def _stand_back() -> int:
    """Let kiosk, board and counters on this machine go first; tell how many files may be open."""
    if hasattr(os, "nice"):
        os.nice(10)
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _FILES if most == resource.RLIM_INFINITY else min(most, _FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
        return wanted
    return _FILES
