"""An unknown sender's short message links to a document or invitation on someone else's site."""

from mailguard.facts import Bulk
from tests.cast.mailguard.detectors.baits import of
from tests.cast.mailguard.maker import fires


def test_a_strangers_folder_elsewhere_is_bait_and_a_page_of_their_own_is_none():
    text = "Here are the notes for your district."
    assert fires("bait_link", of("Eve <eve@bruyere.example>", text, "https://drop.example/n"))
    assert not fires("bait_link", of("Eve <eve@bruyere.example>", text, "https://www.bruyere.example/n"))
    assert not fires("bait_link", of("Eve <eve@bruyere.example>", text, "https://www.theguardian.com/n"))
    assert not fires("bait_link", of("Eve <eve@bruyere.example>", "Bravo!", "https://drop.example/n"))
    left = Bulk(unsubscribe=("https://drop.example/u",))
    assert not fires("bait_link", of("Eve <eve@bruyere.example>", text, "https://drop.example/n", bulk=left))
