"""A link contains your own address, as fake log-in forms do."""

import base64

from mailguard.facts import Bulk, Envelope
from tests.cast.mailguard.maker import facts, fires


def test_a_link_that_carries_its_reader_is_seen_also_in_base64():
    mine = base64.b64encode(b"bob@valbrune.example").decode()
    assert fires("link_carries_recipient", facts(links=("https://evil.example/?e=bob%40valbrune.example",)))
    assert fires("link_carries_recipient", facts(links=(f"https://evil.example/#{mine}",)))


def test_a_newsletters_own_links_may_carry_its_reader():
    bulk = Bulk(unsubscribe=("https://news.example/u",))
    assert not fires(
        "link_carries_recipient", facts(links=("https://e.example/?e=bob@valbrune.example",), bulk=bulk)
    )


def test_the_recipient_of_the_envelope_counts_too():
    envelope = Envelope(rcpt_to=("dora@valbrune.example",))
    made = facts(links=("https://evil.example/dora@valbrune.example",), envelope=envelope)
    assert fires("link_carries_recipient", made)
