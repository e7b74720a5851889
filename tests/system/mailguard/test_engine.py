"""From bytes to a verdict, through the front door."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailguard import Action, Engine, Envelope, Profile, analyse
from mailguard.facts import Relation

LURE = b"""From: Security <noreply@example-mail.net>\r
To: bob@valbrune.example\r
Subject: Join the briefing\r
Content-Type: text/plain; charset=utf-8\r
\r
Type the code ABCD-EF12 at https://microsoft.com/devicelogin to join.\r
"""
NOTE = b"""From: Alice <alice@valbrune.example>\r
To: bob@valbrune.example\r
Subject: hall\r
\r
The hall is ours from seven. Bring the banners.\r
"""


def test_a_lure_is_stopped_and_a_note_is_delivered():
    assert analyse(LURE).action >= Action.WARN
    assert analyse(LURE).kind == "phish"
    assert analyse(NOTE).action == Action.DELIVER


def test_facts_can_be_judged_again_later():
    engine = Engine()
    verdict = engine.analyse(LURE)
    assert engine.judge(verdict.facts).probabilities == verdict.probabilities


def test_the_envelope_and_the_profile_are_among_the_facts():
    profile = Profile(domains=("valbrune.example",))
    facts = Engine(profile=profile).analyse(NOTE, Envelope(helo="mx.example.org")).facts
    assert facts.profile is profile
    assert facts.envelope.helo == "mx.example.org"


def test_the_past_is_asked_with_everything_else_known():
    class Past:
        def relation(self, facts):
            assert facts.author.address == "alice@valbrune.example"
            return Relation(has_history=True, n_received=3)

    assert Engine(past=Past()).analyse(NOTE).facts.relation.n_received == 3


def test_what_was_learnt_adds_to_what_was_seen():
    class Sure:
        def odds(self, facts, sums):
            return 9.0

    assert Engine(learnt=Sure()).analyse(NOTE).probability > Engine(learnt=None).analyse(NOTE).probability


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=3_000))
def test_there_is_a_verdict_on_any_bytes(raw):
    assert 0 <= analyse(raw).probability <= 1


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(LURE)), st.binary(max_size=40), st.integers(0, 60))
def test_there_is_a_verdict_on_a_broken_message(at, junk, n):
    assert analyse(LURE[:at] + junk + LURE[at + n :]).facts.size >= 0


def test_a_warm_engine_has_loaded_what_every_message_needs():
    asked = "import sys; from mailguard import Engine; from mailguard.facts import phrases; Engine().warm(); "
    asked += "print('idna.uts46data' in sys.modules, phrases._rules.cache_info().currsize > 1)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]


@pytest.mark.parametrize("domain", ["valbrune.org.uk", "valbrune.com.au", "valbrune.org"])
def test_a_campaign_that_names_its_own_site_is_delivered_wherever_it_lives(domain):
    raw = (
        f"From: Alice <alice@{domain}>\r\nTo: Bob <bob@{domain}>\r\nSubject: Saturday\r\n"
        f"Date: Mon, 1 Mar 2027 10:00:00 +0100\r\nMessage-ID: <1@{domain}>\r\n\r\n"
        f"We meet at the hall at ten on Saturday. The list of streets is on {domain}, bring a coat.\r\n"
    )
    verdict = Engine(profile=Profile(domains=(domain,))).analyse(raw.encode())
    assert verdict.action is Action.DELIVER
    assert {link.host for link in verdict.facts.links} == {domain}
