"""Whatever breaks, each mail is judged and moved once."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from hashlib import sha256
from pathlib import Path

import pytest

from mailguard.agents.imap.state import State
from mailguard.agents.platform.commands import DONE, Order
from mailguard.agents.platform.folder import Folder
from tests.cast.mailguard.agents.imap.fixtures import until
from tests.cast.mailguard.agents.imap.letters import lure, note

MAILGUARD = str(Path(sys.executable).parent / "mailguard")
SETTINGS = """
poll = 1
[[boxes]]
address = "{user}@valbrune.example"
user = "{user}"
name = "{user}"
host = "127.0.0.1"
port = {port}
security = "none"
password_file = "password"
"""


@pytest.fixture
def settings(tmp_path):
    """``settings(mailbox, port)`` writes a file of settings."""

    def write(person, port):
        (tmp_path / "password").write_text("secret\n")
        path = tmp_path / "watch.toml"
        path.write_text(SETTINGS.format(user=person.user, port=port))
        return path

    return write


def started(path):
    command = [MAILGUARD, "watch", str(path), "--folder", str(path.parent / "keep")]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | {"LANGUAGE": "en"})


@pytest.fixture(scope="module")
def nursery():
    """A process that has loaded the engine, and makes watchers of itself."""
    command = [sys.executable, "-m", "tests.cast.mailguard.agents.imap.nursery"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as process:
        assert process.stdout.readline() == "ready\n"
        yield process
        process.stdin.close()


def born(nursery, path):
    """The pid of a new watcher with these settings."""
    nursery.stdin.write(f"{path}\n")
    nursery.stdin.flush()
    return int(nursery.stdout.readline())


def ended(nursery):
    """How the last one ended."""
    return int(nursery.stdout.readline())


@pytest.mark.parametrize("hidden", [(), ("MOVE",)], ids=["move", "copy"])
def test_killed_at_random_it_loses_and_doubles_nothing(bob, between, settings, nursery, tmp_path, hidden):
    way = between(*hidden)
    path = settings(bob, way.port)
    mails = [*(lure(n) for n in range(14)), *(note(n) for n in range(14, 20))]
    random.Random(3).shuffle(mails)
    bob.add(*mails)
    chance = random.Random(4)
    for n in range(4):
        pid = born(nursery, path)
        began = len(way.asked)
        until(lambda mark=began, n=n: len(way.asked) > mark + 9 + 3 * n)
        time.sleep(chance.uniform(0, 0.03))
        os.kill(pid, signal.SIGKILL)
        assert ended(nursery) == -signal.SIGKILL
    pid = born(nursery, path)
    folder = Folder(tmp_path / "keep")
    try:
        assert until(lambda: len(bob.subjects("Held")) == 14 and len(folder.waiting(100)) == 14)
    finally:
        os.kill(pid, signal.SIGTERM)  # else its parent waits for it for ever
        assert ended(nursery) == 0
    assert sorted(bob.subjects("Held")) == sorted(f"*Join the briefing {n}" for n in range(14))
    assert sorted(bob.subjects()) == sorted(f"*hall {n}" for n in range(14, 20))


STEPS = {
    "copy": (rb"UID COPY", ("MOVE",)),
    "mark": (rb"UID STORE", ("MOVE",)),
    "expunge": (rb"UID EXPUNGE", ("MOVE",)),
    "move": (rb"UID MOVE", ()),
    "fetch": (rb"BODY.PEEK", ()),
}


@pytest.mark.parametrize(("step", "hidden"), STEPS.values(), ids=STEPS)
def test_a_connection_that_breaks_in_the_middle_changes_nothing(bob, watching, between, step, hidden):
    way = between(*hidden)
    bob.add(lure(1), note(2))
    way.breaks_at = step
    running = watching(bob.box(way.port))
    assert until(lambda: way.n_breaks >= 1)
    way.breaks_at = None
    assert until(lambda: bob.subjects("Held") == ["*Join the briefing 1"] and bob.subjects() == ["*hall 2"])
    assert until(lambda: len(running.sightings()) == 1)
    assert running.sightings()[0].raw


def test_mail_that_vanishes_meanwhile_is_no_trouble(bob, watching, between):
    way = between("MOVE")

    def delete(*uids):
        with bob.opened() as client:
            for uid in uids:
                client.uid("STORE", uid, "+FLAGS", "\\Deleted")
            client.expunge()

    bob.add(lure(1), lure(2), lure(3))
    way.before[rb"BODY\.PEEK"] = lambda: delete("1")
    way.before[rb"UID COPY"] = lambda: delete("2")
    running = watching(bob.box(way.port))
    assert until(lambda: bob.subjects("Held") == ["*Join the briefing 3"] and not bob.subjects())
    running.watch.poke()
    assert until(lambda: len(running.sightings()) == 2)
    assert any("had gone" in each.done for each in running.sightings())


def test_new_numbers_of_a_folder_lose_and_double_nothing(bob, watching, tmp_path):
    bob.add(lure(1), note(2), note(3))
    first = watching(bob.box())
    assert until(lambda: first.standing(bob.user).n_judged == 3 and bob.subjects("Held"))
    first.end()
    bob.add(lure(4), note(5))
    renumber(bob, "Archive")
    again = watching(bob.box())
    assert until(lambda: len(bob.subjects("Held")) == 2)
    assert until(lambda: again.standing(bob.user).n_judged == 2), "what was judged is judged again"
    assert sorted(bob.subjects()) == ["*hall 2", "*hall 3", "*hall 5"]
    seen = next(each for each in again.sightings() if each.subject == "Join the briefing 1")
    renumber(bob, "Elsewhere", "Held")
    assert again.watch.carry(Order("r", "release", place=seen.place)).outcome == DONE
    assert "*Join the briefing 1" in bob.subjects() and len(bob.subjects("Held")) == 1


def renumber(person, beside, folder="INBOX"):
    """All messages into another folder and back, which gets a new UIDVALIDITY in between."""
    client = person.server.client(person.user)
    client.create(beside)
    client.select(folder)
    client.uid("MOVE", "1:*", beside)
    client.unselect()
    before = client.status(folder, "(UIDVALIDITY)")
    client.logout()
    root = Path(person.server.root) / "mail" / person.user
    place = root if folder == "INBOX" else root / f".{folder}"
    for name in place.glob("dovecot*"):
        name.unlink()
    (place / "dovecot-uidlist").unlink(missing_ok=True)
    for name in root.glob("dovecot-uidvalidity*"):
        name.unlink()
    time.sleep(1.1)  # the new one is made of the second
    client = person.server.client(person.user)
    client.select(beside)
    client.uid("MOVE", "1:*", folder)
    after = client.status(folder, "(UIDVALIDITY)")
    client.logout()
    assert before != after


def test_a_second_watcher_does_not_start_beside_the_first(bob, watching, settings):
    watching(bob.box())
    path = settings(bob, bob.server.port)
    (path.parent / "keep").mkdir(exist_ok=True)
    state = State(path.parent / "keep" / "watch.sqlite3")
    process = started(path)
    assert "another watcher uses it" in process.communicate(timeout=30)[1] and process.returncode == 2
    state.close()


def test_a_mail_that_the_server_does_not_move_holds_up_no_other(bob, watching, between):
    way = between("MOVE")
    bob.add(lure(1))
    way.refuses = rb"UID COPY 1 "
    running = watching(bob.box(way.port))
    assert until(lambda: "refuses to move" in running.standing(bob.user).problem)
    bob.add(lure(2))
    assert until(lambda: bob.subjects("Held") == ["*Join the briefing 2"])
    way.refuses = None
    running.watch.poke()
    assert until(lambda: len(bob.subjects("Held")) == 2 and not running.standing(bob.user).problem)
    assert len(running.sightings()) == 2 and way.n_connections == 1


def test_a_server_that_hangs_holds_up_one_order_and_does_what_it_was_asked_afterwards(
    bob, carol, watching, between, monkeypatch
):
    monkeypatch.setattr("mailguard.agents.imap.watch._PATIENCE", 6.0)
    for person in (bob, carol):
        person.add(note(1), note(2), note(3))
    way, again = between(), threading.Event()
    running = watching(bob.box(way.port), carol.box())
    assert until(lambda: all(running.standing(each.user).n_judged == 3 for each in (bob, carol)))
    way.before[rb"^DONE"] = again.wait
    took = []
    for n in (1, 2):
        began = time.monotonic()
        answer = running.watch.carry(Order(f"h{n}", "hold", sha256=sha256(note(n)).hexdigest()))
        took.append(time.monotonic() - began)
        assert answer.outcome == DONE and "can't be reached now: 1" in answer.text
        assert f"*hall {n}" in carol.subjects("Held") and not bob.subjects("Held")
    assert took[0] >= 6 > 4 > took[1]
    again.set()
    assert until(lambda: sorted(bob.subjects("Held")) == ["*hall 1", "*hall 2"])
    answer = running.watch.carry(Order("h3", "hold", sha256=sha256(note(3)).hexdigest()))
    assert answer.outcome == DONE and "reached" not in answer.text and len(bob.subjects("Held")) == 3
