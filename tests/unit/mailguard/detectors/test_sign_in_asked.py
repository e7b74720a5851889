"""It wants you to log in or confirm an account through a link of someone not in charge of it."""

import pytest

from tests.cast.mailguard.detectors.baits import OLD, of
from tests.cast.mailguard.maker import fires, strength


@pytest.mark.parametrize(
    "text",
    [
        "It opens once you have signed in with your work account.",
        "Please confirm your account to go on.",
        "L'accès se fait avec votre compte de messagerie.",
        "Identifiez-vous avec votre adresse professionnelle pour ouvrir la note.",
    ],
)
def test_a_strangers_page_to_sign_in_at_is_seen(text):
    assert strength("sign_in_asked", of("Eve <eve@bruyere.example>", text, "https://notes.example/n")) > 0.7


def test_a_service_may_ask_for_its_own_log_in_at_home_but_not_for_another_houses():
    own = of("Trellis <no-reply@trellis.example>", "Confirm your account.", "https://app.trellis.example/c")
    other = of(
        "Trellis <a@trellis.example>", "Sign in with your Google account.", "https://app.trellis.example/c"
    )
    assert strength("sign_in_asked", own) < 0.35 < strength("sign_in_asked", other)
    assert not fires(
        "sign_in_asked", of("Eve <eve@b.example>", "Confirm your account.", "https://nuage-sorgue.example/")
    )
    assert not fires(
        "sign_in_asked", of("Eve <eve@b.example>", "The bus was late.", "https://notes.example/n")
    )


def test_also_somebody_we_know_is_asked_why_another_houses_log_in_is_needed():
    text = "The portal takes your Microsoft account."
    assert fires("sign_in_asked", of("Bob <bob@b.example>", text, "https://portal.example/", relation=OLD))
    assert not fires("sign_in_asked", of("Bob <bob@b.example>", text, "https://www.b.example/", relation=OLD))


def test_a_new_service_may_speak_of_the_account_that_one_has_there():
    text = "Your account is ready. Log in to create your first pad."
    page = "https://app.penfoldpads.example/login"
    assert strength("sign_in_asked", of("Penfold Pads <hello@penfoldpads.example>", text, page)) < 0.3
    assert strength("sign_in_asked", of("Account Team <hello@penfoldpads.example>", text, page)) > 0.7


@pytest.mark.parametrize("query", ["?sso=microsoft", "?id=7&login=google"])
def test_an_address_that_names_another_houses_log_in_asks_for_it(query):
    made = of("Ines <ines@bruyere.example>", "Her profile:", f"https://bruyere.example/p{query}")
    assert strength("sign_in_asked", made) >= 0.8
