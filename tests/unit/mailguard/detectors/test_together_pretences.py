"""Who writes and what is asked: strangers who pretend a bond, mailboxes that may be broken into."""

from tests.cast.mailguard.detectors.pretences import HOUSE, letter
from tests.cast.mailguard.maker import strength


def test_mail_to_many_is_no_letter_to_one():
    text = "Your membership is overdue: sign in to renew it, €20. Ask for our list of members, too."
    away = ("https://annuaire.example/x",)
    crowd = (
        f"{text} {'And many other things about the town, the weather and the buses. ' * 12} Unsubscribe here."
    )
    for name in ("lure_from_stranger", "dues_from_stranger"):
        alone = strength(name, letter(text, author=HOUSE, links=away))
        assert alone > 2 * strength(name, letter(crowd, author=HOUSE, links=away))
