"""Folders that somebody renames, deletes or makes while their mailbox is watched."""

from contextlib import contextmanager
from itertools import pairwise

import pytest

from mailguard.agents.imap import InFolder, Settings, Watch, probe
from mailguard.agents.platform.folder import Folder
from tests.cast.mailguard.agents.imap.fixtures import Passwords, Watching, until
from tests.cast.mailguard.agents.imap.letters import lure, note


@contextmanager
def program(person):
    """Another mail program of hers."""
    client = person.server.client(person.user)
    yield client
    client.logout()


@pytest.mark.parametrize("hidden", [(), ("MOVE",)], ids=["move", "copy"])
def test_a_folder_for_held_mail_that_is_renamed_or_deleted_is_made_again(bob, watching, between, hidden):
    running = watching(bob.box(between(*hidden).port))
    bob.add(lure(1))
    assert until(lambda: bob.subjects("Held") == ["*Join the briefing 1"])
    with program(bob) as client:
        assert client.rename("Held", "Kept")[0] == "OK"
    bob.add(lure(2))
    assert until(lambda: bob.subjects("Held") == ["*Join the briefing 2"])
    with program(bob) as client:
        assert client.delete("Held")[0] == "OK"
    bob.add(lure(3), note(4))
    assert until(lambda: bob.subjects("Held") == ["*Join the briefing 3"])
    assert until(lambda: bob.subjects() == ["*hall 4"]) and bob.subjects("Kept") == ["*Join the briefing 1"]
    assert until(lambda: not running.standing(bob.user).problem)


def test_a_watched_folder_that_goes_ends_no_other_and_is_taken_up_when_it_is_back(bob, watching, caplog):
    bob.add(note(1), folder="Projects")
    running = watching(bob.box(folders=("INBOX", "Projects", "Never")), pace=0.3)
    assert until(lambda: running.standing(bob.user).is_connected)
    assert "“Never”" in running.standing(bob.user).problem
    with program(bob) as client:
        assert client.rename("Projects", "Plans")[0] == "OK"
    assert until(lambda: "“Never”, “Projects”" in ordered(running.standing(bob.user).problem))
    bob.add(lure(2), folder="Plans")
    bob.add(lure(3))
    assert until(lambda: bob.subjects("Held") == ["*Join the briefing 3"])
    assert running.standing(bob.user).is_connected and bob.subjects("Plans")[-1] == "*Join the briefing 2"
    with program(bob) as client:
        assert client.rename("Plans", "Projects")[0] == "OK" == client.create("Never")[0]
    assert until(lambda: len(bob.subjects("Held")) == 2 and not running.standing(bob.user).problem)
    said = [each.getMessage() for each in caplog.records if "There is no folder" in each.getMessage()]
    assert 2 <= len(said) <= 3 and all(one != other for one, other in pairwise(said)), "said when it changes"


def ordered(problem):
    """As it is, its folders in the order of the alphabet."""
    begin, _, rest = problem.partition("“")
    return begin + ", ".join(sorted(f"“{each}”" for each in rest.rstrip(".”").split("”, “")))


@pytest.mark.parametrize(
    "given",
    [
        {"held": "Inbox"},
        {"report": "INBOX"},
        {"held": "Held", "report": "Held"},
        {"folders": ("INBOX", "Held")},
        {"folders": ("INBOX", "Report"), "report": "Report"},
    ],
    ids=["held-inbox", "report-inbox", "held-report", "held-watched", "report-watched"],
)
def test_no_folder_is_used_for_two_things(bob, watching, given):
    bob.add(note(1), folder="Held")
    bob.add(note(1), folder="Report")
    bob.add(lure(2))
    running = watching(bob.box(**given))
    assert until(lambda: "two things" in running.standing(bob.user).problem)
    assert "two things" in probe(bob.box(**given), Passwords()).problem.say()
    assert not running.standing(bob.user).is_connected and bob.subjects() == ["*Join the briefing 2"]


def test_a_trial_names_folders_that_are_not_there(bob):
    found = probe(bob.box(folders=("INBOX", "Nope", "\\Junk")), Passwords())
    assert "no folder “Nope”, “\\Junk”" in found.problem.say() and found.folders == ("INBOX",)
    bob.add(note(1), folder="Nope")
    assert probe(bob.box(folders=("INBOX", "Nope")), Passwords()).problem is None


def test_two_watchers_of_one_mailbox_double_no_mail(bob, engine, tmp_path):
    running = []
    for name in ("one", "two"):  # of two machines: neither knows of the other
        kept = InFolder(Folder(tmp_path / name), 0.0)
        settings = Settings(boxes=(bob.box(),), poll=0.2)
        watch = Watch(settings, Passwords(), kept, lambda: engine, tmp_path / f"{name}.sqlite3")
        running.append(Watching(watch, kept, None))
    try:
        assert until(lambda: all(each.standing(bob.user).is_connected for each in running))
        bob.add(lure(0), folder="Held")  # as if the other had been there a moment before
        bob.add(*(lure(n) for n in range(13)), note(20))
        assert until(lambda: bob.subjects() == ["*hall 20"])
        assert until(lambda: all(not each.watch._state.planned(bob.user) for each in running))
        wanted = sorted(f"*Join the briefing {n}" for n in range(13))
        assert until(lambda: sorted(bob.subjects("Held")) == wanted)
    finally:
        for each in running:
            each.end()
