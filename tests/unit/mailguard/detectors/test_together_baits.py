"""Strangers who lead somewhere: what they call themselves, where one would sign in, and the near misses."""

import pytest

from mailguard.facts import Authentication, Dmarc, sender_names
from tests.cast.mailguard.detectors.baits import OLD, PROVEN, TEAM, of
from tests.cast.mailguard.maker import facts, fires, link


@pytest.mark.parametrize(
    "domain",
    ["lorne.example", "fm-littoral.example", "mail.example", "office.com", "quartier-sud.example"],
)
def test_a_name_with_one_word_of_its_own_is_somebodys(domain):
    assert not sender_names.is_nameless(domain)


def test_a_true_provider_is_no_stranger_while_it_is_proven():
    true = of("Dropbox <no-reply@dropbox.com>", authentication=PROVEN)
    failed = Authentication(dmarc=Dmarc(result="fail"), trusted="mx.valbrune.example")
    assert true.insight.strangeness == 0.0
    assert of("Dropbox <no-reply@dropbox.com>", authentication=failed).insight.strangeness > 0.0
    assert of("Eve <eve@stranger.example>").insight.strangeness == 1.0


def test_what_was_said_of_one_message_is_not_said_of_the_next():
    assert of("Eve <eve@stranger.example>").insight.strangeness == 1.0
    assert of("Alice <alice@valbrune.example>").insight.strangeness == 0.0
    assert of("Eve <eve@stranger.example>", link="https://a.example/").insight.ends[0][1] == "a.example"
    assert of("Eve <eve@stranger.example>").insight.ends == []


def test_who_asks_whether_a_link_is_false_disarms_it_first():
    text = "I didn't click, is it real? Sign in with your work account: hxxps://mail-access[.]example/x"
    asked = link("https://mail-access.example/x", "hxxps://mail-access[.]example/x", where="text")
    alice = "Alice Aubrac <alice@valbrune.example>"
    for name in ("bait_from_friend", "false_host_from_friend"):
        assert not fires(name, facts(text, author=alice, links=(asked,), profile=TEAM, relation=OLD))
        assert fires(name, of(alice, text, "https://mail-access.example/x", relation=OLD))
