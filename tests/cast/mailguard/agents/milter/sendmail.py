"""A Sendmail of our own: a private port and folder, its settings made by its own m4 files."""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

from tests import unpacked

_NAME, _PLACE = "sendmail-bin", "usr/libexec/sendmail/sendmail"
ROOT = Path("/") if Path("/", _PLACE).exists() else unpacked.folder(_NAME)
_M4 = shutil.which("m4", path=f"{os.environ.get('PATH', '')}:{ROOT / 'usr/bin'}")
_UNSHARE = shutil.which("unshare")
WHY = "Sendmail is missing, which excludes Postfix: have it unpacked by tests/unpacked.py, and be root"
_SETTINGS = """\
VERSIONID(`a test')
OSTYPE(`linux')
undefine(`ALIAS_FILE')
define(`QUEUE_DIR', `{root}/queue')
define(`STATUS_FILE', `{root}/statistics')
define(`HELP_FILE', `{root}/help')
define(`confPID_FILE', `{root}/pid')
define(`confSERVICE_SWITCH_FILE', `{root}/switch')
define(`confHOSTS_FILE', `/etc/hosts')
define(`confDOMAIN_NAME', `mx.example.net')
define(`confCW_FILE', `-o {root}/local')
define(`confDONT_PROBE_INTERFACES', `True')
define(`confTO_IDENT', `0')
define(`confTO_RESOLVER_RETRANS', `1')
define(`confMAX_MESSAGE_SIZE', `30000000')
define(`confMILTER_LOG_LEVEL', `9')
define(`confLOG_LEVEL', `14')
define(`confDEF_USER_ID', `nobody')
define(`SMART_HOST', `esmtp:[127.0.0.1]')
define(`ESMTP_MAILER_ARGS', `TCP $h {sink}')
FEATURE(`no_default_msa')
FEATURE(`nocanonify')
FEATURE(`promiscuous_relay')
FEATURE(`accept_unresolvable_domains')
FEATURE(`accept_unqualified_senders')
DAEMON_OPTIONS(`Port={port}, Addr=127.0.0.1, Name=MTA')
INPUT_MAIL_FILTER(`mailguard', `S={milter}, F=T, T=S:60s;R:60s;E:2m')
MAILER(`smtp')
"""


def may_run() -> bool:
    """Whether all that it takes is there, and we are root."""
    return os.geteuid() == 0 and (ROOT / _PLACE).exists() and bool(_M4 and _UNSHARE)


class Sendmail:
    """A running one, that hands all mail to port ``sink``; ``milter`` as its option S names it."""

    def __init__(self, root: Path, sink: int, milter: str) -> None:
        self.root = root
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        (root / "queue").mkdir(mode=0o700)
        shutil.copyfile(
            ROOT / _PLACE, root / "sendmail"
        )  # without its group, for which no other library counts
        (root / "sendmail").chmod(0o755)
        (root / "switch").write_text("hosts files\naliases files\n")
        mc = root / "sendmail.mc"
        mc.write_text(_SETTINGS.format(root=root, sink=sink, port=self.port, milter=milter))
        files = ROOT / "usr/share/sendmail/cf"
        made = subprocess.run(
            [str(_M4), f"-D_CF_DIR_={files}/", files / "m4/cf.m4", mc],
            check=True,
            capture_output=True,
            timeout=30,
            env=self._environment(),
        )
        (root / "sendmail.cf").write_bytes(made.stdout)
        self._log = (root / "log").open("wb")
        self.process = self._run("-bD")
        ends_at = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                assert time.monotonic() < ends_at and self.process.poll() is None, self.log()
                time.sleep(0.05)

    def _environment(self) -> dict[str, str]:
        return os.environ | (unpacked.libraries(_NAME) if Path("/") != ROOT else {})

    def _run(self, *words: str) -> "subprocess.Popen[bytes]":
        # With a host whose name has no dot it waits a minute for a better one.
        named = 'hostname mx.example.net && exec "$@"'
        ours = (str(self.root / "sendmail"), "-C", str(self.root / "sendmail.cf"), *words)
        return subprocess.Popen(
            [str(_UNSHARE), "--uts", "sh", "-c", named, "sh", *ours],
            stdout=self._log,
            stderr=self._log,
            env=self._environment(),
        )

    def do(self, *words: str) -> None:
        """Run the program with these words, such as -q to deliver what waits."""
        assert self._run(*words).wait(60) == 0, self.log()

    def queue(self) -> list[str]:
        """Files of its queue: qf is a message that waits, hf one that is quarantined."""
        return sorted(each.name for each in (self.root / "queue").iterdir())

    def log(self) -> str:
        return (self.root / "log").read_text("utf-8", "replace")[-3_000:]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        self._log.close()
