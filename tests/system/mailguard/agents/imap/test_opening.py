"""How a mailbox is opened: TLS that is checked, passwords, tokens; and what is said where it can't be."""

import http.server
import json
import threading
import time
import urllib.parse
import urllib.request

import pytest

from mailguard.agents.imap import FromFiles, Login, NoLogin, Secret, probe, tokens
from mailguard.agents.imap.permission import Client, Provider, by_browser, by_code
from mailguard.agents.imap.tokens import Refused, Tokens
from tests.cast.mailguard.agents.imap.fixtures import Passwords, until
from tests.cast.mailguard.agents.imap.letters import lure


def problem(box, credentials=None):
    found = probe(box, credentials or Passwords())
    return found.problem.say() if found.problem else ""


def test_certificates_are_checked(bob, server, certificate):
    authority = str(certificate / "certificate.pem")
    safe = {"host": "localhost", "authority": authority}
    assert problem(bob.box(server.tls_port, security="tls", **safe)) == ""
    assert problem(bob.box(security="starttls", **safe)) == ""
    assert "can't be trusted" in problem(bob.box(security="starttls"))
    assert "can't be trusted" in problem(bob.box(server.tls_port, security="tls", authority=authority))
    assert "doesn't speak TLS" in problem(bob.box(security="tls", **safe))
    assert "No such file" in problem(bob.box(security="tls", authority="/nowhere.pem"))


def test_what_is_wrong_is_said(bob, between, tmp_path):
    assert "refuses the log-in" in problem(bob.box(), Passwords("wrong"))
    assert "doesn't answer on port 9" in problem(bob.box(9))
    assert "in the clear" in problem(bob.box(host="imap.example.org"))
    assert "offers no STARTTLS" in problem(bob.box(between("STARTTLS").port, security="starttls"))
    assert "not known" in problem(bob.box(host="imap.invalid", security="tls"))
    missing = FromFiles({bob.user: Secret(password=tmp_path / "none")})
    assert "No such file" in problem(bob.box(), missing)
    assert "neither a password nor a token" in problem(bob.box(), FromFiles({}))


def test_a_look_says_what_the_server_can_do_and_changes_nothing(bob, between):
    found = probe(bob.box(between("MOVE", "UIDPLUS", "IDLE").port, report="Report"), Passwords())
    assert not found.problem and (found.has_idle, found.has_move, found.has_uidplus) == (False, False, False)
    assert any("marked as deleted" in each for each in found.says) and found.folders == ("INBOX",)


def test_a_password_that_was_changed_is_read_again(bob, watching, tmp_path):
    file = tmp_path / "password"
    file.write_text("wrong\n")
    running = watching(bob.box(), credentials=FromFiles({bob.user: Secret(password=file)}))
    assert until(lambda: "refuses" in running.standing(bob.user).problem)
    file.write_text("secret\r\nold ones\n")
    running.watch.retry(bob.user)
    assert until(lambda: running.standing(bob.user).is_connected)
    running.watch.set_boxes([])
    assert not running.watch.standings()
    running.watch.set_boxes([bob.box()])
    assert until(lambda: running.standing(bob.user).is_connected)


class House(http.server.BaseHTTPRequestHandler):
    """A provider of tokens, as RFC 6749, 7636 and 8628 describe it."""

    asked = []
    answers = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.asked.append((self.path, dict(urllib.parse.parse_qsl(body))))
        status, data = self.answers.pop(0)
        raw = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_):
        pass


@pytest.fixture
def house():
    made = type("House", (House,), {"asked": [], "answers": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), made)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield made
    server.shutdown()
    server.server_close()


def granted(access, **more):
    return 200, {"access_token": access, "expires_in": 3600} | more


@pytest.mark.parametrize("mechanism", [b"XOAUTH2", b"OAUTHBEARER"], ids=["xoauth2", "oauthbearer"])
def test_a_token_is_renewed_when_it_ends_and_when_it_is_refused(
    bob, watching, between, house, tmp_path, mechanism
):
    file = tmp_path / "tokens" / "bob"
    start = Tokens(f"{house.url}/token", "us", "", "mail", access="old", refresh="r1")
    tokens.save(file, start)
    assert file.stat().st_mode & 0o777 == 0o600
    way = between()
    way.tokens, way.mechanism = {"new2"}, mechanism
    house.answers += [granted("new1", refresh_token="r2"), granted("new2")]
    credentials = FromFiles({bob.user: Secret(tokens=file)})
    running = watching(bob.box(way.port), credentials=credentials)
    bob.add(lure(1))
    assert until(lambda: bob.subjects("Held") == ["*Join the briefing 1"])
    assert [words["refresh_token"] for _, words in house.asked] == ["r1", "r2"]
    held = tokens.load(file)
    assert (held.access, held.refresh) == ("new2", "r2") and held.ends_at > time.time() + 3_000
    house.answers.append((400, {"error": "invalid_grant"}))
    with pytest.raises(NoLogin, match="taken back its permission"):
        credentials.login(bob.box(), was_refused=True)
    assert until(lambda: running.standing(bob.user).is_connected)
    assert "secret" not in repr(Login("password", "secret")) and "r1" not in repr(start)


def test_a_code_is_typed_and_a_token_comes(house):
    provider = Provider(token=f"{house.url}/token", scope="mail", device=f"{house.url}/device")
    asked = {"device_code": "d", "user_code": "AB-CD", "interval": 0, "expires_in": 60}
    house.answers += [
        (200, asked | {"verification_uri": "https://example.net/device"}),
        (400, {"error": "authorization_pending"}),
        granted("a1", refresh_token="r1"),
    ]
    shown = []
    found = by_code(provider, Client("us"), lambda *words: shown.append(words))
    assert shown == [("https://example.net/device", "AB-CD")]
    assert (found.access, found.refresh, found.endpoint) == ("a1", "r1", provider.token)
    house.answers += [
        (200, asked | {"verification_uri": "https://example.net/device"}),
        (400, {"error": "access_denied", "error_description": "She said no"}),
    ]
    with pytest.raises(Refused, match="She said no"):
        by_code(provider, Client("us"), lambda *words: None)


def test_a_browser_comes_back_with_a_code_and_only_with_our_state(house):
    provider = Provider(token=f"{house.url}/token", scope="mail", authorise="https://example.net/allow")
    house.answers.append(granted("a1", refresh_token="r1"))
    shown = []

    def visit(page):
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(page).query))
        shown.append(query)

        def come_back():
            for state in ("forged", query["state"]):
                words = urllib.parse.urlencode({"state": state, "code": f"code of {state}"})
                urllib.request.urlopen(f"{query['redirect_uri']}/?{words}").read()

        threading.Thread(target=come_back, daemon=True).start()

    found = by_browser(provider, Client("us", "shh"), visit, "bob@valbrune.example")
    words = house.asked[0][1]
    assert found.refresh == "r1" and words["code"] == f"code of {shown[0]['state']}"
    assert words["client_secret"] == "shh" and words["redirect_uri"] == shown[0]["redirect_uri"]
    assert len(words["code_verifier"]) >= 43 and shown[0]["code_challenge_method"] == "S256"
    assert shown[0]["login_hint"] == "bob@valbrune.example"


@pytest.mark.parametrize("held", ["", "[]", '{"access": 7}', '{"ends_at": true}'])
def test_a_file_without_tokens_says_what_to_do(tmp_path, held):
    (tmp_path / "t").write_text(held)
    with pytest.raises(Refused, match="mailguard sign-in"):
        tokens.load(tmp_path / "t")


def test_secrets_do_not_travel_in_the_clear():
    with pytest.raises(Refused, match="https://"):
        tokens.renew(Tokens("http://example.net/token", refresh="r"))
