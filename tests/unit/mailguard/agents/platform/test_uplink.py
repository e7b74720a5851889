"""The line to the platform, over real HTTP."""

import base64
from hashlib import sha256

import pytest

from mailguard import profile
from mailguard.agents.platform import commands
from mailguard.agents.platform.client import BadPlatform, Platform, Unreached, Uplink
from mailguard.agents.platform.commands import Answer
from mailguard.agents.platform.folder import Folder
from mailguard.correspondents import Memory
from mailguard.message.parse import parse
from tests.cast.mailguard.agents.platform import headquarters
from tests.cast.mailguard.agents.platform.headquarters import TOKEN
from tests.cast.mailguard.agents.platform.seen import NOW, letter, seen

RULE = {"id": "r1", "deed": "block", "kind": "host", "value": "x.example", "until": None, "reason": ""}


@pytest.fixture
def hq():
    with headquarters.serving() as server:
        yield server


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "guard")


def line(folder, hq, carry=lambda order: Answer(order.id, commands.DONE), token=TOKEN, changed=lambda: None):
    return Uplink(folder, Platform(hq.url, token), carry, changed)


def test_sightings_go_with_their_messages_and_leave_the_outbox(folder, hq):
    one = seen(place={"held": seen().id}, raw=True)
    folder.held.hold(letter(), one, "", one.mailboxes, NOW)
    folder.post(one)
    folder.post(seen(boxes=("a@b.example",), place={"held": "gone"}, raw=True))
    link = line(folder, hq)
    assert link.round() > 0 and link.complaint == ""
    rows = {row["id"]: row for row in hq.got[0][1]["sightings"]}
    assert base64.b64decode(rows[one.id]["content"]) == letter()
    assert [row["raw"] for row in rows.values()].count(True) == 1
    assert folder.waiting(9) == []
    link.round()
    assert [name for name, _ in hq.got] == ["sightings"]


def test_while_the_platform_is_away_everything_waits_and_the_pauses_grow(folder, hq):
    folder.post(seen())
    hq.status = 500
    link = line(folder, hq)
    pauses = [link.round() for _ in range(4)]
    assert pauses[0] <= 4 < 8 <= pauses[3] <= 32
    assert "500" in link.complaint and len(folder.waiting(9)) == 1
    hq.status = 200
    link.round()
    assert link.complaint == "" and folder.waiting(9) == []
    wrong = line(folder, hq, token="another-long-secret")
    wrong.round()
    assert "401" in wrong.complaint and "secret" not in wrong.complaint


def test_profile_rules_and_memory_are_fetched_when_they_change(folder, hq, tmp_path):
    with Memory(tmp_path / "memory.db") as memory:
        memory.learn(parse(letter()).facts)
    hq.store = (tmp_path / "memory.db").read_bytes()
    table = {"name": "Valbrune", "domains": ["valbrune.example"]}
    digest = sha256(hq.store).hexdigest()
    hq.setup = {"profile": table, "rules": [RULE], "store": {"sha256": digest}}
    changes = []
    link = line(folder, hq, changed=lambda: changes.append(1))
    link.round()
    link.round()
    assert changes == [1] and hq.asked.count("store") == 1
    assert profile.load(folder.profile).domains == ("valbrune.example",)
    assert folder.rules().to_json() == [RULE]
    with Memory(folder.memory, is_read_only=True) as memory:
        assert memory.n_known == 1
    hq.setup = {**hq.setup, "rules": []}
    link.round()
    assert changes == [1, 1] and not folder.rules() and hq.asked.count("store") == 1


@pytest.mark.parametrize(
    "setup",
    [
        {"rules": [{"id": 1}]},
        {"profile": {"colour": "red"}, "rules": []},
        {"store": {"sha256": "0" * 64}, "rules": []},
        [],
    ],
)
def test_a_setup_that_makes_no_sense_changes_nothing(folder, hq, setup):
    link = line(folder, hq)
    hq.setup = {"rules": [RULE]}
    link.round()
    hq.setup, hq.store = setup, b"no database"
    assert link.round() > 0 and link.complaint
    assert folder.rules().to_json() == [RULE] and not folder.memory.exists()


def test_an_order_is_carried_out_once_whatever_is_lost(folder, hq):
    carried = []

    def carry(order):
        carried.append(order.id)
        return Answer(order.id, commands.MISSING, "It isn't here.")

    hq.orders = [{"id": "o1", "deed": "delete", "sha256": "ab"}, {"id": "o2", "deed": "burn"}]
    link = line(folder, hq, carry)
    for _ in range(3):
        link.round()
    assert carried == ["o1"]
    told = [row for name, data in hq.got if name == "answers" for row in data["answers"]]
    assert {row["order_id"]: row["outcome"] for row in told} == {"o1": "missing", "o2": "refused"}
    assert [row["order_id"] for row in told].count("o1") == 2  # it was asked again, and told again
    outcomes = iter([commands.FAILED, commands.DONE])
    again = line(folder, hq, lambda order: Answer(order.id, next(outcomes)))
    hq.orders = [{"id": "o4", "deed": "delete", "sha256": "ab"}]
    again.round()
    assert folder.answer_to("o4").outcome == commands.FAILED
    again.round()  # the platform gets that answer, and asks once more
    assert folder.answer_to("o4").outcome == commands.DONE
    folder.begin("o3")  # a process died in the middle of it
    hq.orders = [{"id": "o3", "deed": "delete", "sha256": "ab"}]
    link.round()
    assert folder.answer_to("o3").outcome == commands.DONE


@pytest.mark.parametrize(
    ("url", "token", "says"),
    [
        ("hq.example.org", TOKEN, "isn't an address of a platform"),
        ("https://hq.example.org/api", TOKEN, "isn't an address of a platform"),
        ("http://hq.example.org", TOKEN, "would send the token in the clear"),
        ("https://hq.example.org", "short", "holds no token"),
        ("https://hq.example.org", f"{TOKEN} {TOKEN}", "holds no token"),
    ],
)
def test_a_platform_that_cant_be_meant_is_refused(tmp_path, url, token, says):
    (tmp_path / "token").write_text(token)
    with pytest.raises(BadPlatform, match=says):
        Platform.read(url, tmp_path / "token")


def test_a_platform_is_read(tmp_path):
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    found = Platform.read("https://hq.example.org/", tmp_path / "token")
    assert (found.url, found.token) == ("https://hq.example.org", TOKEN)


def test_what_is_to_stay_is_asked_and_silence_is_no_answer(folder, hq):
    hq.answer = {"keep": ["ab"]}
    assert line(folder, hq).needed(["ab", "cd"]) == {"ab"}
    assert hq.got == [("due", {"sha256": ["ab", "cd"]})]
    for answer, status in (({}, 200), ({"keep": "ab"}, 200), ({"keep": []}, 404)):
        hq.answer, hq.status = answer, status
        with pytest.raises(Unreached):
            line(folder, hq).needed(["ab"])
