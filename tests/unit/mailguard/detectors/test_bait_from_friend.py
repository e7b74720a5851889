"""Someone we know sends phishing bait with a link: their mailbox may be hacked."""

import pytest

from tests.cast.mailguard.detectors.pretences import ELSEWHERE, FRIEND, letter
from tests.cast.mailguard.detectors.wishes import FRIEND as FRIEND_WISHES
from tests.cast.mailguard.detectors.wishes import made
from tests.cast.mailguard.maker import fires, strength


def test_a_bait_from_a_friends_mailbox_is_seen():
    away, cloud = ("https://files-here.example/x",), ("https://www.lorne.example/x",)
    text = "Voici le document dont nous parlions, mot de passe 7788."
    said = {"relation": FRIEND, "author": "Lorne <devis@lorne.example>"}
    assert strength("bait_from_friend", letter(text, links=away, **said)) > 0.6
    assert not fires("bait_from_friend", letter(text, links=cloud, **said))
    assert not fires("bait_from_friend", letter("Bonne lecture !", links=away, **said))
    assert not fires("bait_from_friend", letter(text, links=away))
    used_otherwise = letter(text, links=away, **{**said, "relation": ELSEWHERE})
    assert strength("bait_from_friend", used_otherwise) > strength(
        "bait_from_friend", letter(text, links=away, **said)
    )


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Autorise cette application, elle trie les reçus.", "https://reader.example/oauth?scope=mail"),
        ("The minutes are here.", "https://papers.example/wp-login/x"),
        ("New version of the tool.", "https://papers.example/tool.msi"),
        ("Look what they say about us!", "https://papers.example/v"),
    ],
)
def test_pages_that_friends_would_not_lead_to(text, url):
    alice = "Alice Aubrac <alice@lrur.example>"
    assert strength("bait_from_friend", made(text, author=alice, past=FRIEND_WISHES, links=(url,))) >= 0.5
    assert not fires("bait_from_friend", made(text, author=alice, past=FRIEND_WISHES))
