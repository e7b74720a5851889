"""A private PostgreSQL: its own folder and socket, fast and forgetful, gone with the process that started it.

A guard process holds the other end of a pipe. When its owner ends, however it ends, the pipe closes and the
guard stops the server and removes the files. What a killed guard leaves is swept up by the next start.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

PREFIX = "hustings-pg-"
OPTIONS = {
    "listen_addresses": "''",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "300",
    "shared_buffers": "256MB",
}


class NoPostgres(RuntimeError):
    """The server programs, or the user to run them as, are not there."""


def programs() -> Path:
    """Where Debian and kin keep initdb and pg_ctl, newest version first; elsewhere the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    if path := shutil.which("initdb"):
        return Path(path).resolve().parent
    raise NoPostgres("PostgreSQL's server is not installed: the Debian package is called postgresql")


def owner() -> dict[str, Any]:
    """As whom the server runs: it refuses to be root."""
    if os.geteuid():
        return {}
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError:
        raise NoPostgres(
            "There is no user postgres to run the server: install the package postgresql"
        ) from None
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


class Cluster:
    """A running server; ``url(name)`` is what Django connects to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.guard: subprocess.Popen[bytes] | None = None

    @classmethod
    def start(cls, **more: str) -> "Cluster":
        """Make the files and start, with ``more`` options; returns when it answers."""
        sweep()
        cluster = cls(Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")))
        if who := owner():
            os.chown(cluster.folder, who["user"], who["group"])
        cluster.folder.chmod(0o755)
        data = str(cluster.folder / "data")
        cluster.run(
            "initdb", "-D", data, "-U", "hustings", "-A", "trust", "-E", "UTF8", "-N", "--locale=C.UTF-8"
        )
        options = " ".join(f"-c {name}={value}" for name, value in (OPTIONS | more).items())
        log = str(cluster.folder / "log")
        options += f" -k {cluster.folder}"
        cluster.guard = subprocess.Popen(
            [sys.executable, __file__, str(cluster.folder)], stdin=subprocess.PIPE, start_new_session=True
        )
        cluster.run("pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")
        return cluster

    def stop(self) -> None:
        """Let the guard stop the server and remove every file."""
        if self.guard and self.guard.stdin:
            self.guard.stdin.close()
            self.guard.wait(30)

    def remove(self) -> None:
        """Stop at once and remove every file."""
        with contextlib.suppress(subprocess.CalledProcessError):
            self.run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str = "postgres") -> str:
        """The address of a database by way of the private socket."""
        return f"postgres://hustings@/{name}?host={self.folder}"

    def run(self, program: str, *words: str, **more: Any) -> None:
        """Run one of PostgreSQL's programs; what it complains of is in the exception."""
        done = subprocess.run(
            [programs() / program, *words],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if program != "pg_ctl" else None,
            **owner(),
            **more,
        )
        if done.returncode:
            log = self.folder / "log"
            said = (done.stderr or b"").decode() + (log.read_text()[-2000:] if log.exists() else "")
            raise subprocess.CalledProcessError(done.returncode, program, stderr=said)


def orphans(prefix: str) -> list[Path]:
    """The temporary folders named after a process that is gone."""
    if not Path("/proc/self").exists():
        return []
    folders = Path(tempfile.gettempdir()).glob(f"{prefix}*-*")
    pids = {folder: folder.name.removeprefix(prefix).partition("-")[0] for folder in folders}
    return [folder for folder, pid in pids.items() if pid.isdigit() and not Path("/proc", pid).exists()]


def sweep() -> None:
    """Remove the servers of owners that are gone."""
    for folder in orphans(PREFIX):
        Cluster(folder).remove()


def guard(folder: Path) -> None:
    """Wait until the owner is gone, then clean up."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    sys.stdin.buffer.read()
    Cluster(folder).remove()


if __name__ == "__main__":
    guard(Path(sys.argv[1]))
