"""The folder of a guard: whole or not at all."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest

from mailguard.agents.platform import commands, sightings
from mailguard.agents.platform.commands import Answer
from mailguard.agents.platform.folder import Folder
from mailguard.agents.platform.quarantine import Busy, Missing
from mailguard.agents.platform.rules import RuleBook
from mailguard.agents.platform.shapes import BadData
from tests.cast.mailguard.agents.platform.seen import NOW, letter, seen

RAW = letter()
TO = ("bob@valbrune.example",)


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "guard")


def test_a_message_is_held_once_and_comes_back_as_it_was(folder):
    one = seen(place={"held": "x"}, opened=False, raw=True, rule="r1", done="held")
    assert folder.held.hold(RAW, one, "", TO, NOW)
    assert not folder.held.hold(RAW, seen(), "", TO, NOW)
    (held,) = folder.held.all()
    assert (held.sighting, held.rcpt_to, held.held_at, held.size) == (one, TO, NOW, len(RAW))
    assert folder.held.raw(held.id) == RAW
    (path,) = (folder.path / "held").glob("*.held")
    assert path.stat().st_mode & 0o777 == 0o600 and folder.path.stat().st_mode & 0o777 == 0o700


def test_a_release_hands_it_on_and_removes_it_or_leaves_it_as_it_was(folder):
    folder.held.hold(RAW, seen(), "a@b.example", TO, NOW)
    with pytest.raises(OSError, match="no server"), folder.held.releasing(seen().id):
        raise OSError("no server")
    assert not folder.held.get(seen().id).is_doubtful
    with folder.held.releasing(seen().id) as (held, raw):
        assert (raw, held.mail_from) == (RAW, "a@b.example")
        with pytest.raises(Busy), folder.held.releasing(held.id):
            pass
        with pytest.raises(Busy):
            folder.held.delete(held.id)
    with pytest.raises(Missing):
        folder.held.get(seen().id)
    assert not list((folder.path / "held").iterdir())


def test_a_release_that_was_killed_leaves_the_message_and_a_mark(folder):
    folder.held.hold(RAW, seen(), "", TO, NOW)
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom mailguard.agents.platform.folder import Folder\n"
        "with Folder(Path(sys.argv[1])).held.releasing(sys.argv[2]):\n    os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder.path), seen().id], timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert folder.held.get(seen().id).is_doubtful and folder.held.raw(seen().id) == RAW
    with folder.held.releasing(seen().id):
        pass
    assert not list(folder.held.all())


def test_a_process_killed_while_it_writes_leaves_nothing_half(folder):
    code = (
        "import itertools, sys\nfrom pathlib import Path\nfrom dataclasses import replace\n"
        "from mailguard.agents.platform.folder import Folder\n"
        "from tests.cast.mailguard.agents.platform.seen import NOW, letter, seen\n"
        "folder, one = Folder(Path(sys.argv[1])), seen()\nprint('ready', flush=True)\n"
        "for n in itertools.count():\n"
        "    each = replace(one, id=f'{sys.argv[2]}-{n}')\n"
        "    folder.held.hold(letter() * 50, each, '', ('b@c.example',), NOW)\n"
        "    folder.post(each)\n    print(n, flush=True)\n"
    )
    n_known = 0
    for part in ("a", "b", "c"):
        words = [sys.executable, "-c", code, str(folder.path), part]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout.readline() == "ready\n"
            time.sleep(0.15)
            writer.kill()
            n_known += len(writer.stdout.read().splitlines())
    held = list(folder.held.all())
    assert len(held) >= n_known > 3
    assert all(folder.held.raw(each.id) == RAW * 50 for each in held)
    assert n_known <= len(folder.waiting(10_000)) <= len(held)
    assert not list(folder.broken.iterdir())


def test_what_was_left_half_written_is_swept_after_an_hour(folder):
    half = folder.path / "held" / ".x.half"
    fresh = folder.path / "held" / ".y.half"
    for each in (half, fresh):
        each.write_bytes(b"{")
    os.utime(half, (time.time() - 4_000,) * 2)
    folder.prune(NOW, held_days=30)
    assert not half.exists() and fresh.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nonsense\n",
        b"[]\nFrom: x",
        b'{"size": "many"}\n',
        b'{"size": 3}\nabc',
        b"\xff\xfe\n",
        b"[" * 5_000,
    ],
)
def test_a_held_file_that_cant_be_read_is_set_aside(folder, content):
    folder.held.hold(RAW, seen(), "", TO, NOW)
    (folder.path / "held" / "odd.held").write_bytes(content)
    assert [each.id for each in folder.held.all()] == [seen().id]
    assert [each.name for each in folder.broken.iterdir()] == ["odd.held"]


def test_a_message_that_was_cut_or_changed_is_not_released(folder):
    folder.held.hold(RAW, seen(), "", TO, NOW)
    path = folder.path / "held" / f"{seen().id}.held"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(Missing), folder.held.releasing(seen().id):
        pass
    assert (folder.broken / path.name).exists()


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "a/b", "a" * 65, "none"])
def test_an_id_that_isnt_there_is_missing(folder, name):
    for ask in (folder.held.get, folder.held.raw, folder.held.delete):
        with pytest.raises(Missing):
            ask(name)


def test_messages_are_found_and_forgotten_in_time(folder):
    folder.held.hold(RAW, seen(), "", TO, NOW)
    assert [each.id for each in folder.held.find(digest=seen().sha256)] == [seen().id]
    assert [each.id for each in folder.held.find(message_id=seen().message_id)] == [seen().id]
    assert not list(folder.held.find(message_id="<other@x.example>")) + list(folder.held.find())
    assert folder.prune(NOW + timedelta(days=30), held_days=30) == 0
    assert folder.prune(NOW + timedelta(days=31), held_days=30) == 1


def test_the_outbox_holds_each_sighting_once_until_it_is_told(folder):
    one, other = seen(), seen(boxes=("alice@valbrune.example",))
    assert one.id != other.id and one.id == seen().id
    for each in (one, other, one):
        folder.post(each)
    assert sorted(each.id for each in folder.waiting(9)) == sorted([one.id, other.id])
    assert len(folder.waiting(1)) == 1
    newer = seen(done="released")
    folder.post(newer)
    folder.told(one)  # it was replaced while it was on its way
    assert newer in folder.waiting(9)
    folder.told(newer)
    assert folder.waiting(9) == [other]
    (folder.outbox / "odd.json").write_text("{")
    assert folder.waiting(9) == [other] and (folder.broken / "odd.json").exists()


def test_an_order_is_answered_once_and_again_when_asked(folder):
    answer = Answer("o1", commands.DONE, "Released.")
    assert folder.answer_to("o1") is None and not folder.begin("o1") and folder.begin("o1")
    folder.answer(answer)
    assert folder.unanswered(9) == [answer] and not folder.begin("o1")
    folder.heard(answer)
    folder.heard(answer)
    assert folder.unanswered(9) == [] and folder.answer_to("o1") == answer
    folder.ask_again("o1")
    assert folder.unanswered(9) == [answer]


def test_rules_notes_and_key_stay_and_broken_ones_are_set_aside(folder):
    book = RuleBook.from_json([{"id": "r", "deed": "block", "kind": "host", "value": "x.example"}])
    assert not folder.rules() and folder.note("setup") == {}
    folder.keep_rules(book)
    folder.keep_note("setup", {"etag": "1"})
    again = Folder(folder.path)
    assert again.rules().rules == book.rules and again.note("setup") == {"etag": "1"}
    assert folder.key() == again.key() and len(folder.key()) == 32
    (folder.state / "rules.json").write_text('[{"id": 1}]')
    (folder.state / "key").write_bytes(b"short")
    assert not again.rules() and len(again.key()) == 32
    assert {each.name for each in folder.broken.iterdir()} == {"rules.json", "key"}


def test_sightings_and_orders_are_written_as_they_are_read():
    one = seen(opened=True, place={"folder": "INBOX", "uid": 7})
    assert sightings.from_json(json.loads(json.dumps(one.to_json()))) == one
    order = commands.from_json(
        {"id": 5, "deed": "delete", "traits": [["host", "x.example"]], "mailboxes": ["a@b.example"]}
    )
    assert commands.from_json(json.loads(json.dumps(order.to_json()))) == order and order.id == "5"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ([], "order: a table is expected"),
        ({"id": "1", "deed": "burn"}, "“burn” is none; known are release, delete, hold, restore"),
        ({"id": "1", "deed": "delete"}, "it doesn't tell which message is meant"),
        ({"id": "1", "deed": "delete", "place": []}, "it doesn't tell which message is meant"),
        ({"id": "1", "deed": "delete", "traits": ["x"]}, "pairs of texts are expected"),
        ({"id": "a b", "deed": "delete", "sha256": "x"}, "letters, digits"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused(data, says):
    with pytest.raises(BadData, match=says):
        commands.from_json(data)


@pytest.mark.parametrize(
    "change",
    [
        {"at": "x"},
        {"size": -1},
        {"size": True},
        {"score": 2},
        {"signals": [["a"]]},
        {"signals": [["a", {"en": 1}, 0.5]]},
        {"signals": [["a", {"en": "It is so."}, True]]},
        {"signals": [["a", {"en": "It is so."}, float("nan")]]},
        {"id": "/"},
        {"place": 3},
    ],
)
def test_a_sighting_that_makes_no_sense_is_refused(change):
    with pytest.raises(BadData):
        sightings.from_json(seen().to_json() | change)


def test_a_signal_is_told_in_every_language_and_with_what_it_adds():
    one = seen()
    told = one.signals[0]
    assert told.says.keys() == {"en", "fr"} and told.says["en"] != told.says["fr"]
    assert told.share > 0
    assert sightings.from_json(json.loads(json.dumps(one.to_json()))).signals == one.signals


def test_a_guard_of_an_older_version_is_understood():
    old = seen().to_json() | {"signals": [["link_lookalike", "It leads to evil.example."]]}
    assert sightings.from_json(old).signals == (("link_lookalike", "It leads to evil.example.", None),)
