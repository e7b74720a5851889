"""What a busy person reads."""

from mailguard.explain import banner, explain
from mailguard.facts import Facts
from mailguard.policy import judge, load
from mailguard.signals import detect
from tests.mailguard.maker import facts


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
    assert "Ne suivez aucun lien" in text
    assert "It " not in text
