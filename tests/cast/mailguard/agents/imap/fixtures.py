"""A real Dovecot, mailboxes of their own for each test, and a watcher over them."""

import socket
import tempfile
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from imaplib import IMAP4
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from mailguard import Engine
from mailguard.agents.imap import Box, InFolder, Login, Settings, Standing, Watch
from mailguard.agents.platform.folder import Folder
from tests.cast.mailguard.agents.imap.between import Between
from tests.cast.outreach import dovecot

_WITH_TLS = """
auth_failure_delay = 0
ssl = yes
ssl_server_cert_file = {folder}/certificate.pem
ssl_server_key_file = {folder}/key.pem
service imap-login {{
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
"""


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A folder with the certificate of localhost, which signs itself, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    kinds = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(*kinds))
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return folder


@pytest.fixture(scope="session")
def server(certificate):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    more = _WITH_TLS.format(folder=certificate, port=port)
    running = dovecot.start(Path(tempfile.mkdtemp(prefix="mailguard-dovecot-")), more)
    running.tls_port = port
    yield running
    running.stop()


@pytest.fixture(scope="session")
def engine():
    made = Engine()
    made.warm()
    return made


@pytest.fixture
def between(server):
    """``between("MOVE", …)``: a way to the server on which these capabilities are hidden."""
    made = []

    def make(*hidden):
        made.append(Between(server.port, hidden))
        return made[-1]

    yield make
    for each in made:
        each.close()


class Passwords:
    """The password of all boxes."""

    def __init__(self, secret="secret"):
        self.secret = secret
        self.n_asked = 0

    def login(self, box, *, was_refused=False):
        self.n_asked += 1
        return Login("password", self.secret)


class Mailbox:
    """One person's mailbox, seen as her program sees it."""

    def __init__(self, server, user):
        self.server, self.user = server, user

    def box(self, port=0, **more):
        values = {"report": "", "look_back": 1, "security": "none"} | more
        return Box(
            self.user,
            values.pop("host", "127.0.0.1"),
            self.user,
            address=f"{self.user}@valbrune.example",
            port=port or self.server.port,
            **values,
        )

    @contextmanager
    def opened(self, folder="INBOX", *, readonly=False):
        client: IMAP4 = self.server.client(self.user)
        client.select(f'"{folder}"', readonly=readonly)
        yield client
        client.logout()

    def add(self, *raws, folder="INBOX", flags="", date=""):
        client = self.server.client(self.user)
        client.create(f'"{folder}"')
        for raw in raws:
            assert client.append(f'"{folder}"', f"({flags})", date or None, raw)[0] == "OK"
        client.logout()

    def subjects(self, folder="INBOX"):
        return self.server.held(f'"{folder}"', self.user)

    def facts(self, folder="INBOX"):
        """Flags and date of each message by its subject."""
        client = self.server.client(self.user)
        answer, n = client.select(f'"{folder}"', readonly=True)
        if answer != "OK" or n == [b"0"]:
            client.logout()
            return {}
        _, data = client.fetch("1:*", "(FLAGS INTERNALDATE BODY.PEEK[HEADER.FIELDS (SUBJECT)])")
        client.logout()
        found = {}
        for told, text in (each for each in data if isinstance(each, tuple)):
            flags = told.partition(b"FLAGS (")[2].partition(b")")[0].split()
            date = told.partition(b'INTERNALDATE "')[2].partition(b'"')[0]
            found[text.decode().partition(":")[2].strip()] = (
                {each for each in flags if each != b"\\Recent"},
                date.decode(),
            )
        return found


@pytest.fixture
def bob(server, request):
    """An empty mailbox of this test."""
    return Mailbox(server, "u" + "".join(each for each in request.node.name if each.isalnum())[-40:])


@pytest.fixture
def carol(server, bob):
    return Mailbox(server, f"c{bob.user[:39]}")


class Watching:
    """A running watcher and what it told."""

    def __init__(self, watch, kept, credentials):
        self.watch, self.kept, self.folder, self.credentials = watch, kept, kept.folder, credentials
        self.stop = threading.Event()
        self.thread = threading.Thread(target=watch.run, args=(self.stop,), daemon=True)
        self.thread.start()

    def sightings(self):
        return self.folder.waiting(1_000)

    def standing(self, name):
        return next((each for each in self.watch.standings() if each.box == name), Standing(name))

    def end(self):
        self.stop.set()
        self.thread.join(20)
        assert not self.thread.is_alive()


@pytest.fixture
def watching(tmp_path, engine):
    """``watching(box, …)`` starts a watcher; started again in one test, it remembers."""
    running = []

    def start(*boxes, credentials=None, **settings):
        for each in running:
            each.end()
        running.clear()
        folder = Folder(tmp_path / "keep")
        given = credentials or Passwords()
        made = settings.pop("engine", engine)
        kept = InFolder(folder, settings.pop("keep_days", 0.0))
        watch = Watch(
            Settings(boxes=boxes, **({"poll": 0.2} | settings)),
            given,
            kept,
            lambda: made,
            tmp_path / "watch.sqlite3",
        )
        running.append(Watching(watch, kept, given))
        return running[-1]

    yield start
    for each in running:
        each.end()


def until(question, seconds=10.0):
    """Wait until it is true; what it said last."""
    ends_at = time.monotonic() + seconds
    while not (said := question()) and time.monotonic() < ends_at:
        time.sleep(0.05)
    return said
