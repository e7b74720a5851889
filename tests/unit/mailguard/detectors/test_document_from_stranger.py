"""An unknown sender wants you to open a document on a little-known website."""

from mailguard.facts import Relation
from tests.cast.mailguard.maker import facts, fires


def test_a_strangers_document_on_an_unknown_site_is_seen():
    text = "I have shared a document with you, please view the document."
    away, home = ("https://files.evil.example/d",), ("https://www.stranger.example/d",)
    known = Relation(has_history=True, n_sent=2)
    assert fires("document_from_stranger", facts(text, links=away))
    assert not fires("document_from_stranger", facts(text, links=home))
    assert not fires("document_from_stranger", facts("See our programme.", links=away))
    assert not fires("document_from_stranger", facts(text, links=away, relation=known))
