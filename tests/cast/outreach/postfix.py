"""A Postfix of our own: a private port, a folder, nobody's settings. It runs as root only."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"
_MAIN = """
compatibility_level = 3.6
queue_directory = {root}/queue
data_directory = {root}/data
maillog_file = {root}/log
maillog_file_prefixes = {root}
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.example.net
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
recipient_delimiter = +
disable_dns_lookups = yes
default_transport = error:nothing leaves this machine
virtual_mailbox_domains = {domains}
virtual_mailbox_maps = inline:{{ {boxes} }}
virtual_mailbox_base = {mail}
virtual_uid_maps = static:{user}
virtual_gid_maps = static:{group}
virtual_minimum_uid = 1
smtpd_recipient_restrictions =
    check_recipient_access inline:{{ {{ left@example.org = 550 5.1.1 User unknown }} }}
    permit_mynetworks, reject
smtpd_reject_unlisted_recipient = no
transport_maps = inline:{{ {transports} }}
"""
_MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
showq unix n - n - - showq
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass
class Postfix:
    """A running server."""

    port: int
    root: Path
    n_settings: int = 0

    def set(self, *words: str) -> None:
        """Change settings of the running server, and wait until those who take mail have read them."""
        self.n_settings += 1
        self._run("postconf", "-e", *words, f"smtpd_banner = $myhostname ESMTP s{self.n_settings}")
        self._run("postfix", "reload")
        ends_at, n_new = time.monotonic() + 150, 0
        while n_new < 3:  # one from before may still take a call
            assert time.monotonic() < ends_at, self.log()[-3_000:]
            n_new = n_new + 1 if self._greets_anew() else 0

    def _greets_anew(self) -> bool:
        # It asks its milter first, for half a minute where another program has that one's port by now.
        with socket.create_connection(("127.0.0.1", self.port), timeout=90) as line:
            greeting = line.makefile("rb").readline()
            line.sendall(b"QUIT\r\n")
        is_refusal = not greeting.startswith(
            b"220"
        )  # nobody answers where it is to ask: it names no settings
        return is_refusal or greeting.rstrip().endswith(f" s{self.n_settings}".encode())

    def log(self) -> str:
        return (self.root / "log").read_text() if (self.root / "log").exists() else ""

    def stop(self) -> None:
        self._run("postfix", "stop")
        shutil.rmtree(self.root, ignore_errors=True)

    def _run(self, program: str, *words: str) -> None:
        path = shutil.which(program, path=_PATH) or program
        done = subprocess.run(
            [path, "-c", str(self.root / "etc"), *words], capture_output=True, text=True, timeout=60
        )
        if done.returncode:
            raise RuntimeError(done.stderr + self.log())


def may_run() -> bool:
    """Whether we are root: its parts change to users of their own."""
    return os.geteuid() == 0


def start(root: Path, mail: Path, boxes: dict[str, str], transports: dict[str, str] | None = None) -> Postfix:
    """Start one in ``root`` that keeps ``boxes`` (address: folder) below ``mail`` for nobody."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    nobody = pwd.getpwnam("nobody")
    for part in ("etc", "queue", "data"):
        (root / part).mkdir()
    root.chmod(0o755)
    shutil.chown(root / "data", "postfix")
    places = {box: f"{folder}/" for box, folder in boxes.items()}
    main = _MAIN.format(
        root=root,
        mail=mail,
        boxes=", ".join(f"{{ {box} = {place} }}" for box, place in places.items()),
        domains=" ".join({box.partition("@")[2] for box in boxes}),
        transports=", ".join(f"{{ {domain} = {way} }}" for domain, way in (transports or {}).items())
        or "{ nowhere.invalid = error:none }",
        user=nobody.pw_uid,
        group=nobody.pw_gid,
    )
    (root / "etc" / "main.cf").write_text(main)
    (root / "etc" / "master.cf").write_text(_MASTER.format(port=port))
    server = Postfix(port, root)
    server._run("postfix", "start")
    ends_at = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return server
        except OSError:
            if time.monotonic() > ends_at:
                raise RuntimeError(server.log()) from None
            time.sleep(0.05)
