"""Put on PYTHONPATH, cuts Python off from every network but loopback, and writes down who tried."""

import errno
import os
import sys
from pathlib import Path

_LOCAL = {None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0", "::"}
_WITH_HOST = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_WITH_ADDRESS = {"socket.connect", "socket.sendto", "socket.sendmsg"}


def _host(event: str, arguments: tuple[object, ...]) -> object:
    """Whom an audit event of the interpreter is about; None for a Unix socket."""
    if event in _WITH_HOST:
        return arguments[0]
    address = arguments[1] if event in _WITH_ADDRESS else None
    return address[0] if isinstance(address, tuple) else None


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    host = _host(event, arguments)
    name = host.decode() if isinstance(host, bytes) else host
    if name not in _LOCAL:
        with Path(os.environ["OFFLINE_GUARD_LOG"]).open("a", encoding="utf-8") as log:
            log.write(f"{event} {name}: {' '.join(sys.argv)}\n")
        raise OSError(errno.ENETUNREACH, f"no network in this test: {event} {name}")


sys.addaudithook(_refuse)
