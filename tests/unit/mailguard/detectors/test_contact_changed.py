"""It announces a new address or phone number for someone we know."""

from mailguard.profile import Insider, Profile
from tests.cast.mailguard.detectors.files import CARD, SELF, _made
from tests.cast.mailguard.detectors.pretences import FRIEND, letter
from tests.cast.mailguard.maker import fires, strength


def test_a_card_that_gives_a_colleague_another_address_is_noticed():
    profile = Profile(insiders=(Insider("Nora Valbrune", ("nora@valbrune.example",)),))
    made = _made("nora.vcf", CARD % (b"Valbrune, Nora", b"nora@evil.example"), profile=profile)
    assert fires("contact_changed", made) == ["The card of Valbrune, Nora says nora@evil.example."]
    right = _made("nora.vcf", CARD % (b"Nora Valbrune", b"nora@valbrune.example"), profile=profile)
    assert not fires("contact_changed", right)
    unknown = _made("x.vcf", CARD % (b"Xavier Unknown", b"x@evil.example"), profile=profile)
    assert not fires("contact_changed", unknown)


def test_the_authors_own_card_may_hold_another_address_and_says_little():
    made = _made("ada.vcf", CARD % (b"Ada Stranger", b"ada@elsewhere.example"))
    assert 0 < strength("contact_changed", made) < 0.5
    assert not fires("contact_changed", _made("ada.vcf", CARD % (b"Ada Stranger", SELF)))


def test_a_known_persons_new_number_matters_more_where_something_grave_is_asked():
    moved = "I have a new number, the old phone is dead."
    lone = strength("contact_changed", letter(moved, relation=FRIEND))
    grave = strength("contact_changed", letter(f"{moved} Send me the code you receive.", relation=FRIEND))
    assert 0 < lone < grave
    assert not fires("contact_changed", letter(moved))
