"""A Dovecot of our own: a private port, a folder, nobody's settings."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from imaplib import IMAP4
from pathlib import Path

_CONFIG = """
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/log
protocols = imap
listen = 127.0.0.1
ssl = no
auth_allow_cleartext = yes
mail_driver = maildir
mail_path = {root}/mail/%{{user}}
first_valid_uid = 1
default_internal_user = {internal}
default_login_user = {login}
passdb static {{
  password = secret
}}
userdb static {{
  fields {{
    uid = {user}
    gid = {group}
    home = {root}/mail/%{{user}}
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""


@dataclass
class Dovecot:
    """A running server."""

    port: int
    root: Path
    process: subprocess.Popen[bytes]

    def url(self, user: str = "bob", folder: str = "INBOX") -> str:
        return f"imap://{user}:secret@127.0.0.1:{self.port}/{folder}"

    def client(self, user: str = "bob") -> IMAP4:
        client = IMAP4("127.0.0.1", self.port)
        client.login(user, "secret")
        return client

    def add(self, *raws: bytes, user: str = "bob") -> None:
        """Put messages into the inbox."""
        client = self.client(user)
        for raw in raws:
            client.append("INBOX", "", "", raw.replace(b"\n", b"\r\n"))
        client.logout()

    def held(self, folder: str = "INBOX", user: str = "bob") -> list[str]:
        """The subjects in a folder, those unseen with a star before."""
        client = self.client(user)
        answer, n = client.select(folder, readonly=True)
        if answer != "OK" or n == [b"0"]:
            client.logout()
            return []
        _answer, data = client.fetch("1:*", "(FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)])")
        client.logout()
        pairs = [each for each in data if isinstance(each, tuple)]
        return [
            ("" if b"\\Seen" in told else "*") + text.decode().partition(":")[2].strip()
            for told, text in pairs
        ]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        if self.process.stderr:
            self.process.stderr.close()
        shutil.rmtree(self.root, ignore_errors=True)


def start(root: Path, more: str = "") -> Dovecot:
    """Start one in ``root``; ``more`` are settings beside ours."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    me = pwd.getpwuid(os.geteuid())
    is_root = me.pw_uid == 0
    user = pwd.getpwnam("nobody") if is_root else me  # Dovecot gives nobody root's mail
    names = (
        {"internal": "dovecot", "login": "dovenull"}
        if is_root
        else dict.fromkeys(["internal", "login"], me.pw_name)
    )
    for part in ("run", "state", "mail"):
        (root / part).mkdir()
    os.chown(root / "mail", user.pw_uid, user.pw_gid)
    root.chmod(0o755)
    config = root / "dovecot.conf"
    ours = _CONFIG.format(root=root, port=port, user=user.pw_uid, group=user.pw_gid, **names)
    config.write_text(ours + more)
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "dovecot"
    process = subprocess.Popen([program, "-F", "-c", str(config)], stderr=subprocess.PIPE)
    ends_at = time.monotonic() + 20
    while process.poll() is None and time.monotonic() < ends_at:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return Dovecot(port, root, process)
        except OSError:
            time.sleep(0.05)
    process.kill()
    assert process.stderr
    raise RuntimeError(process.stderr.read().decode())
