"""Block and allow, until a day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mailguard import analyse
from mailguard.agents.platform.fingerprints import traits
from mailguard.agents.platform.rules import RuleBook, is_malware, ruled
from mailguard.agents.platform.shapes import BadData
from mailguard.facts import Authentication, Dmarc
from mailguard.verdict import Action
from tests.cast.mailguard.agents.platform.seen import NOW, letter

RULE = {"id": "r1", "deed": "block", "kind": "host", "value": "Storage-Desk.example", "reason": "an attack"}
SCRIPT = (
    b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nhello\r\n--x\r\n"
    b"Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=invoice.pdf.exe\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\nTVqQAAMAAAAEAAAA//8AALgAAAAAAAAAQAAAAAAAAAAA\r\n--x--\r\n"
)


def judged(raw, *rules, now=NOW, is_proven=False):
    verdict = analyse(raw)
    if is_proven:
        proof = Authentication(dmarc=Dmarc("pass", has_aligned_dkim=True))
        verdict = replace(verdict, facts=verdict.facts.but(authentication=proof))
    return ruled(verdict, traits(verdict.facts), RuleBook.from_json([RULE | each for each in rules]), now)


def test_a_block_holds_until_its_end():
    until = (NOW + timedelta(days=1)).isoformat()
    action, rule = judged(letter(), {"until": until})
    assert action >= Action.QUARANTINE and rule.reason == "an attack"
    assert judged(letter(), {"until": until}, now=NOW + timedelta(days=1))[1] is None
    assert judged(letter(), {"value": "elsewhere.example"})[1] is None


def test_a_sender_is_let_pass_only_where_it_is_proven():
    allow = {"deed": "allow", "kind": "sender", "value": "DESK@storage-desk.example"}
    assert judged(letter(), allow)[1] is None
    assert judged(letter(), allow, is_proven=True)[0] is Action.DELIVER


def test_what_is_said_of_an_address_counts_before_what_is_said_of_its_domain():
    domain = {"kind": "sender", "value": "@storage-desk.example"}
    address = {"id": "r2", "deed": "allow", "kind": "sender", "value": "desk@storage-desk.example"}
    assert judged(letter(), domain, address, is_proven=True)[0] is Action.DELIVER
    assert judged(letter(), domain)[0] >= Action.QUARANTINE


def test_a_block_counts_before_an_allowance_of_the_same_kind():
    allow = {"id": "a", "deed": "allow"}
    assert judged(letter(), allow, {"id": "b"})[1].id == "b"


def test_no_rule_lets_malware_pass():
    verdict = analyse(SCRIPT)
    digest = next(each.value for each in traits(verdict.facts) if each.kind == "file")
    assert is_malware(verdict)
    allow = {"deed": "allow", "kind": "file", "value": digest}
    assert judged(SCRIPT, allow) == (verdict.action, None)
    assert verdict.action > Action.DELIVER
    assert not is_malware(analyse(letter()))


def test_rules_are_written_as_they_are_read():
    book = RuleBook.from_json([RULE, RULE | {"id": 7, "until": "2027-05-01T00:00:00+02:00"}])
    assert RuleBook.from_json(book.to_json()).rules == book.rules
    assert book.rules[0].value == "storage-desk.example" and book.rules[1].id == "7"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "rules: a list is expected"),
        ([7], "rules 1: a table is expected"),
        ([RULE | {"deed": "burn"}], "rules 1: “burn” is none; known are block, allow"),
        ([RULE, RULE | {"kind": "moon"}], "rules 2: “moon” is none"),
        ([RULE | {"value": " "}], "rules 1: value: it is empty"),
        ([RULE | {"value": 7}], "rules 1: value: a text in quotation marks is expected"),
        ([RULE | {"id": "../x"}], "rules 1: id: letters, digits, - and _ are expected"),
        ([RULE | {"until": "tomorrow"}], "rules 1: until: a moment is expected"),
        ([RULE | {"until": "2027-03-01T00:00:00"}], "rules 1: until: the moment lacks its offset from UTC"),
        ([RULE | {"kind": "subject", "value": "12"}], "rules 1: value: it is empty"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_with_its_place(data, says):
    with pytest.raises(BadData, match=says):
        RuleBook.from_json(data)
