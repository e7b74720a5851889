"""A private PostgreSQL: its own folder and socket, fast and forgetful, gone with the tests."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path


class NoPostgres(RuntimeError):
    """The server programs are not installed."""


def programs() -> Path:
    """Where Debian and kin keep initdb and pg_ctl, newest version first; elsewhere the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    if found:
        return found[-1].parent
    if path := shutil.which("initdb"):
        return Path(path).parent
    raise NoPostgres("PostgreSQL's server is not installed: the Debian package is called postgresql")


class Cluster:
    """A running server; ``url(name)`` is what Django connects to."""

    def __init__(self) -> None:
        self.bin = programs()
        self.folder = Path(tempfile.mkdtemp(prefix="hustings-pg-"))
        self.prefix: list[str] = []
        if os.geteuid() == 0:  # the server refuses to run as root
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.prefix = ["runuser", "-u", "postgres", "--"]
        self.folder.chmod(0o755)

    def start(self) -> "Cluster":
        """Make the files and start; returns when it answers."""
        data = str(self.folder / "data")
        self._run(
            "initdb",
            "-D",
            data,
            "-U",
            "hustings",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--locale=C.UTF-8",
        )
        options = f"-c listen_addresses='' -k {self.folder} -c fsync=off -c full_page_writes=off"
        options += " -c synchronous_commit=off -c max_connections=200 -c shared_buffers=256MB"
        self._run("pg_ctl", "-D", data, "-w", "-l", str(self.folder / "log"), "-o", options, "start")
        return self

    def stop(self) -> None:
        """Stop at once and remove every file."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str = "postgres") -> str:
        """The address of a database by way of the private socket."""
        return f"postgres://hustings@/{name}?host={self.folder}"

    def _run(self, program: str, *words: str) -> None:
        command = [*self.prefix, str(self.bin / program), *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)
