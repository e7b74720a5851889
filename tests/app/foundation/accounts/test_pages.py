"""Every account page answers, in both languages, and none breaks without a user."""

import re

import pytest
from allauth.mfa.models import Authenticator

PAGES = ["", "sessions/", "password/change/", "logout/", "2fa/webauthn/", "reauthenticate/"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_account_pages_answer_a_user(client, dora, language):
    client.force_login(dora)
    for page in PAGES:
        response = client.get(f"/account/{page}", headers={"accept-language": language})
        assert response.status_code == 200, page
        assert "hustings/account.css" in response.text, page
        assert "<script>" not in response.text


def test_entrance_pages_answer_a_visitor(client, db):
    for page in ["login/", "password/reset/", "signup/", "inactive/", "password/reset/done/"]:
        assert client.get(f"/account/{page}").status_code == 200, page
    assert client.get("/account/invitation/nothing/").status_code == 410
    assert client.get("/hq/").headers["Location"].startswith("/account/login/")
    assert client.get("/hq/login/").headers["Location"].startswith("/account/login/")


def test_nobody_signs_themselves_up(client, db):
    from hustings.foundation.accounts.models import User

    client.post("/account/signup/", {"email": "eve@example.org", "password1": "correct horse battery"})
    assert not User.objects.exists()


def test_a_user_without_a_second_factor_is_led_to_one(client, dora):
    Authenticator.objects.filter(user=dora).delete()
    client.force_login(dora)
    assert client.get("/hq/").headers["Location"] == "/account/strengthen/"
    page = client.get("/account/strengthen/")
    assert page.text.index("/2fa/webauthn/add/") < page.text.index("/2fa/totp/activate/")


def test_a_user_without_a_role_is_told_so(client, mallory):
    client.force_login(mallory)
    assert client.get("/hq/").status_code == 403


@pytest.mark.parametrize(("language", "words"), [("fr", "Retour au QG"), ("en", "Back to HQ")])
def test_what_hq_does_not_have_is_said_in_our_words(client, dora, settings, language, words):
    settings.SECOND_FACTOR = "optional"
    client.force_login(dora)
    lost = client.get("/hq/nothing-here/", headers={"accept-language": language})
    assert lost.status_code == 404
    said = lost.text.partition("<main")[2]
    assert words in said
    assert "Wagtail" not in said


def test_hq_says_so_where_the_second_factor_is_eased(client, dora, settings):
    client.force_login(dora)
    words = "HUSTINGS_SECOND_FACTOR"
    assert words not in client.get("/hq/").text  # dora has an authenticator app: she gets in either way
    settings.SECOND_FACTOR = "optional"
    assert words in client.get("/hq/").text
    settings.DEMO = True
    page = client.get("/hq/").text
    assert words not in page and 'role="note"' in page  # the demonstration says it in its own words


def test_without_scripts_the_front_page_leads_everywhere_the_menu_does(client, dora, bob):
    for who, has_settings in ((dora, True), (bob, False)):
        client.force_login(who)
        page = client.get("/hq/", headers={"accept-language": "en"}).text
        menu = page.split("<noscript>")[1].split("</noscript>")[0]
        assert 'href="/account/logout/"' in menu and 'href="#"' not in menu
        assert ('href="/hq/settings/campaigns/campaign/"' in menu) is has_settings
        for address in re.findall(r'href="([^"]+)"', menu):
            assert client.get(address, follow=True).status_code == 200, address
