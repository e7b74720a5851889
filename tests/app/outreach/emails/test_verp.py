"""Each letter's own envelope sender."""

import re

import pytest
from django.utils.crypto import get_random_string

from hustings.foundation.lib.process.environment import Environment
from hustings.outreach.delivery import return_paths
from hustings.outreach.delivery.models import Delivery
from tests.app.outreach.delivery.test_delivery import carry, queue
from tests.cast.outreach.fixtures import reader

LONGEST = "a" * return_paths.LONGEST_LOCAL


@pytest.mark.parametrize("delivery", [1, 77, 2**31, 2**40 - 1])
def test_a_name_is_read_back_in_any_case(delivery):
    name = return_paths.name(delivery)
    assert len(name) == return_paths.LENGTH and name == name.lower() and name.isascii()
    assert return_paths.read(name) == return_paths.read(name.upper()) == delivery


def test_a_name_can_neither_be_guessed_nor_changed():
    name = return_paths.name(5)
    others = {name[:at] + ("a" if name[at] != "a" else "b") + name[at + 1 :] for at in range(len(name))}
    assert not any(return_paths.read(other) is not None for other in others)
    assert return_paths.read(get_random_string(28, "0123456789abcdef")) is None
    for text in ("", "a", "é" * 28, "1" * 28, name[:-1], name + "a", "a" * 28):
        assert return_paths.read(text) is None


def test_names_outlive_a_new_secret_key(settings):
    name = return_paths.name(9)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"
    assert return_paths.read(name) == 9 and return_paths.name(9) != name
    settings.SECRET_KEY_FALLBACKS = []
    assert return_paths.read(name) is None


def test_the_sender_is_a_mailbox_with_a_name_or_a_name_of_a_domain(settings):
    assert return_paths.sender_of(3, "news@example.org") == "news@example.org"
    settings.BOUNCE_LOCAL, settings.BOUNCE_DOMAIN = LONGEST, "news.example.org"
    sender = return_paths.sender_of(3, "")
    assert re.fullmatch(r"a+\+[0-9a-f]{28}@news\.example\.org", sender)
    assert len(sender.partition("@")[0]) == 64
    settings.BOUNCE_LOCAL = ""
    assert re.fullmatch(r"[0-9a-f]{28}@news\.example\.org", return_paths.sender_of(3, ""))


def test_a_name_is_found_wherever_the_address_was_wrapped(settings):
    settings.BOUNCE_LOCAL, settings.BOUNCE_DOMAIN = "bounces", "news.example.org"
    sender = return_paths.sender_of(12, "")
    for text in (sender, f"<{sender.upper()}>", f"SRS0=abcd=XY=news.example.org={sender}"):
        assert return_paths.found_in(["nothing here", text]) == 12
    assert return_paths.found_in([f"{'e' * 28}@a.example " * 30 + sender]) is None, "looks at no end of names"
    assert return_paths.found_in([]) is None


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ("Bounces@News.example.org", ("bounces", "news.example.org")),
        ("@bounces.example.org", ("", "bounces.example.org")),
        ("", ("", "")),
    ],
)
def test_the_setting_is_an_address_or_a_domain(given, parts):
    env = Environment({"X": given})
    assert env.mailbox("X", 35) == parts and not env.problems


@pytest.mark.parametrize("given", ["bounces", "a+b@example.org", "@", "@example", f"{'a' * 40}@example.org"])
def test_what_is_neither_is_refused_in_words(given):
    env = Environment({"X": given})
    assert env.mailbox("X", 35) == ("", "") and "X=" in env.problems[0]


def test_each_letter_leaves_under_a_sender_of_its_own(settings, mailing, dora, start_sink):
    settings.BOUNCE_LOCAL, settings.BOUNCE_DOMAIN = "bounces", "news.example.org"
    sink = start_sink()
    for name in ("ada", "bob"):
        reader(name)
    queue(mailing, dora)
    carry(mailing, sink)
    senders = [line.split()[2] for line in sink.log.read_text().splitlines()]
    named = {return_paths.found_in([sender]) for sender in senders}
    assert named == set(Delivery.objects.values_list("pk", flat=True)) and len(named) == 2
