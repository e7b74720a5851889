"""Mail in real mailboxes: held, flagged, left alone; never marked as read."""

import re
from email.message import EmailMessage
from hashlib import sha256

import pytest

from mailguard import Engine, analyse, profile
from mailguard.agents.platform.commands import DONE, MISSING, REFUSED, Order
from mailguard.agents.platform.fingerprints import traits
from mailguard.agents.platform.rules import BLOCK, Rule, RuleBook
from tests.cast.mailguard.agents.imap.fixtures import until
from tests.cast.mailguard.agents.imap.letters import lure, note, shady

WAYS = {
    "move": (),
    "copy": ("MOVE",),
    "marked": ("MOVE", "UIDPLUS"),
    "silent": ("IDLE",),
}


@pytest.mark.parametrize("hidden", WAYS.values(), ids=WAYS)
def test_what_is_suspicious_is_held_once_and_the_rest_left_unread(bob, watching, between, hidden):
    way = between(*hidden)
    bob.add(lure(1), note(2))
    running = watching(bob.box(way.port))
    assert until(lambda: bob.subjects("Held") == ["*Join the briefing 1"])
    bob.add(lure(3), note(4), lure(5))
    assert until(lambda: len(bob.subjects("Held")) == 3)
    marked = {name for name, (flags, _) in bob.facts().items() if b"\\Deleted" in flags}
    left = [each for each in bob.subjects() if each.strip("*") not in marked]
    assert left == ["*hall 2", "*hall 4"]
    assert bool(marked) == (hidden == WAYS["marked"])
    assert not any(line.split()[1:2] == [b"EXPUNGE"] for line in way.asked)
    assert until(lambda: len(running.sightings()) == 3)
    running.end()
    again = watching(bob.box(way.port))
    assert until(lambda: again.standing(bob.user).is_connected)
    assert len(bob.subjects("Held")) == 3 and len(again.sightings()) == 3
    seen = again.sightings()[0]
    assert seen.kind == "watcher" and seen.mailboxes == (f"{bob.user}@valbrune.example",)
    assert seen.place["folder"] == "Held" and seen.place["from"] == "INBOX" and seen.opened is False
    assert again.folder.path.joinpath("raws", f"{seen.id}.eml").read_bytes().endswith(b"briefing. \r\n")


def test_mail_that_somebody_else_marked_is_never_expunged(bob, watching, between):
    bob.add(note(1), flags="\\Deleted")
    watching(bob.box(between("MOVE").port))
    bob.add(lure(2))
    assert until(lambda: bob.subjects("Held"))
    assert bob.subjects() == ["*hall 1"]


def test_a_release_keeps_flags_and_date_and_is_not_held_again(bob, watching):
    date = '"05-Nov-2026 11:22:33 +0200"'
    bob.add(lure(1), flags="\\Flagged $Label1 \\Seen", date=date)
    before = bob.facts()
    running = watching(bob.box(look_back=365))
    assert until(lambda: bob.facts("Held") == before and not bob.subjects())
    seen = until(running.sightings)[0]
    assert seen.opened is True
    answer = running.watch.carry(Order("o1", "release", place=seen.place))
    assert answer.outcome == DONE and bob.facts() == before and not bob.subjects("Held")
    bob.add(note(2))
    assert until(lambda: running.standing(bob.user).n_judged == 2)
    assert running.watch.carry(Order("o1", "release", place=seen.place)).outcome == DONE
    assert bob.facts()["Join the briefing 1"] == before["Join the briefing 1"]


def test_who_takes_a_mail_back_is_obeyed_and_the_mail_flagged(bob, watching):
    bob.add(lure(1))
    watching(bob.box())
    assert until(lambda: bob.subjects("Held"))
    with bob.opened("Held") as client:
        client.uid("MOVE", "1", "INBOX")
    assert until(lambda: b"$Suspicious" in bob.facts().get("Join the briefing 1", [()])[0])
    assert not bob.subjects("Held") and bob.subjects() == ["*Join the briefing 1"]
    bob.add(lure(1))  # the same bytes once more, with nothing in Held: that is the person's business, too
    assert until(lambda: len(bob.subjects()) == 2)


@pytest.mark.parametrize("hidden", [(), ("MOVE",)], ids=["move", "copy"])
def test_of_identical_copies_each_can_be_taken_back_and_released(bob, carol, watching, between, hidden):
    way = between(*hidden)
    for person in (bob, carol):
        person.add(lure(1), lure(1))
    running = watching(bob.box(way.port), carol.box(way.port))
    assert until(lambda: all(len(each.subjects("Held")) == 2 for each in (bob, carol)))
    for n in (1, 2):
        with bob.opened("Held") as client:
            client.uid("MOVE", "*", "INBOX")
        assert until(lambda n=n: running.watch._state.count(bob.user)[1] == 2 - n)
        assert len(bob.subjects()) == n and len(bob.subjects("Held")) == 2 - n
    mine = [each for each in running.sightings() if each.place["box"] == carol.user]
    assert len({each.id for each in mine}) == 2
    for n, seen in enumerate(mine, 1):
        assert running.watch.carry(Order(f"r{n}", "release", place=seen.place)).outcome == DONE
        running.watch.poke()
        assert until(lambda n=n: running.watch._state.count(carol.user)[0] == 2 + n)
        assert len(carol.subjects()) == n and len(carol.subjects("Held")) == 2 - n
    digest = mine[0].sha256
    assert running.watch.carry(Order("h", "hold", sha256=digest)).outcome == DONE
    assert until(lambda: not carol.subjects() and len(carol.subjects("Held")) == 2)
    carol.add(lure(1))
    assert until(lambda: len(carol.subjects("Held")) == 3)  # what is held again lets no copy pass


def of(raw):
    """What the platform knows of a mail."""
    return traits(analyse(raw).facts)


def test_orders_reach_the_same_mail_in_every_mailbox(bob, carol, watching):
    twin = note(7, "Please look at the list of donors.")
    for person in (bob, carol):
        person.add(twin, note(8))
    running = watching(bob.box(), carol.box())
    assert until(lambda: all(running.standing(each.user).n_judged == 2 for each in (bob, carol)))
    order = Order("h1", "hold", message_id="<7@valbrune.example>", traits=of(twin))
    assert running.watch.carry(order).outcome == DONE
    assert bob.subjects("Held") == carol.subjects("Held") == ["*hall 7"]
    assert bob.subjects() == ["*hall 8"]
    assert len(running.sightings()) == 2 and {each.action for each in running.sightings()} == {"quarantine"}
    digest = running.sightings()[0].sha256
    mine = (f"{bob.user}@valbrune.example",)
    assert running.watch.carry(Order("d1", "delete", mailboxes=mine, sha256=digest)).outcome == DONE
    assert not bob.subjects("Held") and carol.subjects("Held") == ["*hall 7"]
    assert running.watch.carry(Order("r1", "restore", sha256=digest)).outcome == DONE
    assert "*hall 7" in carol.subjects() and "*hall 7" not in bob.subjects()
    assert running.watch.carry(Order("t1", "hold", mailboxes=mine, traits=of(note(8)))).outcome == DONE
    assert bob.subjects("Held") == ["*hall 8"] and "*hall 8" in carol.subjects()
    assert running.watch.carry(Order("x1", "hold", sha256="0" * 64)).outcome == MISSING
    assert running.watch.carry(Order("x2", "hold", mailboxes=("zoe",), sha256=digest)).outcome == REFUSED


def test_a_copied_message_id_touches_no_true_mail(bob, carol, watching):
    """One true mail is known to the watcher, one came before it; the attack has copied both."""
    words = "Please bring the list of the halls to the meeting on Monday, and the keys of the van as well."
    true, old = note(1, words), note(2, words)
    bob.add(old, date='"05-Nov-2025 11:22:33 +0200"')
    bob.add(true)
    attacks = []
    for n in (1, 2):
        other = note(n, "The bank asks you to confirm the account of the campaign at once, or it is closed.")
        cloned = note(n, f"{words} The list: https://halls-login.example/{n}")
        attacks += [other, cloned]
    carol.add(*attacks)
    running = watching(bob.box(), carol.box())
    assert until(lambda: running.standing(carol.user).n_judged == 4 and running.standing(bob.user).n_judged)
    for n, attack in enumerate(attacks):
        name = f"<{n // 2 + 1}@valbrune.example>"
        order = Order(f"d{n}", "delete", message_id=name, sha256="a" * 64, traits=of(attack))
        assert running.watch.carry(order).outcome == DONE
        running.watch.carry(Order(f"h{n}", "hold", message_id=name, traits=of(attack), alike=True))
    assert not carol.subjects() and not carol.subjects("Held")
    assert bob.subjects() == ["*hall 2", "*hall 1"] and not bob.subjects("Held")


def test_the_same_attack_is_found_under_other_message_ids_though_it_was_let_pass(bob, carol, watching):
    text = (
        "Dear {name}, the donors of the evening wait for your word. Open the list that we made for you at"
        " https://donors-evening.example/{name} and say who may speak first, before the doors open at seven."
    )
    bob.add(note(1, text.format(name="bob")), note(2))
    carol.add(note(3, text.format(name="carol")), note(4))
    running = watching(bob.box(), carol.box())
    assert until(lambda: all(running.standing(each.user).n_judged == 2 for each in (bob, carol)))
    assert not bob.subjects("Held") and not carol.subjects("Held")
    reported = of(note(9, text.format(name="dora")))
    narrow = Order("h1", "hold", message_id="<9@valbrune.example>", traits=reported)
    assert running.watch.carry(narrow).outcome == MISSING
    wide = Order("h2", "hold", message_id="<9@valbrune.example>", traits=reported, alike=True)
    for _ in range(2):
        assert running.watch.carry(wide).outcome == DONE
    assert bob.subjects("Held") == ["*hall 1"] and carol.subjects("Held") == ["*hall 3"]
    assert bob.subjects() == ["*hall 2"] and carol.subjects() == ["*hall 4"]


def test_it_is_told_whether_mail_that_is_held_later_was_opened_meanwhile(bob, watching):
    mails = [note(1), note(2)]
    bob.add(*mails)
    running = watching(bob.box())
    assert until(lambda: running.standing(bob.user).n_judged == 2)
    with bob.opened() as client:
        client.store("1", "+FLAGS", "\\Seen")
    for n, raw in enumerate(mails):
        order = Order(f"h{n}", "hold", sha256=sha256(raw).hexdigest())
        assert running.watch.carry(order).outcome == DONE
    assert {each.subject: each.opened for each in running.sightings()} == {"hall 1": True, "hall 2": False}


def test_mail_from_before_the_watch_is_found_by_its_message_id(bob, watching):
    bob.add(note(1), date='"05-Nov-2025 11:22:33 +0200"')
    running = watching(bob.box())
    assert until(lambda: running.standing(bob.user).is_connected)
    assert running.standing(bob.user).n_judged == 0
    order = Order("h", "hold", message_id="<1@valbrune.example>", traits=of(note(1)))
    assert running.watch.carry(order).outcome == DONE
    assert bob.subjects("Held") == ["*hall 1"]


def test_an_order_waits_for_a_mailbox_that_cannot_be_reached(bob, watching, between):
    bob.add(note(1))
    way = between()
    running = watching(bob.box(way.port))
    assert until(lambda: running.standing(bob.user).n_judged == 1)
    way.breaks_at = rb"."
    way.cut()
    assert until(lambda: not running.standing(bob.user).is_connected)
    order = Order("h", "hold", message_id="<1@valbrune.example>", traits=of(note(1)))
    answer = running.watch.carry(order)
    assert answer.outcome == "failed" and "can't be reached now: 1;" in answer.text
    way.breaks_at = None
    assert until(lambda: bob.subjects("Held") == ["*hall 1"])


def test_what_is_put_into_the_report_folder_is_told_and_held(bob, watching):
    bob.add(note(1), note(2))
    running = watching(bob.box(report="Report"))
    assert until(lambda: running.standing(bob.user).n_judged == 2)
    with bob.opened() as client:
        client.uid("MOVE", "1", "Report")
    assert until(lambda: bob.subjects("Held") == ["*hall 1"])
    seen = until(running.sightings)[0]
    assert seen.kind == "report" and seen.action == "deliver" and seen.place["from"] == "Report"
    assert running.watch.carry(Order("r", "release", place=seen.place)).outcome == DONE
    assert sorted(bob.subjects()) == ["*hall 1", "*hall 2"] and not bob.subjects("Report")
    assert len(running.sightings()) == 1


def test_a_rule_of_the_platform_holds_what_the_engine_would_let_pass(bob, watching):
    running = watching(bob.box())
    running.folder.keep_rules(RuleBook([Rule("7", BLOCK, "sender", "alice@valbrune.example")]))
    assert until(lambda: running.standing(bob.user).is_connected)
    until(lambda: False, 2.1)  # rules are read every two seconds
    bob.add(note(1))
    assert until(lambda: bob.subjects("Held") == ["*hall 1"])
    assert until(running.sightings)[0].rule == "7"


def test_a_decoy_document_is_told_of_though_the_mail_is_harmless(bob, watching):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "alice@valbrune.example", "bob@valbrune.example", "hall"
    made.set_content("The hall is ours from seven. Bring the banners.")
    made.add_attachment(b"a,b\n1,2\n", maintype="text", subtype="csv", filename="a.csv")
    digest = sha256(b"a,b\n1,2\n").hexdigest()
    knowing = Engine(profile=profile.build({"domains": ["valbrune.example"], "decoy_files": [digest]}))
    running = watching(bob.box(), engine=knowing)
    bob.add(note(1), made.as_bytes().replace(b"\n", b"\r\n"))
    seen = until(running.sightings)
    assert [(each.subject, each.action, each.decoys) for each in seen] == [("hall", "deliver", (digest,))]
    assert bob.subjects() == ["*hall 1", "*hall"]


def test_delete_everywhere_reaches_folders_that_nobody_watches_and_leaves_what_one_wrote(bob, watching):
    for folder in ("Archive", "Clients", "Sent", "Trash"):
        bob.add(lure(1), note(2), folder=folder)
    running = watching(bob.box(look_back=0))
    assert until(lambda: running.standing(bob.user).is_connected)
    about = {
        "sha256": sha256(lure(1)).hexdigest(),
        "message_id": "<1@valbrune.example>",
        "traits": of(lure(1)),
    }
    assert running.watch.carry(Order("h", "hold", **about)).outcome == MISSING
    bob.add(lure(1), note(2), folder="Made since")
    for _twice in range(2):
        answer = running.watch.carry(Order("d", "delete", **about))
        assert answer.outcome == DONE and "3" in answer.text
    for folder in ("Archive", "Clients", "Made since"):
        assert bob.subjects(folder) == ["*hall 2"]
    assert len(bob.subjects("Sent")) == 2 == len(bob.subjects("Trash"))


def test_delete_everywhere_finds_mail_without_message_id_by_its_bytes(bob, watching):
    bare = re.sub(rb"(?im)^message-id:.*\r\n", b"", lure(1))
    other = bare.replace(b"briefing 1", b"briefing 2")  # as long, and not the same
    assert b"essage-" not in bare and len(other) == len(bare) and other != bare
    for folder in ("Archive", "Clients", "Sent"):
        bob.add(bare, other, note(2), folder=folder)
    running = watching(bob.box(look_back=0))
    assert until(lambda: running.standing(bob.user).is_connected)
    about = {"sha256": sha256(bare).hexdigest(), "traits": of(bare)}
    assert running.watch.carry(Order("o", "delete", **about)).outcome == MISSING
    for _twice in range(2):
        answer = running.watch.carry(Order("d", "delete", size=len(bare), **about))
        assert answer.outcome == DONE and "2" in answer.text
    assert len(bob.subjects("Archive")) == 2 == len(bob.subjects("Clients"))
    bob.add(bare, note(3), folder="Archive")
    running.watch.carry(Order("e", "delete", size=len(bare) + 37, **about))  # as servers that estimate say
    assert sorted(bob.subjects("Archive")) == ["*Join the briefing 2", "*hall 2", "*hall 3"]
    assert len(bob.subjects("Sent")) == 3


def test_a_link_for_each_victim_hides_no_mail_that_is_suspicious_for_itself(bob, watching):
    bad = (
        "Your mailbox is full and will be closed tonight. Confirm your password now to keep all of your"
        " mail: https://{host}/login . Our help desk thanks you for your patience and wishes you a pleasant"
        " evening."
    )
    good = (
        "Dear all, the donors of the evening wait for your word. Open the list that we made for you at"
        " https://{host}/list and say who may speak first, before the doors open at seven."
    )
    bob.add(shady(1, bad.format(host="valbrune.example/x")), note(2, good.format(host="donors-2.example")))
    running = watching(bob.box())
    assert until(lambda: running.standing(bob.user).n_judged == 2) and not bob.subjects("Held")
    for name, text, outcome in (("v1", bad, DONE), ("v2", good, MISSING)):
        asked = {
            "message_id": "<9@valbrune.example>",
            "traits": of(note(9, text.format(host="evil.example"))),
        }
        assert running.watch.carry(Order(name, "hold", **asked)).outcome == MISSING
        assert running.watch.carry(Order(f"{name}a", "hold", alike=True, **asked)).outcome == outcome
    assert bob.subjects("Held") == ["*Mailbox full"] and bob.subjects() == ["*hall 2"]


def test_an_attack_made_of_true_mail_has_none_of_it_held_by_a_report(bob, watching):
    """It has the words, links and Message-ID of a newsletter, and nothing of its own but its author."""
    text = (
        "Dear all, the assembly of the halls begins on Saturday at two. Confirm your seat and the dish you"
        " bring at https://halls-federation.example/assembly and bring your card for the vote."
    )
    ends = " Your mailbox will be closed tonight. Confirm your password now to keep all of your mail."
    attack = note(1, text).replace(b"alice@valbrune.example", b"desk@evil.example")
    bob.add(note(1, text), note(2, text), shady(3, f"{text} {ends}"))
    running = watching(bob.box())
    assert until(lambda: running.standing(bob.user).n_judged == 3) and not bob.subjects("Held")
    about = {"message_id": "<1@valbrune.example>", "sha256": "a" * 64, "traits": of(attack)}
    assert running.watch.carry(Order("d", "delete", **about)).outcome == MISSING
    for _ in range(2):
        told = running.watch.carry(Order("s", "hold", **about, alike=True, suspect=True))
        assert told.outcome == DONE and bob.subjects("Held") == ["*Mailbox full"]
    assert bob.subjects() == ["*hall 1", "*hall 2"]
    exact = {"sha256": sha256(note(2, text)).hexdigest(), "suspect": True}
    assert running.watch.carry(Order("x", "hold", **exact)).outcome == DONE
    assert running.watch.carry(Order("l", "hold", **about, alike=True)).outcome == DONE, (
        "somebody confirmed it"
    )
    assert not bob.subjects()
