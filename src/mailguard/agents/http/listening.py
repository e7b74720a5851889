"""The socket that is served: a port of this machine, or a file."""

import ipaddress
import os
import socket
import stat
from contextlib import suppress
from pathlib import Path

BACKLOG = 128


class BadAddress(ValueError):
    """HOST:PORT makes no sense."""


def address(text: str) -> tuple[str, int]:
    """``127.0.0.1:11390``, ``[::1]:11390``, ``localhost:11390``; or BadAddress."""
    host, _, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not port.isdecimal() or int(port) > 65_535:
        raise BadAddress(text)
    return host, int(port)


def is_ours_alone(host: str) -> bool:
    """Whether only this machine reaches it; OSError where there is no such name."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return all(ipaddress.ip_address(str(where[0]).partition("%")[0]).is_loopback for *_, where in found)


def port(host: str, number: int) -> socket.socket:
    """A listening socket; OSError where there can be none."""
    family, kind, proto, _, where = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, proto)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return _listening(listener, where)


def file(path: Path) -> socket.socket:
    """A listening socket in the file system, for its owner and group. One that nobody serves is replaced."""
    with suppress(FileNotFoundError):
        if not stat.S_ISSOCK(path.lstat().st_mode):
            raise FileExistsError(17, os.strerror(17), str(path))
        with socket.socket(socket.AF_UNIX) as trial, suppress(ConnectionRefusedError):
            trial.connect(str(path))
            raise OSError(98, "Address already in use", str(path))
        path.unlink()
    before = os.umask(0o117)
    try:
        return _listening(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM), str(path))
    finally:
        os.umask(before)


def _listening(listener: socket.socket, where: object) -> socket.socket:
    try:
        listener.bind(where)  # type: ignore[arg-type]
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    listener.setblocking(False)
    return listener
