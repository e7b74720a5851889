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

_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


def _on_path(*names: str) -> bool:
    return any(shutil.which(name, path=_PATH) for name in names)


def _has_postgres() -> bool:
    return any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or _on_path("initdb")


def _has_fonts() -> bool:
    return any(Path("/usr/share/fonts").rglob("*.[to]tf"))


@dataclass(frozen=True)
class Need:
    """A Debian package, the programs of it that are called, and how to see that it is there."""

    package: str
    what: str
    programs: tuple[str, ...] = ()
    found: Callable[[], bool] | None = None

    def is_there(self) -> bool:
        """Whether one of its programs is on this machine."""
        return self.found() if self.found else _on_path(*self.programs)


NEEDS = [
    Need("postgresql", "PostgreSQL's server", ("initdb", "pg_ctl", "pg_dump", "psql"), _has_postgres),
    Need("dovecot-imapd", "Dovecot, a server of mailboxes", ("dovecot",)),
    Need("postfix", "Postfix, a mail server", ("postfix", "postqueue", "postsuper", "smtp-sink")),
    Need("chromium", "the Chromium browser", ("chromium", "chromium-browser")),
    Need("fonts-dejavu-core", "a font for the browser", found=_has_fonts),
    Need("default-jre-headless", "Java, for the checker of HTML", ("java",)),
    Need("gettext", "GNU gettext", ("msgfmt", "xgettext")),
    Need("openssl", "OpenSSL, for certificates", ("openssl",)),
    Need("pst-utils", "readpst, the reader of Outlook's files", ("readpst",)),
    Need("ledger", "ledger, a program for accounts", ("ledger",)),
    Need("hledger", "hledger, another program for accounts", ("hledger",)),
    Need("beancount", "beancount, a third, which checks balances", ("bean-check",)),
    Need("systemd", "systemd-analyze, which reads units", ("systemd-analyze",)),
]
BASE = {"awk", "bash", "make", "rm", "sed", "sh", "sudo", "timeout", "unshare"}  # Debian's own, and make's
UNPACKED = {"apt-cache", "apt-get", "clamd", "dpkg", "dpkg-query", "m4"}  # see ``tests.unpacked``
OURS = {"lint-imports"}  # in the environment
STOOD_IN = {"spamassassin", "spamc"}  # a test plays them
PROGRAMS = {program for need in NEEDS for program in need.programs} | BASE | UNPACKED | OURS | STOOD_IN


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
