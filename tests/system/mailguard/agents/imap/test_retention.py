"""Held mail has an end, and only then, and only what we held."""

import sqlite3
from contextlib import closing

from mailguard.agents.imap.state import EXPIRE, State
from mailguard.agents.platform.sightings import Sighting
from tests.cast.mailguard.agents.imap.fixtures import until
from tests.cast.mailguard.agents.imap.letters import lure, note

_DAY = 86_400.0


def told(running):
    """The subjects of sightings by whether their mail is deleted."""
    return {each.message_id: each.done for each in running.sightings() if each.is_expired}


def aged(path, message, days):
    """As if a mail had been held so long."""
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("UPDATE mail SET held_at = held_at - ? WHERE message_id = ?", (days * _DAY, message))


def made_anew(person, folder):
    """The same mails in a folder of that name with another UIDVALIDITY."""
    client = person.server.client(person.user)
    before = client.status(folder, "(UIDVALIDITY)")
    client.create("Beside")
    client.select(folder)
    client.uid("MOVE", "1:*", "Beside")
    client.unselect()
    client.delete(folder)
    client.create(folder)
    client.select("Beside")
    client.uid("MOVE", "1:*", folder)
    client.unselect()
    assert client.status(folder, "(UIDVALIDITY)") != before
    client.logout()


def test_held_mail_goes_when_its_days_are_over_and_nobody_needs_it(bob, watching, tmp_path, monkeypatch):
    monkeypatch.setattr("mailguard.agents.imap.retention.EVERY", 0.0)
    bob.add(lure(1), lure(2), lure(3), note(4))
    bob.add(note(5), folder="Held")  # somebody's own: not ours to delete
    running = watching(bob.box())
    assert until(lambda: len(bob.subjects("Held")) == 4)
    assert until(lambda: len(running.sightings()) == 3)
    digests = {each.message_id: each.sha256 for each in running.sightings()}
    running.end()
    for n in (1, 2):
        aged(tmp_path / "watch.sqlite3", f"{n}@valbrune.example", 40)
    made_anew(bob, "Held")
    again = watching(bob.box(), keep_days=0)
    assert until(lambda: again.standing(bob.user).is_connected)
    again.watch.poke()
    again.kept.ask = lambda asked: [digests["2@valbrune.example"]]
    again.kept.keep_days = 30
    again.watch.poke()
    assert (
        until(lambda: len(again.sightings()) == 3) and len(bob.subjects("Held")) == 4
    )  # none is told of yet
    for each in again.sightings():
        again.folder.told(each)
    again.watch.poke()
    assert until(lambda: told(again)), "it is not recorded"
    assert told(again) == {"1@valbrune.example": "Deleted: its days in the folder “Held” were over."}
    assert sorted(bob.subjects("Held")) == ["*Join the briefing 2", "*Join the briefing 3", "*hall 5"]
    again.kept.ask = None  # nobody is told of anything: nobody needs it
    again.watch.poke()
    assert until(lambda: len(told(again)) == 2)
    assert sorted(bob.subjects("Held")) == ["*Join the briefing 3", "*hall 5"] and bob.subjects() == [
        "*hall 4"
    ]


def test_a_platform_that_is_away_keeps_all_of_it(tmp_path):
    from mailguard.agents.imap import InFolder
    from mailguard.agents.platform.folder import Folder

    def away(digests):
        raise OSError("no line")

    one = Sighting("a1", "2027-03-01T10:00:00+00:00", "w", "watcher", sha256="ab")
    assert InFolder(Folder(tmp_path), ask=away).needed([one]) == {"a1"}
    assert InFolder(Folder(tmp_path), ask=lambda digests: []).needed([one]) == set()


def test_a_deletion_that_was_begun_is_finished_and_told_whichever_half_was_done(bob, watching, tmp_path):
    bob.add(lure(1), lure(2))
    running = watching(bob.box())
    assert until(lambda: len(running.sightings()) == 2)
    for each in running.sightings():
        running.folder.told(each)
    running.end()
    memory = State(tmp_path / "watch.sqlite3")
    for row in [
        *memory.of_message("1@valbrune.example", bob.user),
        *memory.of_message("2@valbrune.example", bob.user),
    ]:
        one = Sighting(f"s{row.id}", "2027-03-01T10:00:00+00:00", "w", "watcher",
                       message_id=row.message_id, is_expired=True)  # fmt: skip
        memory.change(row, plan=EXPIRE, seen=one.to_json())
    memory.close()
    with bob.opened("Held") as client:  # of one the deletion was done, its end not noted
        client.store("1", "+FLAGS", "\\Deleted")
        client.expunge()
    again = watching(bob.box(), keep_days=30)
    assert until(lambda: len(told(again)) == 2)
    assert not bob.subjects("Held") and not bob.subjects()
