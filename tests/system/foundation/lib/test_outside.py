"""Looking at the outside world: what answers, and where it never goes."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from hustings.foundation.lib.web.safe_http import Answer, Trouble, Visitor, is_open

ASKED: list[tuple[str, str, str]] = []


class Site(BaseHTTPRequestHandler):
    def do_HEAD(self):
        ASKED.append((self.command, self.path, self.headers["User-Agent"]))
        path = self.path.partition("?")[0]
        if path == "/no-head" and self.command == "HEAD":
            return self.send_error(405)
        if path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", path.removeprefix("/to/").replace("_", "/") or "/to/")
        else:
            self.send_response({"/": 200, "/no-head": 200, "/r%C3%A9": 200, "/error": 500}.get(path, 404))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self):
        self.do_HEAD()

    def log_message(self, *said):
        pass


@pytest.fixture
def site():
    ASKED.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


ANYWHERE = Visitor(may=lambda address: True, ports=None, seconds=2)


def test_what_answers_is_told(site):
    assert ANYWHERE.look(f"{site}/?a=b") == Answer(200)
    assert ASKED[0][0] == "HEAD" and ASKED[0][1] == "/?a=b" and "Hustings" in ASKED[0][2]
    assert ANYWHERE.look(f"{site}/gone").status == 404
    assert ANYWHERE.look(f"{site}/error").status == 500
    assert ANYWHERE.look(f"{site}/no-head").status == 200
    assert ANYWHERE.look(f"{site}/ré").status == 200


def test_redirects_are_followed_but_not_for_ever(site):
    assert ANYWHERE.look(f"{site}/to/_").status == 200
    assert ANYWHERE.look(f"{site}/to/").trouble is Trouble.CIRCLE
    assert len(ASKED) < 20


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:0:0:0:0:80ff:fefe", "240.0.0.1",
    ],
)  # fmt: skip
def test_no_address_of_an_inner_network_is_open(address):
    assert not is_open(address)


@pytest.mark.parametrize("address", ["9.9.9.9", "2620:fe::fe", "::ffff:9.9.9.9", "64:ff9b::909:909"])
def test_addresses_of_the_internet_are_open(address):
    assert is_open(address)


def test_a_visitor_goes_nowhere_inside(site):
    careful = Visitor(ports=None)
    for url in [
        site,
        site.replace("127.0.0.1", "localhost"),
        "http://[::1]/",
        "http://0x7f000001/",
        "http://2130706433/",
    ]:
        assert careful.look(url).trouble in {Trouble.PRIVATE, Trouble.NO_NAME}, url
    assert Visitor(may=lambda address: True).look(site).trouble is Trouble.PRIVATE, "an odd port"
    for url in ["ftp://127.0.0.1/", "http://", "file:///etc/passwd", "http://a:b@127.0.0.1/"]:
        assert careful.look(url).trouble is Trouble.ODD
    assert not ASKED


def test_a_redirect_to_the_inside_is_refused(site):
    only_first = Visitor(may=lambda address: address == "127.0.0.1", ports=None)
    assert only_first.look(f"{site}/to/http:__127.0.0.2_").trouble is Trouble.PRIVATE


def test_nobody_there_says_nothing_of_the_address():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/"
        assert ANYWHERE.look(url).trouble is Trouble.UNREACHABLE


def test_many_are_looked_at_within_their_time(site):
    told = []
    urls = [f"{site}/{n}" for n in range(20)] + [site + "/"]
    found = ANYWHERE.look_at_all(urls, 20, told.append)
    assert len(found) == 21 and found[site + "/"].status == 200 and told[-1] == 21
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert ANYWHERE.look_at_all([url], 0.3) == {}, "who is silent is not waited for"


def test_a_certificate_that_nobody_vouches_for_is_told(tmp_path):
    import ssl
    import subprocess

    pem = tmp_path / "x.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        pem,
        "-out",
        tmp_path / "c",
    ]
    subprocess.run([*command, "-days", "1", "-subj", "/CN=localhost"], check=True, capture_output=True)
    pem.write_bytes(pem.read_bytes() + (tmp_path / "c").read_bytes())
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        assert ANYWHERE.look(f"https://localhost:{server.server_port}/").trouble is Trouble.UNSAFE
    finally:
        server.shutdown()
        server.server_close()
