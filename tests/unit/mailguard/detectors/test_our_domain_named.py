"""An unknown sender writes about our own domain or mailboxes and wants you to act."""

from tests.cast.mailguard.detectors.strangers import TEAM
from tests.cast.mailguard.maker import facts, fires


def test_our_own_domain_as_bait_is_seen():
    text = "The domain valbrune.example expires today. Renew it to avoid losing the name."
    assert fires("our_domain_named", facts(text, profile=TEAM))
    assert not fires("our_domain_named", facts(text, profile=TEAM, author="Lorne <devis@lorne.example>"))
    assert not fires("our_domain_named", facts("I like valbrune.example, bravo!", profile=TEAM))
    assert not fires("our_domain_named", facts("Your parcel expires. To bob@valbrune.example", profile=TEAM))
