"""Passkeys in a real browser, with Chromium's virtual authenticator."""

import pytest
from allauth.mfa.models import Authenticator

from hustings.foundation.accounts import actions
from hustings.foundation.accounts.models import LogEntry, User
from hustings.foundation.accounts.roles import Role


def add_authenticator(page):
    """A device that knows fingerprints, and says yes."""
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    made = browser.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return browser, made["authenticatorId"]


@pytest.mark.browser
def test_from_the_invitation_to_hq_by_passkey_alone(page, server, dora, settings):
    settings.BASE_URL = server
    made = actions.invite(email="eve@example.org", role=Role.AUDITOR, by=dora, is_mailed=False, language="en")
    add_authenticator(page)
    page.goto(made.link())
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.wait_for_load_state()  # the button does nothing before its script is there
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    assert page.locator("[data-codes] li").count() == 10
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert len(download.value.path().read_text().split()) == 10
    page.get_by_role("link", name="I’ve saved them: continue").click()
    page.wait_for_url("**/hq/")

    page.goto("/account/logout/")
    page.get_by_role("button", name="Sign out").last.click()
    page.goto("/hq/team/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{server}/hq/team/")
    eve = User.objects.get(email="eve@example.org")
    assert LogEntry.objects.filter(kind="sign_in", subject=eve).latest("at").data["detail"] == "passkey"
    page.goto("/account/2fa/recovery-codes/")
    assert page.locator("[data-codes]").count() == 0  # shown once


@pytest.mark.browser
def test_who_has_only_a_password_is_led_to_a_passkey(page, dora):
    add_authenticator(page)
    Authenticator.objects.filter(user=dora).delete()
    page.goto("/account/login/")
    page.locator("#id_login").fill("dora@example.org")
    page.locator("#id_password").fill("correct horse battery")
    page.get_by_role("button", name="Sign in with e-mail and password").click()
    page.wait_for_url("**/account/strengthen/")
    page.get_by_role("link", name="Add a passkey").click()
    page.locator("#id_password").fill("correct horse battery")  # who adds a way in says who they are first
    page.locator("main form button").first.click()
    page.wait_for_load_state()  # the button does nothing before its script is there
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    assert Authenticator.objects.filter(user=dora, type="webauthn").count() == 1


@pytest.mark.browser
def test_pages_fit_a_phone(page, dora):
    page.set_viewport_size({"width": 360, "height": 740})
    for path in ["/account/password/reset/", "/account/login/"]:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    assert page.locator("#passkey_login").bounding_box()["height"] >= 44
