"""A link asks for access to your mailbox for an app; changing your password wouldn't stop it."""

import pytest

from tests.cast.mailguard.detectors.links import CONSENT, SIGN_IN
from tests.cast.mailguard.detectors.wishes import FRIEND, made
from tests.cast.mailguard.maker import facts, fires, link, strength

FIRES = [
    ("oauth_consent", link(CONSENT)),
]


@pytest.mark.parametrize(("name", "bad"), FIRES)
def test_a_trick_is_seen(name, bad):
    assert fires(name, facts("Hello", links=(bad,)))


SILENT = [
    ("oauth_consent", link(SIGN_IN)),
]


@pytest.mark.parametrize(("name", "good"), SILENT)
def test_a_near_miss_is_left_alone(name, good):
    assert not fires(name, facts("Hello", links=(good,)))


def test_consent_to_read_mail_is_surer_than_another():
    weak = CONSENT.replace("Mail.ReadWrite%20offline_access", "openid")
    assert strength("oauth_consent", facts(links=(weak,))) < strength(
        "oauth_consent", facts(links=(CONSENT,))
    )


def test_a_consent_link_inside_a_wrapper_is_seen():
    wrapped = link("https://eur01.safelinks.protection.outlook.com/?url=x", inner=(CONSENT,))
    assert fires("oauth_consent", facts(links=(wrapped,)))


def test_a_strangers_page_that_asks_for_leave_is_told():
    url = "https://sorter.example/authorize?scope=mail.readwrite"
    assert fires("oauth_consent", made("Let it sort your mail.", links=(url,)))
    assert not fires(
        "oauth_consent", made("Let it sort your mail.", links=("https://sorter.example/authorize",))
    )
    assert not fires("oauth_consent", made("Let it sort your mail.", links=(url,), past=FRIEND))
