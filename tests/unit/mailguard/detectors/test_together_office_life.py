"""Honest office life that looks like what thieves write, and the small difference between them."""

import pytest

from tests.cast.mailguard.detectors.office_life import of
from tests.cast.mailguard.maker import fires, strength


def test_whoever_gave_speaks_of_payments_and_mails():
    text = (
        "J'ai versé 40 euros hier et j'ai deux mails de reçu : le paiement est-il parti deux fois ? Ou une ?"
    )
    for name in ("dues_from_stranger", "threat_from_stranger", "request_from_stranger"):
        assert not fires(name, of(text, "Lou Pinson <lou.pinson@gmail.com>"))


@pytest.mark.parametrize(
    ("shown", "sent"),
    [
        (
            "Proof of identity is required at the entrance.",
            "Proof of identity is required by return of mail.",
        ),
        (
            "Votre carte d'identité est demandée à l'accueil.",
            "Votre carte d'identité est demandée par retour.",
        ),
    ],
)
def test_papers_that_one_shows_on_the_spot_are_not_sent(shown, sent):
    author = "Préfecture invitations <accueil@ceremonies.example>"
    assert strength("authority_claimed", of(shown, author)) < strength("authority_claimed", of(sent, author))
    page = "https://ceremonies.example/x"
    assert not fires("secrets_asked", of(shown, author, page))
    assert fires("secrets_asked", of(sent, author, page))


def test_a_houses_mail_is_its_own_also_where_anybody_may_publish_a_page_there():
    text = "Somebody wants to reset your password. Sign in to choose another."
    url = "https://www.canva.com/reset"
    true = of(text, "Canva <no-reply@account.canva.com>", url)
    stranger = of(text, "Canva <no-reply@desk.example>", url)
    assert not fires("link_borrows_service", true)
    assert strength("sign_in_asked", true) < 0.4 < strength("sign_in_asked", stranger)
