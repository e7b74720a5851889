"""Read by Python as it starts where this folder is on its path: no word leaves this machine.

Whatever asks for another machine is refused, and named in the file of ``HUSTINGS_TEST_CALLS``.
"""

import contextlib
import ipaddress
import os
import socket
import sys
from pathlib import Path
from typing import Any

OURS = {"", "localhost", "0.0.0.0", "::", socket.gethostname()}


def _is_ours(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    with contextlib.suppress(ValueError):
        return name in OURS or ipaddress.ip_address(name).is_loopback
    return name in OURS


def _heard(event: str, words: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(words[1], tuple):
        host = words[1][0]
    elif event == "socket.getaddrinfo":
        host = words[0]
    else:
        return
    if not _is_ours(host):
        with Path(os.environ["HUSTINGS_TEST_CALLS"]).open("a", encoding="utf-8") as file:
            file.write(f"{event} {host} by {' '.join(sys.argv)}\n")
        raise PermissionError(f"{event}: {host} is another machine")


sys.addaudithook(_heard)
