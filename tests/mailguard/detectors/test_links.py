"""The detectors that look at where links lead: what fires, and the near miss that must not."""

import base64

import pytest

from mailguard.facts import Bulk, Envelope, Link
from tests.mailguard.maker import facts, fires, link, strength

CONSENT = (
    "https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=1&response_type=code"
    "&redirect_uri=https%3A%2F%2Fnotes.example&scope=Mail.ReadWrite%20offline_access"
)
SIGN_IN = "https://login.microsoftonline.com/common/reprocess?ctx=1"

FIRES = [
    ("link_text_elsewhere", link("https://evil.example/a", "https://www.impots.gouv.fr")),
    ("link_text_elsewhere", link("https://evil.example/a", "www.mabanque.fr/connexion")),
    ("link_redirector", link("https://www.google.com/url?q=x", inner=("https://evil.example/x",))),
    ("link_redirector", link("https://evil-example.translate.goog/", inner=("https://evil.example/",))),
    ("link_shortener", link("https://bit.ly/3abc")),
    ("link_free_host", link("https://campaign-login.blogspot.com/")),
    ("link_file_host", link("https://we.tl/t-abc")),
    ("link_address", link("http://93.184.216.34/login")),
    ("link_disguised", link("https://www.paypal.com@evil.example/", host="evil.example")),
    ("link_disguised", link("https://xn--pypal-4ve.com/")),
    ("link_disguised", link("https://login.office.com.session.evil.example/")),
    ("link_disguised", link("https://evil.example:8081/")),
    ("link_disguised", Link("https://evil]example.com/", "evil.example", where="a")),
    ("link_odd_suffix", link("https://login-office.zip/")),
    ("link_to_program", link("https://evil.example/update/setup.exe?x=1")),
    ("link_script", link("javascript:alert(1)", host="")),
    ("link_script", link("search-ms:query=plan&crumb=location:x", host="")),
    ("link_login_words", link("https://evil.example/webmail/verify")),
    ("link_unlike_sender", link("https://evil.example/")),
    ("oauth_consent", link(CONSENT)),
    ("login_relay", link("https://login-microsoftonline.evil.example/")),
    ("login_relay", link("https://evil.example/common/oauth2/authorize?client-request-id=3")),
]

SILENT = [
    ("link_text_elsewhere", link("https://www.impots.gouv.fr/portail", "impots.gouv.fr")),
    ("link_text_elsewhere", link("https://evil.example/a", "Read our programme v2.0 here")),
    ("link_text_elsewhere", link("https://evil.example/a", "nora@valbrune.example")),
    ("link_redirector", link("https://www.google.com/maps?q=hall")),
    ("link_shortener", link("https://stranger.example/bit.ly")),
    ("link_free_host", link("https://blog.stranger.example/")),
    ("link_file_host", link("https://stranger.example/we.tl")),
    ("link_address", link("http://192.168.1.4/printer")),
    ("link_disguised", link("https://www.stranger.example/contact?to=a@b.example")),
    ("link_disguised", link("https://xn--crme-brle-53a2ah.example/")),
    ("link_odd_suffix", link("https://www.valbrune.fr/")),
    ("link_to_program", link("https://stranger.example/programme.pdf")),
    ("link_script", link("https://stranger.example/javascript:")),
    ("link_script", link("javascript:void(0);", host="")),
    ("link_script", link("javascript:", host="")),
    ("link_login_words", link("https://www.facebook.com/login")),
    ("link_login_words", link("https://evil.example/blogin/discount")),
    ("link_unlike_sender", link("https://www.stranger.example/")),
    ("oauth_consent", link(SIGN_IN)),
    ("login_relay", link(SIGN_IN)),
    ("login_relay", link("https://espresso.example/menu")),
]


@pytest.mark.parametrize(("name", "bad"), FIRES)
def test_a_trick_is_seen(name, bad):
    assert fires(name, facts("Hello", links=(bad,)))


@pytest.mark.parametrize(("name", "good"), SILENT)
def test_a_near_miss_is_left_alone(name, good):
    assert not fires(name, facts("Hello", links=(good,)))


@pytest.mark.parametrize("name", sorted({name for name, _ in FIRES}))
def test_no_link_no_finding(name):
    assert not fires(name, facts("No link here."))


def test_a_link_that_carries_its_reader_is_seen_also_in_base64():
    mine = base64.b64encode(b"bob@valbrune.example").decode()
    assert fires("link_carries_recipient", facts(links=("https://evil.example/?e=bob%40valbrune.example",)))
    assert fires("link_carries_recipient", facts(links=(f"https://evil.example/#{mine}",)))


def test_a_newsletters_own_links_may_carry_its_reader():
    bulk = Bulk(unsubscribe=("https://news.example/u",))
    assert not fires(
        "link_carries_recipient", facts(links=("https://e.example/?e=bob@valbrune.example",), bulk=bulk)
    )


def test_the_recipient_of_the_envelope_counts_too():
    envelope = Envelope(rcpt_to=("dora@valbrune.example",))
    made = facts(links=("https://evil.example/dora@valbrune.example",), envelope=envelope)
    assert fires("link_carries_recipient", made)


def test_a_device_code_needs_the_page_and_the_code():
    page = ("https://microsoft.com/devicelogin",)
    assert strength("device_code", facts("Join the call with the code ABCD-EF12.", links=page)) == 1.0
    assert strength("device_code", facts("Saisissez le code reçu par téléphone.", links=page)) == 0.8
    assert not fires("device_code", facts("The printer asks for nothing.", links=page))
    assert not fires("device_code", facts("Your code is ABCD-EF12.", links=("https://shop.example/",)))


def test_a_device_code_may_be_typed_at_any_of_the_providers_pages():
    page = ("https://login.microsoft.com/device",)
    assert fires("device_code", facts("Type the code ABCD-EF12 there.", links=page))
    assert not fires("device_code", facts("Code ABCD-EF12.", links=("https://microsoft.com/devices",)))


def test_a_list_may_speak_of_sign_in_pages_but_not_ask_to_use_them():
    page = ("https://evil.example/adfs/ls/?x=1",)
    ours = Bulk(has_post=True)
    assert not fires("login_relay", facts("Their page is broken again.", links=page, bulk=ours))
    assert fires("login_relay", facts("Sign in with your work account.", links=page, bulk=ours))


def test_consent_to_read_mail_is_surer_than_another():
    weak = CONSENT.replace("Mail.ReadWrite%20offline_access", "openid")
    assert strength("oauth_consent", facts(links=(weak,))) < strength(
        "oauth_consent", facts(links=(CONSENT,))
    )


def test_a_consent_link_inside_a_wrapper_is_seen():
    wrapped = link("https://eur01.safelinks.protection.outlook.com/?url=x", inner=(CONSENT,))
    assert fires("oauth_consent", facts(links=(wrapped,)))


def test_pictures_are_not_links():
    assert not fires("link_address", facts(links=(link("http://93.184.216.34/p.png", where="img"),)))


def test_a_disguised_link_is_told_by_whose_it_is():
    told = fires("link_disguised", facts(links=("https://teams.microsoft.com.join-meet.example/x",)))
    assert told == ["https://teams.microsoft.com.join-meet.example/x really leads to join-meet.example."]


def test_a_well_known_address_that_leads_elsewhere_is_surer_than_a_name():
    whole = facts(links=(link("https://evil.example/a", "https://www.paypal.com/signin"),))
    name = facts(links=(link("https://evil.example/a", "www.mabanque.fr"),))
    assert strength("link_text_elsewhere", whole) > strength("link_text_elsewhere", name)
