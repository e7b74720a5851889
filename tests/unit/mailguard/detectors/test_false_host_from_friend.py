"""Someone we know links to a website with a borrowed or generic name: their mailbox may be hacked."""

import pytest

from mailguard.facts import Nested
from tests.cast.mailguard.detectors.baits import OLD, of
from tests.cast.mailguard.detectors.office_life import PROVEN
from tests.cast.mailguard.detectors.wishes import FRIEND, TEAM
from tests.cast.mailguard.maker import facts, fires, link


def test_a_false_host_is_seen_in_mail_of_friends_too():
    def from_bob(link):
        return of("Bob <bob@corvisart.example>", "Here is the document.", link, relation=OLD)

    assert fires("false_host_from_friend", from_bob("https://1drv-share.example/s"))
    assert fires("false_host_from_friend", from_bob("https://transfert-fichiers.example/f"))
    assert not fires("false_host_from_friend", from_bob("https://we.tl/t-1"))
    assert not fires("false_host_from_friend", from_bob("https://files.corvisart.example/f"))
    assert not fires("false_host_from_friend", from_bob("https://gazette-du-val.example/f"))
    stranger = of("Eve <eve@bruyere.example>", "Here is the document.", "https://1drv-share.example/s")
    assert not fires("false_host_from_friend", stranger)


@pytest.mark.parametrize(
    "asks", ["Légitime ou arnaque ? Je n'ai rien ouvert.", "Phishing? I haven't clicked."]
)
def test_a_colleague_who_shows_a_letter_and_asks_whether_it_is_true_leads_nowhere(asks):
    false = link("https://mail-access.example/x", "Open")
    letter = Nested(path="2", text="Sign in", links=(false,))
    alice = "Alice Aubrac <alice@lrur.example>"
    values = {"author": alice, "profile": TEAM, "relation": FRIEND, "authentication": PROVEN}
    asked, sent = (facts(text, nested=(letter,), **values) for text in (asks, "Here it is."))
    own = facts(asks, nested=(letter,), links=(link("https://mail-access.example/y", "Open"),), **values)
    assert not fires("false_host_from_friend", asked)
    assert fires("false_host_from_friend", sent)
    assert fires("false_host_from_friend", own)
