"""``mailguard serve`` over real sockets."""

import gzip
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from mailguard.agents.report import row
from mailguard.cli import main
from mailguard.correspondents import Memory
from mailguard.explain import banner
from mailguard.i18n import translate
from mailguard.message.parse import parse
from tests.cast.mailguard.letters import FOUND, LURE, NOTE

MAILGUARD = [str(Path(sys.executable).parent / "mailguard"), "serve"]
TOKEN = "a long secret of the tests"


class Server:
    """A running server, its log, and questions to it."""

    def __init__(self, process, port):
        self.process, self.port = process, port
        self.log = []
        threading.Thread(target=lambda: self.log.extend(process.stderr), daemon=True).start()

    def ask(self, method="POST", path="/check", body=LURE, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def raw(self, data, timeout=20):
        """Everything that comes back for these bytes, until the server hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout) as connection:
            connection.sendall(data)
            received = b""
            while piece := connection.recv(65_536):
                received += piece
            return received

    @property
    def children(self):
        pid = self.process.pid
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def wait_for(self, text):
        """Until the log holds it."""
        ends_at = time.monotonic() + 20
        while not any(text in line for line in self.log):
            assert time.monotonic() < ends_at, self.log
            time.sleep(0.05)


@contextmanager
def served(*words, **environment):
    words = [*MAILGUARD, "--listen", "127.0.0.1:0", *map(str, words)]
    variables = {**os.environ, "LC_ALL": "C.UTF-8", **environment}
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env=variables) as process:
        try:
            first = process.stderr.readline()
            found = re.search(r":(\d+)\.$", first.strip())
            yield Server(process, int(found[1]) if found else 0)
        finally:
            process.terminate()
            process.wait(30)


@pytest.fixture(scope="module")
def server():
    with served("-j2", "--most", "0.1") as running:
        yield running


def test_a_message_is_judged_as_scan_does_it(server):
    from mailguard import analyse

    status, found = server.ask(headers={"Accept-Language": "fr-FR, en;q=0.5"})
    verdict = analyse(LURE)
    assert status == 200
    assert found == {**row(verdict, "fr"), "banner": banner(verdict, "fr")}
    assert server.ask(body=NOTE)[1]["banner"] == ""


def test_the_envelope_counts(server):
    forged = {"X-Mail-From": "<>", "X-Helo": "valbrune.example", "X-Client-IP": "198.51.100.9"}
    forged |= {"X-Rcpt-To": "bob@valbrune.example, <dora@valbrune.example>", "X-Client-Name": "a.example"}
    status, found = server.ask(body=NOTE, headers={**forged, "X-Received-At": "2020-01-01T10:00:00Z"})
    assert status == 200
    assert "date_odd" in found["signals"]
    assert (
        "date_odd"
        not in server.ask(body=NOTE, headers={"X-Received-At": "2027-03-01T09:00:03Z"})[1]["signals"]
    )


@pytest.mark.parametrize(
    ("headers", "says"),
    [
        ({"X-Client-IP": "nowhere"}, "X-Client-IP isn't an address."),
        ({"X-Received-At": "yesterday"}, "X-Received-At isn't a date and time."),
        ({"X-Received-At": "2027-03-01T09:00:03"}, "X-Received-At lacks its offset from UTC."),
    ],
)
def test_an_envelope_that_makes_no_sense_is_refused(server, headers, says):
    assert server.ask(headers=headers) == (400, {"error": says})
    french = {"Accept-Language": "fr", **headers}
    assert server.ask(headers=french) == (400, {"error": translate(says, "fr")})


def test_health_is_told(server):
    assert server.ask("GET", "/health", None) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/check", 405), ("POST", "/health", 405), ("POST", "/elsewhere", 404), ("PUT", "/check", 405)],
)
def test_what_there_is_not_is_said(server, method, path, status):
    found, data = server.ask(method, path)
    assert found == status and data["error"]


def test_what_is_too_large_is_refused_before_it_is_sent(server):
    head = b"POST /check HTTP/1.1\r\nHost: x\r\nContent-Length: 100001\r\n\r\n"
    assert server.raw(head).startswith(b"HTTP/1.1 413 ")
    pieces = b"POST /check HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n186a1\r\n"
    assert server.raw(pieces).startswith(b"HTTP/1.1 413 ")
    assert server.ask(body=NOTE + b"x" * 90_000)[0] == 200


@pytest.mark.parametrize("body", [b"", b"\r\n \r\n", bytes(200), b"\x89PNG\r\n\x1a\n" + bytes(50)])
def test_what_is_no_message_is_not_judged(server, body):
    assert server.ask(body=body) == (400, {"error": "This isn't a message."})


def test_a_packed_message_is_refused(server):
    status, data = server.ask(body=gzip.compress(LURE), headers={"Content-Encoding": "gzip"})
    assert status == 415 and "Content-Encoding" in data["error"]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"POST /check HTTP/1.1\r\nno colon\r\n\r\n", 400),
        (b"POST /check HTTP/1.1\r\nA: b\r\n folded\r\nContent-Length: 1\r\n\r\nx", 400),
        (b"POST /check HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx", 400),
        (b"POST /check HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST /check HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx", 400),
        (b"POST /check HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (b"POST /check HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        (b"POST /check HTTP/1.1\r\nHost: x\r\n\r\n", 411),
        (b"GET /health HTTP/1.1\r\nA: " + b"x" * 70_000 + b"\r\n\r\n", 431),
    ],
)
def test_a_malformed_request_is_refused_with_a_sentence(server, request_, status):
    head, _, body = server.raw(request_).partition(b"\r\n\r\n")
    assert int(head.split()[1]) == status and json.loads(body)["error"].endswith(".")
    assert b"\r\nConnection: close" in head


def test_pieces_old_clients_and_several_requests_on_a_connection_work(server):
    pieces = b"%x\r\n%s\r\n%x;note=1\r\n%s\r\n0\r\n\r\n" % (20, LURE[:20], len(LURE) - 20, LURE[20:])
    asked = b"POST /check HTTP/1.1\r\nTransfer-Encoding: Chunked\r\nExpect: 100-continue\r\n\r\n" + pieces
    last = b"POST /check HTTP/1.0\r\nContent-Length: %d\r\n\r\n%s" % (len(LURE), LURE)
    received = server.raw(asked + asked + last)
    assert received.count(b"HTTP/1.1 200 OK") == 3 and received.count(b"100 Continue") == 2
    bodies = re.findall(rb"^\{.*\}$", received, re.MULTILINE)
    assert len(bodies) == 3 and len(set(bodies)) == 1


def test_the_log_tells_no_personal_data(server):
    server.ask(body=NOTE, headers={"X-Mail-From": "alice@valbrune.example"})
    server.wait_for(" deliver ")
    line = next(line for line in server.log if " deliver " in line)
    assert re.fullmatch(r"\S+ [0-9a-f]{16} deliver \d+\.\d ms\n", line)
    assert not any("valbrune" in line or "hall" in line for line in server.log)


def test_a_client_that_goes_away_harms_nobody(server):
    for data in (b"", b"POST", b"POST /check HTTP/1.1\r\nContent-Length: 99\r\n\r\nhalf"):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(data)
    assert server.ask()[0] == 200


def test_a_process_that_is_killed_is_replaced():
    with served("-j2") as server:
        assert server.ask()[0] == 200
        before = server.children
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        server.wait_for("A process died and was replaced.")
        assert server.ask()[0] == 200
        ends_at = time.monotonic() + 10
        while len(server.children) < 2 or set(before) & set(server.children):  # one after the other
            assert time.monotonic() < ends_at
            time.sleep(0.05)
        assert len(server.children) == 2


def test_nobody_stays_behind_when_the_first_process_is_killed():
    with served("-j2") as server:
        assert server.ask()[0] == 200
        children = server.children
        assert len(children) == 2 and all(_runs(pid) for pid in children)
        server.process.kill()
        ends_at = time.monotonic() + 10
        while any(_runs(pid) for pid in children):
            assert time.monotonic() < ends_at
            time.sleep(0.05)


def _runs(pid):
    try:
        return b"mailguard" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


@pytest.mark.slow
def test_a_client_that_sends_too_slowly_is_sent_away(server):
    starts = (b"POST /check HTTP/1.1\r\n", b"POST /check HTTP/1.1\r\nContent-Length: 9\r\n\r\nx")
    with ThreadPoolExecutor(2) as both:
        for said in both.map(lambda start: server.raw(start, timeout=30), starts):
            assert said.startswith(b"HTTP/1.1 408 ")


def test_a_hangup_signal_reads_the_files_again(tmp_path):
    policy = tmp_path / "policy.toml"
    policy.write_text("")
    with Memory(tmp_path / "memory.db") as memory:
        memory.learn(parse(NOTE).facts)
    with served("--policy", policy, "--memory", tmp_path / "memory.db") as server:
        assert server.ask(body=NOTE)[1]["action"] == "deliver"
        policy.write_text("[any]\nreject = 0.0000001\n")
        server.process.send_signal(signal.SIGHUP)
        server.wait_for("Profile and policy were read again.")
        time.sleep(0.5)
        assert server.ask(body=NOTE)[1]["action"] == "reject"
        policy.write_text("[any")
        server.process.send_signal(signal.SIGHUP)
        server.wait_for("Nothing was changed.")
        assert server.ask(body=NOTE)[1]["action"] == "reject"


def test_with_all_slots_taken_it_asks_to_come_again_and_ends_after_what_it_has_in_hand():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:  # a name server that never answers
        silent.bind(("127.0.0.1", 0))
        name = f"127.0.0.1:{silent.getsockname()[1]}"
        with served("--slots", "1", "--online", "--server", name, "--budget", "3") as server:
            answers = []
            first = threading.Thread(target=lambda: answers.append(server.ask()))
            first.start()
            time.sleep(1.5)
            status, data = server.ask()
            assert (status, data) == (503, {"error": "The server is busy; try again in a moment."})
            server.process.terminate()
            first.join(20)
            assert answers[0][0] == 200 and answers[0][1]["action"] == FOUND.word
            assert server.process.wait(20) == 0


def test_a_token_is_asked_for_where_there_is_one():
    with served(MAILGUARD_TOKEN=TOKEN) as server:
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}):
            assert server.ask(headers=headers)[0] == 401
        assert server.ask(headers={"Authorization": f"Bearer {TOKEN}"})[0] == 200
        assert server.ask("GET", "/health", None)[0] == 200


def test_a_socket_file_is_for_owner_and_group_and_leaves_with_the_server(tmp_path):
    path = tmp_path / "guard.sock"
    with served("--socket", path) as server:
        assert path.stat().st_mode & 0o777 == 0o660
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(20)
            connection.connect(str(path))
            connection.sendall(b"GET /health HTTP/1.1\r\nConnection: close\r\n\r\n")
            assert connection.recv(99).startswith(b"HTTP/1.1 200 OK")
        second = subprocess.run(
            [*MAILGUARD, "--socket", str(path)], capture_output=True, text=True, timeout=30
        )
        assert second.returncode == 2 and "Address already in use" in second.stderr
        assert server.process.poll() is None
    assert not path.exists()


def test_a_socket_that_nobody_serves_is_replaced(tmp_path):
    path = tmp_path / "guard.sock"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))
    with served("--socket", path), socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(path))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--listen", "0.0.0.0:0"], "0.0.0.0 est joignable par d’autres : "),
        (["--listen", "192.0.2.1:80"], "192.0.2.1 est joignable par d’autres : "),
        (["--listen", "11390"], "« 11390 » n’est pas de la forme HÔTE:PORT."),
        (["--listen", "[::1]:99999"], "« [::1]:99999 » n’est pas de la forme HÔTE:PORT."),
        (["--socket", "/proc/version"], "On ne peut pas écouter sur /proc/version : "),
        (["--profile", "/nowhere/at/all"], "/nowhere/at/all ne peut pas être lu : "),
    ],
)
def test_what_cant_be_done_is_said_in_words(words, says, monkeypatch):
    monkeypatch.delenv("MAILGUARD_TOKEN", raising=False)
    done = CliRunner().invoke(main, ["serve", "--language", "fr", *words])
    assert done.exit_code == 2 and says in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_short_token_is_refused(monkeypatch):
    monkeypatch.setenv("MAILGUARD_TOKEN", "short")
    done = CliRunner().invoke(main, ["serve"])
    assert done.exit_code == 2 and "too short" in done.stderr
