"""It claims to be from one of our partners or services, isn't authenticated, and wants something."""

from mailguard.facts import Authentication, Dmarc
from tests.cast.mailguard.detectors.wishes import PAGE, made
from tests.cast.mailguard.maker import fires, strength


def test_a_partner_who_proves_nothing_and_wants_something_is_told():
    forged = Authentication(dmarc=Dmarc("fail"))
    wish = made(
        "Confirm your account here.",
        author="Garage Morin <a@morin.example>",
        links=("https://elsewhere.example/a",),
        authentication=forged,
    )
    assert strength("partner_unproven", wish) >= 0.5
    news = made("The car is ready.", author="Garage Morin <a@morin.example>", authentication=forged)
    proven = made("Confirm your account here.", author="Garage Morin <a@morin.example>", links=PAGE)
    assert not fires("partner_unproven", news)
    assert not fires("partner_unproven", proven)
