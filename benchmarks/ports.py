"""A port for a server of tests and benchmarks that must know it before it starts."""

import random
import socket

#: Systems give connections ports above these: one that is found here stays free until its server starts, and
#: while that is down.
_BELOW_CONNECTIONS = range(10_000, 32_000)


def free_port() -> int:
    """Find a port of the loopback that nobody listens at."""
    chance = random.SystemRandom()  # of their own for processes that begin alike
    while True:
        port = chance.choice(_BELOW_CONNECTIONS)
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return port
