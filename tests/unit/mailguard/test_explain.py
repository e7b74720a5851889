"""What a busy person reads."""

import pytest

from mailguard.explain import banner, explain
from mailguard.facts import Facts, Mailbox
from mailguard.policy.judgement import judge, load
from mailguard.profile import Insider, Partner, Profile
from mailguard.signals import Evidence, Signal, detect
from mailguard.verdict import Action, Verdict
from tests.cast.mailguard.maker import facts


def _verdict(made):
    return judge(made, detect(made), load())


def test_a_clean_message_says_so():
    said = explain(judge(Facts(), (), load()))
    assert said.headline == "Nothing dangerous was found."
    assert not said.reasons


def test_two_reasons_at_most_and_the_strongest_first():
    verdict = _verdict(
        facts(
            "Verify your account within 24 hours: code ABCD-EF12",
            links=(
                "https://microsoft.com/devicelogin",
                "http://93.184.216.34/",
                "https://evil.example/login",
            ),
        )
    )
    said = explain(verdict)
    assert verdict.kind == "phish"
    assert len(said.reasons) == 2
    assert "code" in said.reasons[0]
    assert "password" in said.advice


def test_it_is_said_in_french_throughout():
    made = facts("Code ABCD-EF12", links=("https://microsoft.com/devicelogin",))
    text = banner(_verdict(made), "fr")
    assert "Ne cliquez sur aucun lien" in text
    assert "It " not in text


CAMILLE = Insider("Camille Vasseur", ("camille@valbrune.example",), role="candidate")
OURS = Profile(
    domains=("valbrune.example",),
    insiders=(CAMILLE,),
    partners=(Partner("Affiches Durance", ("durance.example",)),),
)


def _of(kind, *names, author="x@else.example", **values):
    """A verdict with these signals against the message, the first the strongest."""
    signals = tuple(Signal(name, (Evidence("{name}", values.get(name, {})),)) for name in names)
    shares = {name: 3.0 - at / 10 for at, name in enumerate(names) if not name.endswith("_verified")}
    return Verdict(
        action=Action.QUARANTINE, kind=kind, probability=0.99, probabilities={}, signals=signals,
        contributions=shares, facts=Facts(profile=OURS, from_=(Mailbox("", author),)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("names", "headline", "advice"),
    [
        (("asks_to_call",), "wants you to call a number", "any number"),
        (("bank_account_changed",), "get money", "change bank details"),
        (("lures_with_delivery",), "fake delivery notice", "carrier's own website"),
        (("extorts",), "scare you", "don't reply"),
        (("decoy_touched",), "a decoy", "security lead"),
        (("link_login_words",), "steal a password", "enter a password"),
    ],
)
def test_what_it_is_after_decides_what_to_do(names, headline, advice):
    said = explain(_of("phish", *names, **{name: {"name": ""} for name in names}))
    assert headline in said.headline and advice in said.advice


def test_a_true_mailbox_is_not_said_to_be_pretended():
    told = {"bank_account_changed": {"name": "Affiches Durance"}, "partner_verified": {"name": ""}}
    verdict = _of("impersonation", *told, author="k@durance.example", **told)
    said = explain(verdict)
    assert "pretends" not in said.headline
    assert said.headline.startswith("It comes from the real mailbox of k@durance.example,")


def test_whose_exact_address_is_used_is_named():
    said = explain(_of("impersonation", "dmarc_failed", author="camille@valbrune.example",
                       dmarc_failed={"name": ""}))  # fmt: skip
    assert said.headline == "It pretends to come from Camille Vasseur."


def test_somebody_of_the_team_is_named_before_a_firm():
    verdict = _of("impersonation", "lookalike_sender", "insider_name_elsewhere",
                  lookalike_sender={"name": "Affiches Durance"},
                  insider_name_elsewhere={"name": "Camille Vasseur"})  # fmt: skip
    assert explain(verdict).headline == "It pretends to come from Camille Vasseur."


def test_two_reasons_do_not_tell_one_name_twice():
    verdict = _of("impersonation", "insider_name_elsewhere", "brand_claimed", "presses_for_time",
                  insider_name_elsewhere={"name": "Camille Vasseur"},
                  brand_claimed={"name": "Camille Vasseur"}, presses_for_time={"name": ""})  # fmt: skip
    told = explain(verdict).reasons
    assert sum("Camille Vasseur" in each for each in told) == 1


def test_french_elides():
    verdict = _of("impersonation", "brand_claimed", brand_claimed={"name": "Apple"})
    assert explain(verdict, "fr").headline == "Il prétend venir d’Apple."
    verdict = _of("impersonation", "brand_claimed", brand_claimed={"name": "préfecture"})
    assert explain(verdict, "fr").headline == "Il prétend venir de Préfecture."


@pytest.mark.parametrize("name", ["message_id_odd", "helo_claims_author", "signature_leaves_subject"])
def test_the_name_of_a_thing_is_nobodys(name):
    assert "1@b" not in explain(_of("spam", name, **{name: {"name": "1@b"}})).headline
    both = _of(
        "spam", name, "brand_claimed", **{name: {"name": "1@b"}, "brand_claimed": {"name": "Valbrune"}}
    )
    assert explain(both).headline == "It uses the name of Valbrune."
