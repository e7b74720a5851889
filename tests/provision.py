"""Find what the tests need beyond Python packages, and install it where we may.

Debian and its kin, as root or with sudo that asks no password: apt installs. Elsewhere the package is named
and the run goes on; the tests that need it then fail. Standard library only: ``python tests/provision.py``.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    """A program or file, how to see that it is there, and the Debian package that brings it."""

    package: str
    what: str
    is_there: Callable[[], bool]


def _on_path(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def _has_postgres() -> bool:
    return any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or bool(shutil.which("initdb"))


def _serves(name: str) -> Callable[[], bool]:
    return lambda: bool(shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin"))


def _has_fonts() -> bool:
    return any(Path("/usr/share/fonts").rglob("*.[to]tf"))


NEEDS = [
    Need("postgresql", "PostgreSQL's server", _has_postgres),
    Need("dovecot-imapd", "Dovecot, a server of mailboxes", _serves("dovecot")),
    Need("postfix", "Postfix, a mail server", _serves("postfix")),
    Need("chromium", "the Chromium browser", _on_path("chromium", "chromium-browser", "google-chrome")),
    Need("fonts-dejavu-core", "a font for the browser", _has_fonts),
    Need("default-jre-headless", "Java, which the checker of HTML runs on", _on_path("java")),
    Need("gettext", "GNU gettext", _on_path("msgfmt")),
]


def missing() -> list[Need]:
    """What is not on this machine."""
    return [need for need in NEEDS if not need.is_there()]


def as_root() -> list[str] | None:
    """The words that run a command as root; None where we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode:
        return ["sudo", "-n"]
    return None


def install(needs: list[Need]) -> None:
    """Ask apt for the packages; what apt says is shown only where it fails."""
    root = as_root()
    if root is None or not shutil.which("apt-get"):
        return
    names = [need.package for need in needs]
    print(f"Installing {', '.join(names)} ...", flush=True)
    if "postfix" in names:  # its own settings are none: it is not to serve this machine
        kind = "postfix postfix/main_mailer_type select No configuration\n"
        subprocess.run([*root, "debconf-set-selections"], input=kind, text=True, capture_output=True)
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    for words in (["update"], ["install", "--no-install-recommends", *names]):
        done = subprocess.run([*apt, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode:
            print(f"apt-get {words[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}", file=sys.stderr)


def provide() -> list[Need]:
    """Install what is missing, name what stays missing, and return it."""
    if needs := missing():
        install(needs)
    left = missing()
    for need in left:
        print(
            f"{need.what} is missing and could not be installed: the Debian package is called {need.package}."
            " The tests that need it will fail.",
            file=sys.stderr,
        )
    return left


if __name__ == "__main__":
    sys.exit(bool(provide()))
