"""A running milter, asked by the protocol."""

import email
import email.policy
import os
import signal
import socket
import threading
import time

import pytest

from mailguard.agents.platform import release_token
from mailguard.agents.platform.rules import RuleBook
from tests.cast.mailguard.agents.milter.client import packet, running, told
from tests.cast.mailguard.agents.platform.seen import letter
from tests.cast.mailguard.letters import LURE, NOTE

RULE = {"id": "r1", "deed": "block", "kind": "sender", "value": "alice@valbrune.example"}
SIGNED = b"DKIM-Signature: v=1; a=rsa-sha256; d=x.example; s=a; h=from; bh=AA==; b=AA==\r\n"


@pytest.fixture(scope="module")
def milter(tmp_path_factory):
    with running(tmp_path_factory.mktemp("milter") / "guard", "--jobs", 2) as started:
        yield started


def headers(answers, letters=b"ih"):
    """Those that are added: name and value."""
    found = {}
    for each, data in answers:
        if each in letters and each:
            name, value, _ = (data[4:] if each == b"i" else data).split(b"\0")
            found[name.decode()] = " ".join(value.decode().split())
    return found


def test_a_clean_message_goes_on_with_a_header(milter):
    with milter.connect() as connection:
        answers = connection.judge(NOTE)
    assert answers[-1] == (b"c", b"")
    assert headers(answers)["X-Mailguard"].startswith("deliver; class=clean; probability=0.")
    assert "X-Mailguard-Why" not in headers(answers)


def test_an_attack_is_refused_in_plain_words(milter):
    with milter.connect() as connection:
        answers = connection.judge(LURE)
    says = b"550 5.7.1 This message was refused because it looks like an attack (4F1Xyz)\0"
    assert answers == [(b"y", says)]


def test_a_doubtful_message_says_why(milter):
    with milter.connect() as connection:
        added = headers(connection.judge(letter()))
    assert added["X-Mailguard"].startswith("warn; class=phish")
    why = email.header.decode_header(added["X-Mailguard-Why"])
    assert "steal a password" in str(email.header.make_header(why))


def test_forged_headers_go(milter):
    forged = b"X-Mailguard: deliver\r\nX-Mailguard-Why: all is well\r\nx-mailguard: deliver\r\n"
    with milter.connect() as connection:
        answers = connection.judge(forged + NOTE)
    gone = [data for each, data in answers if each == b"m"]
    assert gone == [
        b"\0\0\0\2x-mailguard\0\0",
        b"\0\0\0\1X-Mailguard-Why\0\0",
        b"\0\0\0\1X-Mailguard\0\0",
    ]


def gone(answers):
    """Headers that are removed, by name and number."""
    found = [(data[4:].split(b"\0")[0], data[3]) for each, data in answers if each == b"m"]
    return [(name.decode(), number) for name, number in found]


def test_results_in_our_name_go_unless_another_filter_writes_them(milter, tmp_path):
    head = (
        b"Authentication-Results: mx.valbrune.example; dkim=pass\r\n"
        b"Authentication-Results: mx.valbrune.example.attack.example; dkim=pass\r\n"
    )
    signed_in = (b"{auth_authen}", b"alice")
    with milter.connect() as connection:  # without --online nothing is written, and nobody else writes it
        for macros in ((), signed_in):
            assert gone(connection.judge(head + NOTE, macros=macros)) == [("Authentication-Results", 1)]
    (tmp_path / "profile.toml").write_text('trusted_receivers = ["valbrune.example"]\n')
    words = ["--profile", tmp_path / "profile.toml"]
    with running(tmp_path / "guard", *words) as believing, believing.connect() as connection:
        for macros in ((), signed_in):
            assert gone(connection.judge(head + NOTE, macros=macros)) == []


def test_what_our_own_people_send_is_let_pass(milter):
    with milter.connect() as connection:
        answers = connection.judge(LURE, macros=(b"{auth_authen}", b"alice"))
    assert answers == [(b"c", b"")]


def test_many_messages_on_many_connections_each_get_their_own_answer(milter):
    results = {}

    def ask(number):
        with milter.connect() as connection:
            for n in range(5):
                raw = LURE if (number + n) % 2 else NOTE
                results[number, n] = connection.judge(raw)[-1][0] == (b"y" if (number + n) % 2 else b"c")

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(results) == 40 and all(results.values())


def test_whoever_speaks_nonsense_or_leaves_harms_nobody(milter):
    for data in (b"GET / HTTP/1.1\r\n\r\n", b"", packet(b"M", b"<a@b.example>\0"), b"\xff" * 50):
        with socket.create_connection(milter.where) as stranger:
            stranger.sendall(data)
    connection = milter.connect()
    connection.socket.sendall(b"".join(told(NOTE)))
    connection.close()  # in the middle of the judging
    half = milter.connect()
    half.socket.sendall(b"".join(list(told(NOTE))[:-3]))
    half.close()
    with milter.connect() as last:
        assert last.judge(NOTE)[-1][0] == b"c"


def test_processes_that_are_killed_are_replaced_and_no_message_is_lost(milter):
    with milter.connect() as connection:
        assert connection.judge(NOTE)[-1][0] == b"c"
        before = milter.children()
        assert len(before) == 2
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        assert connection.judge(LURE)[-1][0] == b"y"
    milter.wait_for("A process died and was replaced.", 2)
    ends_at = time.monotonic() + 30
    while len(after := milter.children()) < 2 or set(before) & set(after):  # the dead are seen for a moment
        assert time.monotonic() < ends_at
        time.sleep(0.05)


def test_the_log_tells_no_personal_data(milter):
    with milter.connect() as connection:
        connection.judge(NOTE)
    milter.wait_for(" delivered ")
    line = next(line for line in milter.log if " delivered " in line)
    assert line.split()[1:3] == ["4F1Xyz", "delivered"]
    assert not any("valbrune" in line or "hall" in line for line in milter.log)


def test_what_is_held_is_held_once_and_a_new_rule_counts_at_once(milter):
    with milter.connect() as connection:
        assert connection.judge(NOTE)[-1][0] == b"c"
        milter.folder.keep_rules(RuleBook.from_json([RULE]))
        time.sleep(1.1)
        for _ in range(2):  # the second time as if our answer had been lost
            assert connection.judge(NOTE) == [(b"d", b"")]
        assert connection.judge(NOTE, rcpt_to=(b"<carol@valbrune.example>",)) == [(b"d", b"")]
        one, other = milter.held
        assert milter.folder.held.raw(one.id) == NOTE and one.rcpt_to == ("bob@valbrune.example",)
        assert other.rcpt_to == ("carol@valbrune.example",)
        assert (one.sighting.rule, one.sighting.done, one.sighting.action) == ("r1", "held", "quarantine")
        # Released, it comes back with a mark and passes; the mark goes. No other message passes by it.
        mark = release_token.make(milter.folder.key(), NOTE)
        answers = connection.judge(release_token.put(NOTE, mark))
        assert answers[-1][0] == b"c" and headers(answers)["X-Mailguard"] == "deliver; released"
        assert (b"m", b"\0\0\0\1X-Mailguard-Released\0\0") in answers
        stolen = release_token.put(NOTE.replace(b"hall is", b"bank is"), mark)
        assert connection.judge(stolen) == [(b"d", b"")]
        milter.folder.keep_rules(RuleBook())
        time.sleep(1.1)


def test_settings_are_read_again_while_connections_stay(tmp_path):
    config = tmp_path / "milter.toml"
    config.write_text('reject = "hold"\nwarn = "subject"\n')
    with running(tmp_path / "guard", "--config", config) as milter, milter.connect() as connection:
        assert connection.judge(LURE) == [(b"d", b"")]
        assert (b"m", b"\0\0\0\1Subject\0 [?] Mailbox full\0") in connection.judge(letter())
        assert not any(each == b"m" for each, _ in connection.judge(SIGNED + letter()))
        config.write_text('refusal = "Not today"\n')
        milter.reload()
        dora = (b"<dora@valbrune.example>",)  # what is held already stays so
        assert connection.judge(LURE, rcpt_to=dora) == [(b"y", b"550 5.7.1 Not today (4F1Xyz)\0")]
        config.write_text('refusal = "Not today"\nreject = "burn"\n')
        milter.process.send_signal(signal.SIGHUP)
        milter.wait_for("Nothing was changed.")
        assert any("milter.toml: reject: 'burn' is not one of" in line for line in milter.log)
        assert connection.judge(LURE, rcpt_to=dora) == [(b"y", b"550 5.7.1 Not today (4F1Xyz)\0")]


def test_a_banner_stands_on_top_and_the_message_lies_whole_below(tmp_path):
    with running(tmp_path / "guard", "--warn", "banner") as milter, milter.connect() as connection:
        html = letter().replace(b"\r\n\r\n", b"\r\nContent-Type: text/html; charset=utf-8\r\n\r\n", 1)
        answers = connection.judge(html)
        body = b"".join(data for each, data in answers if each == b"b")
        kind = next(data for each, data in answers if each == b"m" and b"Content-Type" in data)
        head = b"Content-Type:" + kind.split(b"\0")[-2]
        made = email.message_from_bytes(head + b"\r\n\r\n" + body, policy=email.policy.default)
        first, second = made.iter_parts()
        assert "steal a password" in first.get_content() and first.get_content_type() == "text/plain"
        assert second.get_content_type() == "text/html"
        assert second.get_payload().strip() == html.partition(b"\r\n\r\n")[2].decode().strip()
        assert (b"h", b"MIME-Version\0 1.0\0") in answers
        assert not any(each == b"b" for each, _ in connection.judge(SIGNED + html))


def test_a_banner_makes_no_eight_bits_of_seven_and_tells_of_those_that_are_there(tmp_path):
    """Sendmail takes the new body for one of as many bits as the old one had."""
    plain = letter()
    eight = plain.replace(b"\r\n\r\n", "\r\nContent-Transfer-Encoding: 8bit\r\n\r\nÉté. ".encode(), 1)
    undeclared = plain.replace(b"\r\n\r\n", "\r\n\r\nÉté. ".encode(), 1)
    doubled = eight.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: 7bit\r\n\r\n", 1)
    name = b"Content-Transfer-Encoding\0"
    changed, second = (b"m", b"\0\0\0\1" + name + b" 8bit\0"), (b"m", b"\0\0\0\2" + name + b"\0")
    with running(tmp_path / "guard", "--warn", "banner") as milter, milter.connect() as connection:
        for raw, wanted in (
            (plain, []),
            (eight, [changed]),
            (undeclared, [(b"h", name + b" 8bit\0")]),
            (doubled, [second, changed]),
        ):
            answers = connection.judge(raw)
            body = b"".join(data for each, data in answers if each == b"b")
            assert b"steal a password" in body and body.isascii() == raw.isascii()
            assert [each for each in answers if name in each[1] and each[0] in b"mh"] == wanted


def test_too_much_is_judged_by_its_beginning_and_never_clean(tmp_path):
    with running(tmp_path / "guard", "--most", "0.05") as milter, milter.connect() as connection:
        added = headers(connection.judge(NOTE + b"All is well.\r\n" * 10_000))
        assert added["X-Mailguard"].startswith("warn; ") and "cut=yes" in added["X-Mailguard"]


def test_what_is_held_is_held_whole_or_stays_with_the_server(tmp_path):
    words = ["--most", "0.1", "--largest", "0.2", "--reject", "hold"]
    head, _, body = LURE.partition(b"\r\n\r\n")
    fits = LURE + b"And so on.\r\n" * 10_000
    large = LURE + b"And so on.\r\n" * 30_000
    headers_beyond = b"\r\n".join([head, *[b"X-A: b"] * 11_000, b"", body])
    with running(tmp_path / "guard", *words) as milter, milter.connect() as connection:
        assert connection.judge(fits) == [(b"d", b"")]
        (held,) = milter.held
        assert milter.folder.held.raw(held.id) == fits
        for raw in (large, headers_beyond, large):
            answers = connection.judge(raw)
            assert answers[-1] == (b"c", b"") and b"q" in [each for each, _ in answers]
            assert headers(answers)["X-Mailguard"].startswith("reject; ")
        with milter.connect(actions=0x1FF - 0x20) as without:  # a server that holds nothing
            for raw in (large, headers_beyond):
                ((letter, says),) = without.judge(raw)
                assert letter == b"y" and says.startswith(b"451 4.7.1 ")
        assert len(milter.held) == 1
        # Released, the whole passes, though only its beginning is judged.
        mark = release_token.make(milter.folder.key(), fits)
        assert headers(connection.judge(release_token.put(fits, mark)))["X-Mailguard"] == "deliver; released"


@pytest.mark.parametrize(("choice", "decides"), [("tempfail", b"y"), ("accept", b"c")])
def test_without_a_verdict_mail_waits_or_flows_and_the_end_waits_for_it(tmp_path, choice, decides):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:  # a name server that never answers
        silent.bind(("127.0.0.1", 0))
        words = ["--online", "--server", f"127.0.0.1:{silent.getsockname()[1]}", "--budget", 9]
        words += ["--timeout", 0.6, "--on-failure", choice, "--hostname", "mx.valbrune.example"]
        with running(tmp_path / "guard", *words) as milter, milter.connect() as connection:
            idle = milter.connect()
            answers = []
            forged = b"Authentication-Results: mx.valbrune.example; dkim=pass\r\n"
            asking = threading.Thread(target=lambda: answers.extend(connection.judge(forged + NOTE)))
            asking.start()
            time.sleep(0.3)
            milter.process.terminate()
            asking.join(30)
            assert answers[-1][0] == decides
            if choice == "accept":
                assert headers(answers)["X-Mailguard"] == "unread; reason=timeout"
                assert (b"m", b"\0\0\0\1Authentication-Results\0\0") in answers
            else:
                assert answers[0][1].startswith(b"451 4.7.1 ")
            with pytest.raises(EOFError):
                idle.answer()
            idle.close()
            assert milter.process.wait(30) == 0


def test_what_cant_be_kept_is_neither_delivered_nor_lost(tmp_path):
    with running(tmp_path / "guard", "--reject", "hold") as milter, milter.connect() as connection:
        held = milter.folder.path / "held"
        held.rmdir()
        held.write_text("in the way")
        (answer,) = connection.judge(LURE)
        assert answer[0] == b"y" and answer[1].startswith(b"451 4.7.1 ")
        milter.wait_for("Nothing can be kept in ")
        held.unlink()
        held.mkdir()
        assert connection.judge(LURE) == [(b"d", b"")] and len(milter.held) == 1
