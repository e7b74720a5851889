"""What makes two messages one attack."""

import pytest

from mailguard.agents.platform.fingerprints import lure, subject, traits
from mailguard.message.parse import parse
from mailguard.profile import Profile
from tests.cast.mailguard.agents.platform.seen import TEXT, letter


def of(raw, kind, profile=None):
    facts = parse(raw).facts
    return {each.value for each in traits(facts.but(profile=profile or Profile())) if each.kind == kind}


def test_the_same_lure_for_another_victim_shares_a_fingerprint():
    first = of(letter(), "lure")
    other = of(letter("Alice", "storage-desk.example", "ffff0000", 12), "lure")
    reworded = of(letter(text=TEXT.replace("this morning", "last night").replace("Dear", "Hello")), "lure")
    assert first & other and first & reworded


def test_another_text_shares_none():
    minutes = (
        "Here are the minutes of our meeting on posters: we ordered two thousand, they come on Monday, and"
        " the group of the harbour puts them up before the market opens on Wednesday morning."
    )
    assert len(lure(minutes)) == 8
    assert not set(lure(minutes)) & set(lure(TEXT))


def test_a_short_text_has_one_fingerprint_and_a_few_words_none():
    assert len(lure("Are you at your desk now?")) == 1
    assert lure("Are you at your desk now?") == lure("ARE you  at your desk now")
    assert lure("See you") == []


def test_hosts_are_those_of_strangers():
    raw = letter(
        text=TEXT + " https://valbrune.example/a https://www.wikipedia.org/ https://a.b.attack.example/"
    )
    ours = Profile(domains=("valbrune.example",))
    assert of(raw, "host", ours) == {"storage-desk.example", "attack.example"}


def test_a_senders_domain_counts_where_it_is_one_organisations():
    assert of(letter(), "sender") == {"desk@storage-desk.example", "@storage-desk.example"}
    assert of(letter(host="gmail.com"), "sender") == {"desk@gmail.com"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Re: [team] FW: Invoice 2027-114 due", "invoice due"),
        ("TR : Facture n° 12", "facture"),
        ("12", ""),
        ("", ""),
    ],
)
def test_subjects_agree_without_prefix_number_and_case(text, key):
    assert subject(text) == key


def test_a_file_counts_by_its_content():
    raw = (
        b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nhello\r\n--x\r\n"
        b"Content-Type: application/pdf; name=a.pdf\r\n"
        b"Content-Disposition: attachment; filename=a.pdf\r\n\r\n"
        b"%PDF-1.4 nothing\r\n--x--\r\n"
    )
    from mailguard import analyse

    facts = analyse(raw).facts
    again = analyse(raw.replace(b"a.pdf", b"other.pdf").replace(b"a@b", b"c@d")).facts
    files = [{each for each in traits(one) if each.kind == "file"} for one in (facts, again)]
    assert files[0] and files[0] == files[1]
