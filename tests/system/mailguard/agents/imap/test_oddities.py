"""Servers that are unlike Dovecot, folders of any name, and settings that are wrong."""

import os

import pytest

from mailguard.agents.imap import InFolder, settings
from mailguard.agents.imap.errors import Trouble
from mailguard.agents.imap.settings import BadSettings
from mailguard.agents.platform.folder import Folder
from mailguard.agents.platform.sightings import Sighting
from tests.cast.mailguard.agents.imap.fixtures import until
from tests.cast.mailguard.agents.imap.letters import lure, note
from tests.cast.mailguard.agents.imap.oddity import Oddity


def test_a_server_that_answers_oddly_is_understood(bob, watching):
    mails = {n: lure(n) if n % 2 else note(n) for n in range(1, 8)}
    odd = Oddity(mails, broken={3}, empty={4})
    running = watching(bob.box(odd.port, held="2027"))
    assert until(lambda: len(odd.held) == 3)
    assert until(lambda: running.standing(bob.user).is_connected)
    assert sorted(odd.held.values()) == sorted([lure(1), lure(5), lure(7)])
    assert odd.n_odd <= 12 and 3 not in odd.flags
    assert {uid: flags for uid, flags in odd.flags.items() if flags} == {
        uid: {"\\Deleted"} for uid in (1, 5, 7)
    }
    n = odd.n_connections
    odd.mails[9] = lure(9)
    assert until(lambda: lure(9) in odd.held.values())
    assert odd.n_connections == n, "what is broken does not break every connection"
    assert until(lambda: len(running.sightings()) == 4) and n == 1
    odd.close()


NAMES = ["Retenus/À vérifier", "Reçus & gardés", "保留", 'He said "held"', "a b\\c", "2027"]


def test_folders_may_have_any_name(bob, watching):
    for n, name in enumerate(NAMES, 1):
        running = watching(bob.box(held=name, report=f"{name} ?"))
        assert until(lambda running=running: running.standing(bob.user).is_connected), name
        bob.add(lure(n))  # after the watcher of before has ended
        assert until(lambda n=n, running=running: len(running.sightings()) == n), name
        place = {each.subject: each.place for each in running.sightings()}[f"Join the briefing {n}"]
        assert place["folder"] == name.replace("/", ".") and not bob.subjects()


def test_special_uses_are_watched_whatever_their_names(bob, watching):
    bob.add(lure(1), folder="Courrier ind&AOk-sirable")
    running = watching(bob.box(folders=("INBOX", "\\Junk")))
    assert until(lambda: bob.subjects("Held") == ["*Join the briefing 1"])
    assert until(running.sightings)[0].place["from"] == "Courrier indésirable"
    again = watching(bob.box(folders=("INBOX", "Nowhere")))
    assert until(lambda: "no folder “Nowhere”" in again.standing(bob.user).problem)


GOOD = '[[boxes]]\naddress = "a@valbrune.example"\nhost = "h"\npassword_file = "p/{address}"\n'
BAD = {
    "": "name the mailboxes",
    "boxes = []": "name the mailboxes",
    "boxes = [1]": "a table is expected",
    GOOD + GOOD: "taken already",
    GOOD + "port = 0": "from 1 to 65535",
    GOOD + "port = true": "from 1 to 65535",
    GOOD + 'security = "ssl"': "known are tls, starttls, none",
    GOOD + 'colour = "red"': "no entry “colour”",
    GOOD + "folders = []": "a list of texts",
    GOOD + 'held = "Report"': "“Report” is named for two things",
    GOOD + 'held = "inbox"': "“inbox” is named for two things",
    GOOD + 'folders = ["Held"]': "“Held” is named for two things",
    GOOD + 'folders = ["INBOX", "Report"]': "“Report” is named for two things",
    GOOD + 'folders = ["Work"]\nreport = "INBOX"': "“INBOX” is named for two things",
    GOOD + GOOD + 'name = "b"': "is “a@valbrune.example” already",
    GOOD + 'held = ""': "held is missing",
    'warn = ["\\\\Seen"]\n' + GOOD: "isn't a flag for a warning",
    'warn = ["two words"]\n' + GOOD: "isn't a flag for a warning",
    "tells_all = 1\n" + GOOD: "true or false",
    "pace = nan\n" + GOOD: "from 5 to 1500",
    "[[boxes]]\nhost = 'h'": "user is missing",
    "[[boxes]]\naddress = 'a@b.example'": "host is missing",
    "[[boxes]]\naddress = 'a@b.example'\nhost = 'h'": "either password_file or",
    GOOD + "[boxes.oauth]\nclient_id = 'x'\ntoken_file = 't'": "name the provider, or its token and scope",
    GOOD + "[boxes.oauth]\nprovider = 'x'": "known are google, microsoft",
    GOOD + "[boxes.oauth]\nprovider = 'google'": "client_id is missing",
}


@pytest.mark.parametrize("text", BAD)
def test_wrong_settings_are_told(tmp_path, text):
    (tmp_path / "w.toml").write_text(text)
    with pytest.raises(BadSettings, match=BAD[text]):
        settings.load(tmp_path / "w.toml")


def test_settings_are_read(tmp_path):
    (tmp_path / "w.toml").write_text(
        'jobs = 3\nmost_mb = 5\nwarn = []\n[defaults]\nhost = "h"\nuser = "{address}*guard"\n'
        'password_file = "p/{address}"\n[[boxes]]\naddress = "a@b.example"\nfolders = ["INBOX", "\\\\Junk"]\n'
        '[[boxes]]\naddress = "c@b.example"\nname = "carol"\n[boxes.oauth]\nprovider = "microsoft"\n'
        'client_id = "x"\ntoken_file = "{name}.token"\n'
    )
    read = settings.load(tmp_path / "w.toml")
    first, second = read.settings.boxes
    assert (first.user, first.where, first.folders) == ("a@b.example*guard", 993, ("INBOX", "\\Junk"))
    assert read.settings.jobs == 3 and read.settings.most == 5_000_000 and read.settings.warn == ()
    assert read.secrets["a@b.example"].password == tmp_path / "p" / "a@b.example"
    assert read.secrets["carol"].tokens == read.sign_ins["carol"].file == tmp_path / "carol.token"
    assert second.mailbox == "c@b.example" and read.sign_ins["carol"].provider.device


def test_trouble_is_told_in_french():
    said = Trouble("There is no folder “{folder}”.", folder="x").say("fr")
    assert said.startswith("Il n’y a pas de dossier")


def test_messages_that_went_along_are_deleted_when_their_sighting_was_told(tmp_path):
    kept = InFolder(Folder(tmp_path))
    seen = Sighting("a1", "2027-03-01T10:00:00+00:00", "watcher", "watcher", raw=True)
    kept.post(seen, b"raw")
    file = tmp_path / "raws" / "a1.eml"
    os.utime(file, (1, 1))
    kept.prune()
    assert kept.raw(seen) == b"raw"
    kept.folder.told(seen)
    kept.prune()
    assert kept.raw(seen) == b""
    kept.post(seen, b"raw")
    (tmp_path / "outbox" / "a1.json").unlink()  # as if it were on its way
    kept.prune()
    assert kept.raw(seen) == b"raw"
