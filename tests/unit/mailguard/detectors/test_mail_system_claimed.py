"""An unknown sender imitates the team's e-mail, phone or log-in system and sends a link."""

from dataclasses import replace

import pytest

from tests.cast.mailguard.detectors.baits import OLD, of
from tests.cast.mailguard.detectors.office_life import of as of_office_life
from tests.cast.mailguard.maker import fires, link


@pytest.mark.parametrize(
    ("author", "text", "link"),
    [
        (
            "Mail Desk <a@mail-desk.example>",
            "Three messages are held in quarantine.",
            "https://mail-desk.example/r",
        ),
        ("Copieur <scan@bruyere.example>", "Document numérisé, 3 pages.", "https://bruyere.example/s"),
        ("Marie <marie@bruyere.example>", "Votre messagerie sera transférée jeudi.", "https://t.example/s"),
    ],
)
def test_a_stranger_who_speaks_as_the_mail_system_is_seen(author, text, link):
    assert fires("mail_system_claimed", of(author, text, link))


def test_our_own_services_and_people_we_write_with_may_speak_of_mailboxes():
    text = "Your mailbox moves to the new server, it is full."
    assert not fires("mail_system_claimed", of("Alice <alice@valbrune.example>", text, "https://x.example/"))
    assert not fires("mail_system_claimed", of("Sorgue <a@nuage-sorgue.example>", text, "https://x.example/"))
    assert not fires(
        "mail_system_claimed", of("Bob <bob@b.example>", text, "https://x.example/", relation=OLD)
    )
    assert not fires("mail_system_claimed", of("Bob <bob@b.example>", text))


def test_who_warns_of_an_address_disarms_it():
    text = "Beware: letters say “your mailbox is full” and lead to hxxps://mail-check[.]example/x"
    author = "Watch <news@watchers.example>"
    told = link("https://mail-check.example/x", "hxxps://mail-check[.]example/x", where="text")
    shown = replace(told, where="a")  # whatever it says there, a click follows it
    assert not fires("mail_system_claimed", of_office_life(text, author, told))
    assert fires("mail_system_claimed", of_office_life(text, author, shown))
