"""The client and the demo's catcher, against real servers."""

import asyncio
import datetime as dt
import os
import smtplib
import socket
import ssl
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.mail import send_mail
from hypothesis import given
from hypothesis import strategies as st

from hustings.outreach.delivery import demo_inbox
from hustings.outreach.delivery.transports.connections import connect
from hustings.outreach.delivery.transports.smtp import Envelope, Server, Trouble, stuffed


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A key and a certificate of our own for localhost."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder


class Kept:
    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        return "250 ok"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def locked_server(certificate):
    """STARTTLS and a password are demanded."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    kept = Kept()

    def admit(server, session, envelope, mechanism, data):
        fits = data.login == b"ann" and data.password == "pä:ss".encode()
        return AuthResult(success=fits, handled=False)

    class Locked(Controller):
        def factory(self):
            return SMTP(
                kept, tls_context=context, require_starttls=True, authenticator=admit, auth_required=True
            )

    controller = Locked(kept, hostname="localhost", port=free_port())
    controller.start()
    yield controller.port, kept
    controller.stop()


def send(server, context, contents=b"Subject: x\r\n\r\n..a\r\n"):
    async def talk():
        news = asyncio.Event()
        connection = await connect(server, lambda c: news.set(), context)
        connection.offer(Envelope(1, "a@example.org", "b@example.org", contents))
        while not connection.answers:
            news.clear()
            await asyncio.wait_for(news.wait(), 10)
            assert connection.lost is None
            if connection.is_ready:
                connection.go()
        connection.quit()
        return connection.answers[0]

    with ThreadPoolExecutor(1) as pool:  # a browser's loop may run in the thread of the tests
        return pool.submit(lambda: asyncio.run(talk())).result()


def test_tls_and_log_in(locked_server, certificate):
    port, kept = locked_server
    trusting = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
    server = Server("localhost", port, "ann", "pä:ss", "start")
    assert send(server, trusting).is_yes
    assert kept.mails == [("a@example.org", ["b@example.org"], b"Subject: x\r\n\r\n.a\r\n")]


def test_what_is_not_trusted_gets_nothing(locked_server, certificate):
    port, kept = locked_server
    trusting = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
    for server, context, said in [
        (Server("localhost", port, "ann", "pä:ss", "start"), None, "certificate"),
        (Server("localhost", port, "ann", "wrong", "start"), trusting, "log-in"),
        (Server("localhost", free_port(), tls="start"), trusting, "localhost"),
    ]:
        with pytest.raises(Trouble, match=said) as trouble:
            send(server, context)
        assert "wrong" not in str(trouble.value)
    assert kept.mails == []


def test_a_server_without_tls_is_refused_where_tls_is_asked_for(sink):
    with pytest.raises(Trouble, match="offers no TLS"):
        send(Server("127.0.0.1", sink.port, tls="start"), ssl.create_default_context())


class Heard(Kept):
    """What it takes, and whether under TLS."""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append(bool(session.ssl))
        return "250 ok"


def remote(contexts):
    """A server that is not this machine's own, as far as its name tells, with TLS as ``contexts`` are."""
    kept = Heard()

    class Offers(Controller):
        def factory(self):
            return SMTP(kept, tls_context=contexts)

    controller = Offers(kept, hostname="127.0.0.2", port=free_port())
    controller.start()
    return controller, kept


@pytest.fixture
def offered(certificate):
    """It offers TLS with a certificate that nobody knows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    controller, kept = remote(context)
    yield controller.port, kept
    controller.stop()


@pytest.fixture
def broken():
    """It offers TLS and has no certificate at all."""
    controller, kept = remote(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER))
    yield controller.port, kept
    controller.stop()


def one_mail(port, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.2", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_BACKEND = "hustings.outreach.delivery.mail_backend.SigningBackend"
    assert send_mail("Hi", "You", "a@example.org", ["b@example.org"]) == 1


def test_tls_that_is_offered_is_used_where_none_is_told(offered, settings):
    port, kept = offered
    assert send(Server("127.0.0.2", port), None).is_yes
    one_mail(port, settings)
    assert kept.mails == [True, True]


def test_tls_that_does_not_work_is_done_without_where_none_is_told(broken, settings):
    port, kept = broken
    assert send(Server("127.0.0.2", port), None).is_yes
    one_mail(port, settings)
    assert kept.mails == [False, False]


def test_where_tls_is_told_nothing_leaves_without_it(broken, offered):
    for port, _kept in (broken, offered):
        with pytest.raises(Trouble):
            send(Server("127.0.0.2", port, tls="start"), None)
    assert broken[1].mails == offered[1].mails == []


def test_a_password_is_not_told_to_whoever_answers(offered):
    with pytest.raises(Trouble, match="not sent without TLS"):
        send(Server("127.0.0.2", offered[0], "ann", "s3cret"), None)


def test_a_letter_larger_than_the_server_takes_does_not_leave(sink):
    answer = send(sink.server, None, b"x" * 90 + b"\r\n" + (b"y" * 90 + b"\r\n") * 2000)
    assert (answer.stage, answer.is_later) == ("here", False)
    assert sink.taken() == []


@given(st.binary(max_size=300))
def test_stuffing_is_what_servers_undo(message):
    wire = stuffed(message)
    assert wire.endswith(b"\r\n") and b"\r\n.\r\n" not in b"\r\n" + wire
    lines = wire.split(b"\r\n")[:-1]
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    back = b"\r\n".join(line[1:] if line.startswith(b".") else line for line in lines) + b"\r\n"
    plain = message.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")
    assert back == (plain if plain.endswith(b"\r\n") else plain + b"\r\n")


def test_the_catcher_keeps_each_mail(tmp_path, settings):
    settings.INBOX = tmp_path / "inbox"
    port = free_port()
    code = "import django; django.setup(); from hustings.outreach.delivery import demo_inbox"
    code += "; demo_inbox.catch()"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "hustings.settings",
        "HUSTINGS_VAR": str(tmp_path),
        "HUSTINGS_INBOX_PORT": str(port),
        "PYTHONPATH": str(Path(__file__).resolve().parents[4] / "src"),
    }
    process = subprocess.Popen([sys.executable, "-c", code], env=environment)
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        with smtplib.SMTP("127.0.0.1", port) as client:
            for n in range(30):
                text = f"Subject: n{n}\r\n\r\nhello".encode()
                client.sendmail("a@example.org", [f"r{n}@example.org", "both/ways@example.org"], text)
    finally:
        process.terminate()
        assert process.wait(timeout=20) == 0
    found, n = demo_inbox.listed()
    assert n == 60 and len(found) == 25
    assert {one.to for one in found[:2]} == {"r29@example.org", "both/ways@example.org"}
    (only,), n = demo_inbox.listed("R7@")
    assert (only.to, only.subject, n) == ("r7@example.org", "n7", 1)
    _caught, message = demo_inbox.read(only.name)
    assert message.get_content().strip() == "hello"
