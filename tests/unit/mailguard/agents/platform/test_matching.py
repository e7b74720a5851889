"""Which mail an order means: what an attack has copied out of a true mail is no proof."""

from dataclasses import replace

import pytest

from mailguard.agents.platform import commands
from mailguard.agents.platform.carrying import Carrier
from mailguard.agents.platform.commands import Order
from mailguard.agents.platform.fingerprints import Trait
from mailguard.agents.platform.folder import Folder
from mailguard.agents.platform.matching import Mail, fits
from tests.cast.mailguard.agents.platform.seen import NOW, letter, seen

HOST, FILE = Trait("host", "evil.example"), Trait("file", "f" * 64)
AUTHOR, LURE, OTHER = Trait("sender", "desk@evil.example"), Trait("lure", "0aa"), Trait("lure", "1bb")


def mail(*traits, name="1@x.example", digest="b" * 64):
    return Mail(frozenset({digest}), name, frozenset((each.kind, each.value) for each in traits))


def order(*traits, name="<1@x.example>", digest="a" * 64, alike=False):
    return Order("o", "delete", message_id=name, sha256=digest, traits=traits, alike=alike)


def test_the_same_bytes_are_enough_and_a_message_id_never_is():
    assert fits(order(), mail(digest="a" * 64, name="other"))
    assert not fits(order(), mail())
    assert not fits(order(AUTHOR), mail(AUTHOR)) and not fits(order(LURE), mail(LURE))
    assert fits(order(AUTHOR, LURE, OTHER), mail(AUTHOR, OTHER, HOST))
    assert fits(order(FILE), mail(FILE)) and fits(order(LURE, HOST), mail(LURE, HOST))
    assert not fits(order(AUTHOR, LURE), mail(AUTHOR, LURE, name="2@x.example"))
    assert not fits(order(AUTHOR, LURE, name=""), mail(AUTHOR, LURE))


def test_a_true_mail_that_was_copied_lacks_the_attackers_part():
    true = mail(AUTHOR, LURE, Trait("host", "true.example"))
    assert not fits(order(AUTHOR, LURE, Trait("host", "true.example"), HOST, alike=True), true)
    assert not fits(order(AUTHOR, LURE, FILE, alike=True), true)


def test_what_is_alike_is_meant_under_every_message_id_only_where_asked():
    other = mail(LURE, HOST, name="2@x.example")
    assert fits(order(LURE, HOST, OTHER, AUTHOR, alike=True), other)
    assert fits(order(LURE, HOST, name="", digest=""), other)
    assert not fits(order(HOST, alike=True), mail(HOST, name="2@x.example"))
    domain = Trait("sender", "@evil.example")
    assert not fits(order(LURE, domain, alike=True), mail(LURE, domain))
    assert commands.from_json(order(LURE, alike=True).to_json()).alike is True


@pytest.mark.parametrize("deed", ["delete", "release"])
def test_a_held_message_whose_message_id_was_copied_stays(tmp_path, deed):
    folder = Folder(tmp_path)
    held = seen(letter())
    folder.held.hold(letter(), held, "", ("bob@valbrune.example",), NOW)
    forged = seen(letter(text="Dear friends, the van stands behind the hall, take the keys from the desk."))
    about = {"message_id": held.message_id, "sha256": "a" * 64, "traits": forged.traits}
    told = Carrier(folder, "/bin/true").carry(Order("o1", deed, **about))
    assert told.outcome == commands.MISSING and [one.id for one in folder.held.all()] == [held.id]
    mine = replace(Order("o2", "delete", **about), traits=held.traits)
    assert Carrier(folder, "/bin/true").carry(mine).outcome == commands.DONE and not list(folder.held.all())
