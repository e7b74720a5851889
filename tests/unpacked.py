"""Servers of Debian's that the tests start and nobody wants installed: their packages are unpacked beside us.

ClamAV's would fetch signatures and serve as soon as it is installed, Sendmail's would throw out Postfix. Here
neither is more than files below ``ROOT``. Where there is no apt, the tests that need them are skipped.
Standard library only: ``python tests/unpacked.py``.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(sys.prefix) / "unpacked"
# The package of a server, and what else is unpacked beside the libraries that this machine lacks.
SERVERS = {"clamav-daemon": [], "sendmail-bin": ["sendmail-cf", "m4"]}


def folder(server: str) -> Path:
    """Where the files of a server lie, if they do."""
    return ROOT / server


def libraries(server: str) -> dict[str, str]:
    """The environment in which its programs find theirs."""
    found = sorted({str(each.parent) for each in (folder(server) / "usr/lib").rglob("*.so.*")})
    return {"LD_LIBRARY_PATH": ":".join(found)} if found else {}


def provide() -> None:
    """Fetch and unpack what isn't there yet; a server whose packages can't be had is left out."""
    for server in SERVERS:
        if not folder(server).exists() and shutil.which("apt-get") and shutil.which("dpkg"):
            _unpack(server)


def _unpack(server: str) -> None:
    ROOT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT) as made:
        names = [server, *SERVERS[server]]
        names += sorted(_libraries(names) - _installed())
        words = ["timeout", "120", "apt-get", "-q", "download", *names]
        if subprocess.run(words, cwd=made, capture_output=True).returncode:
            return
        content = Path(made) / "content"
        for package in Path(made).glob("*.deb"):
            if subprocess.run(["dpkg", "-x", package, content], capture_output=True).returncode:
                return
        content.rename(folder(server))


def _libraries(names: list[str]) -> set[str]:
    """All that they need, directly or not."""
    words = ["apt-cache", "depends", "--recurse", "--important", *names]
    told = subprocess.run(words, capture_output=True, text=True).stdout
    return set(re.findall(r"^ +\|?Depends: (lib[a-z0-9.+-]+)$", told, re.MULTILINE))


def _installed() -> set[str]:
    words = ["dpkg-query", "--show", "--showformat", "${db:Status-Status} ${Package}\n"]
    told = subprocess.run(words, capture_output=True, text=True).stdout
    return set(re.findall(r"^installed (.*)$", told, re.MULTILINE))


if __name__ == "__main__":
    provide()
