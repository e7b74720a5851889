"""ClamAV's daemon beside the engine: a real one, and what happens where it fails."""

import json
import socket
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from mailguard import analyse, codec
from mailguard.agents.imap import Box, InFolder, Settings
from mailguard.agents.imap.judging import Judge
from mailguard.agents.platform import rules
from mailguard.agents.platform.fingerprints import Trait
from mailguard.agents.platform.folder import Folder
from mailguard.agents.platform.rules import Rule, RuleBook
from mailguard.agents.processes.operator_log import ScannerNews
from mailguard.cli import main
from mailguard.engine import Engine
from mailguard.explain import explain
from mailguard.facts import Envelope, Scan, Virus
from mailguard.files.clamd import BadPlace, Clamd, Scanner, place
from mailguard.verdict import Action
from tests.cast.mailguard import clamav
from tests.cast.mailguard.agents.milter.client import running as running_milter
from tests.cast.mailguard.clamav import GUESS, GUESS_NAME, NAME, PLANTED, carrying
from tests.cast.mailguard.letters import NOTE
from tests.system.mailguard.agents.milter.test_milter import headers

needs_clamd = pytest.mark.skipif(clamav.PROGRAM is None, reason=clamav.WHY)
FOUND = Scan("found", viruses=(Virus(NAME),))


@pytest.fixture(scope="module")
def clamd():
    with tempfile.TemporaryDirectory() as folder, clamav.running(Path(folder)) as made:
        yield made


def scanner(where, seconds=20.0, most=900_000):
    return Scanner(Clamd(str(where), seconds, most))


# --- The real one ------------------------------------------------------------------------------
@needs_clamd
def test_a_virus_is_found_in_attachments_and_in_messages_by_socket_and_by_port(clamd):
    for where in (clamd.socket, clamd.port):
        asked = scanner(where)
        assert asked.scan(NOTE, [("plan.dat", b"A plan.")]) == Scan("clean")
        assert asked.scan(NOTE, [("a.dat", b"A plan."), ("b.dat", b"x" + PLANTED)]) == Scan(
            "found", viruses=(Virus(NAME, "b.dat"),)
        )
        assert asked.scan(NOTE + PLANTED) == FOUND
        # It unpacks a message whatever stands first, even what other files begin with.
        for head in (
            b"",
            b"X-Odd: 1\r\n",
            b"\tfolded: 1\r\n",
            b"GIF89a: 1\r\n",
            b"MZ: 1\r\n",
            b"%PDF-1.4: 1\r\n",
        ):
            assert asked.scan(carrying(PLANTED, head)) == FOUND, head


@needs_clamd
def test_what_is_too_large_is_not_called_clean(clamd):
    big = b"x" * 3_000_000
    assert scanner(clamd.socket).scan(big) == Scan("large", "larger than --clamd-most")
    for where in (clamd.socket, clamd.port):
        said = scanner(where, most=10_000_000).scan(big)
        # By TCP the reason may be lost with the connection.
        assert said.state == "large" or (where == clamd.port and said.state == "down"), said
    assert scanner(clamd.socket).scan(big, [("b.dat", PLANTED)]).viruses == (Virus(NAME, "b.dat"),)


@needs_clamd
def test_one_that_keeps_us_waiting_is_left_alone_for_a_while(clamd):
    asked = scanner(clamd.socket, seconds=0.2)
    with clamd.halted():
        started = time.monotonic()
        assert [asked.scan(NOTE).state for _ in range(3)] == ["slow"] * 3
        assert 0.5 < time.monotonic() - started < 5
        started = time.monotonic()
        assert {asked.scan(NOTE).state for _ in range(50)} == {"slow"}
        assert time.monotonic() - started < 2, "fifty times 0.2 seconds would be ten"
    assert asked.scan(NOTE).state == "slow" and scanner(clamd.socket).scan(NOTE).state == "clean"


@needs_clamd
def test_one_that_is_killed_in_the_middle_costs_no_mail(tmp_path_factory):
    with tempfile.TemporaryDirectory() as folder, clamav.running(Path(folder)) as mine:
        asked, said = scanner(mine.socket), []
        with mine.halted():  # it has taken the call, and the half of the message that fits
            thread = threading.Thread(target=lambda: said.append(asked.scan(b"x" * 800_000)))
            thread.start()
            time.sleep(0.3)
            mine.kill()
            thread.join(20)
        assert [each.state for each in said] == ["down"] and said[0].why
        assert asked.scan(NOTE) == Scan("down", "Connection refused")
        Path(mine.socket).unlink()
        assert asked.scan(NOTE) == Scan("down", "No such file or directory")
        mine.start()
        assert asked.scan(NOTE + PLANTED) == FOUND


@needs_clamd
@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", f"The virus scanner found malware. plan.dat: {NAME} (ClamAV)."),
        ("fr", f"L’antivirus a trouvé un logiciel malveillant. plan.dat\u00a0: {NAME} (ClamAV)."),
    ],
)
def test_scan_tells_it_as_any_other_signal(clamd, tmp_path, language, says):
    path = tmp_path / "a.eml"
    path.write_bytes(carrying(PLANTED))
    words = ["scan", str(path), "--json", "--clamd", clamd.socket, "--language", language]
    done = CliRunner().invoke(main, words)
    told = json.loads(done.stdout)
    assert (done.exit_code, told["action"], told["class"], told["clamd"]) == (
        30,
        "reject",
        "malware",
        "found",
    )
    assert told["reasons"][0] == says and told["signals"]["virus_found"] == [says.partition(". ")[2]]


@needs_clamd
def test_a_guess_warns_and_a_name_is_never_let_pass(clamd):
    engine = Engine(scanner=scanner(clamd.socket))
    assert engine.analyse(carrying(GUESS)).facts.scan.viruses == (Virus(GUESS_NAME, "plan.dat"),)
    assert engine.analyse(carrying(GUESS)).action.word == "warn"
    assert engine.analyse(carrying(PLANTED)).action.word == "reject"
    assert engine.analyse(carrying(b"A plan.")).action.word == "deliver"


@needs_clamd
def test_a_milter_refuses_says_what_it_could_not_ask_and_tells_once(tmp_path):
    with tempfile.TemporaryDirectory() as folder, clamav.running(Path(folder)) as mine:
        words = ["--clamd", mine.socket, "--jobs", 2]
        with running_milter(tmp_path / "guard", *words) as milter, milter.connect() as connection:
            assert "; clamd=clean; " in headers(connection.judge(NOTE))["X-Mailguard"]
            assert connection.judge(carrying(PLANTED))[-1][1].startswith(b"550 5.7.1 ")
            mine.kill()
            for _ in range(5):
                added = headers(connection.judge(carrying(PLANTED)))
                assert added["X-Mailguard"].startswith("deliver; ") and "; clamd=down" in added["X-Mailguard"]
                assert "virus_found" not in added["X-Mailguard"]
            milter.wait_for("ClamAV gives no verdict (Connection refused)")
            mine.start()
            assert connection.judge(carrying(PLANTED))[-1][1].startswith(b"550 5.7.1 ")
            milter.wait_for("ClamAV gives verdicts again")
            assert sum("ClamAV" in line for line in milter.log) == 2


# --- What only a broken one does ---------------------------------------------------------------
@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (b"stream: OK\0", "clean"),
        (b"stream: OK", "clean"),
        (b"stream: A.Name FOUND\0", "found"),
        (b"stream: A Name: with: colons FOUND\0more", "found"),
        (b"stream: \xff\x1b[31m\n FOUND\0", "found"),
        (b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0", "large"),
        (b"stream: Heuristics.Encrypted.Zip FOUND\0", "clean"),
        (b"INSTREAM size limit exceeded. ERROR\0", "large"),
        (b"stream: Can't allocate memory ERROR\0", "failed"),
        (b"UNKNOWN COMMAND\0", "failed"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "failed"),
        (b"stream:  FOUND\0", "failed"),
        (b"NOT OK\0", "failed"),
        (b"OK\0", "failed"),
        (b"A" * 100_000, "failed"),
        (b"\0", "failed"),
        (b"", "down"),
    ],
)
def test_odd_answers_are_no_verdicts(answer, state):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            line, _ = server.accept()
            with line, line.makefile("rb") as reads:
                assert reads.read(10) == b"zINSTREAM\0"
                while length := int.from_bytes(reads.read(4)):
                    reads.read(length)
                line.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        said = scanner(f"127.0.0.1:{server.getsockname()[1]}").scan(NOTE)
        thread.join(20)
    assert said.state == state
    assert all(each.name.isprintable() and len(each.name) <= 120 for each in said.viruses)
    assert said.why.isprintable() and len(said.why) <= 120


def test_places_are_sockets_or_ports():
    assert place("/run/clamav/clamd.ctl") == "/run/clamav/clamd.ctl"
    assert place("localhost:3310") == ("localhost", 3310) and place("[::1]:3310") == ("::1", 3310)
    for wrong in ("clamd.ctl", "localhost", "localhost:0", "localhost:70000", ":3310", "a/b:3310", ""):
        with pytest.raises(BadPlace):
            place(wrong)


@pytest.mark.parametrize(("name", "action"), [(NAME, Action.REJECT), (GUESS_NAME, Action.WARN)])
def test_what_it_knows_no_rule_lets_pass_and_what_it_guesses_is_warned_of(name, action):
    scan = Scan("found", viruses=(Virus(name, "plan.dat"),))
    verdict = Engine().judge(analyse(NOTE).facts.but(scan=scan))
    assert (verdict.action, verdict.kind) == (action, "malware")
    assert explain(verdict).reasons[0].endswith(f"plan.dat: {name} (ClamAV).")
    assert codec.from_json(codec.to_json(verdict.facts)).scan == scan
    allowed = RuleBook([Rule("r1", "allow", "subject", "hall")])
    found = [Trait("subject", "hall")]
    proven = Engine().judge(verdict.facts.but(envelope=Envelope(is_outgoing=True)))
    done, _ = rules.ruled(proven, found, allowed, datetime.now(UTC))
    assert done == (action if name == NAME else Action.DELIVER)


def test_nobody_is_asked_unless_it_is_named():
    assert Engine().analyse(NOTE).facts.scan == Scan()


def test_a_failure_is_told_once_and_its_end_too():
    told = []
    news = ScannerNews(lambda says: told.append(says.say("fr")))
    for state in ("", "clean", "down", "slow", "down", "large", "clean", "down", "failed", "found"):
        news.heard(Scan(state, "Connection refused"))
    assert len(told) == 2 and "Connexion refusée" in told[0]


def test_the_watcher_judges_without_it_and_tells_once(tmp_path, caplog):
    def make():
        return Engine(scanner=scanner(tmp_path / "nobody"))

    judge = Judge(Settings(), InFolder(Folder(tmp_path / "watch"), 30), make)
    for number in range(3):
        box = Box("bob", host="imap.valbrune.example", user="bob@valbrune.example")
        judged = judge.judge(NOTE, box, None, is_report=False, place=f"INBOX {number}")
        assert judged.action == Action.DELIVER
    said = [each.getMessage() for each in caplog.records]
    assert said == [
        "ClamAV gives no verdict (No such file or directory): mail is judged without it until it does."
    ]


def test_wrong_settings_are_told(tmp_path):
    words = ["milter", "--folder", str(tmp_path), "--language", "en"]
    for more, says in (
        (["--clamd", "clamd.ctl"], "is neither the path of a socket"),
        (["--clamd", "/run/c.ctl", "--clamd-timeout", "30"], "must be shorter than --timeout, which is 20 s"),
    ):
        done = CliRunner().invoke(main, [*words, *more])
        assert done.exit_code == 2 and says in " ".join(done.output.split())
