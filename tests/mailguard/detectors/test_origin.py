"""What headers say of author, server and way: what fires, and the near miss that must not."""

from datetime import UTC, datetime, timedelta

import pytest

from mailguard.facts import Authentication, Bulk, Dmarc, Envelope, Hop, Mailbox, Spf
from mailguard.profile import Profile
from tests.mailguard.maker import facts, fires, mailbox

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LIST = Bulk(list_id="talk.lists.example", has_post=True)
OURS = Profile(domains=("valbrune.example",))
PROVEN = Authentication(dmarc=Dmarc("pass", "stranger.example", "reject", True, True))
CAME = Envelope(received_at=NOON)


def hop(helo, name="", ip="192.0.2.7", protocol="ESMTP", by="mx.valbrune.example", at=None):
    return Hop(by=by, helo=helo, name=name, ip=ip, protocol=protocol, at=at)


def way(*hops, **values):
    return facts(hops=hops, profile=OURS, **values)


ALIGNED = (Mailbox("Ada", "ada@stranger.example"), Mailbox("Ben", "ben@mail.stranger.example"))
APART = (Mailbox("Ada", "ada@stranger.example"), Mailbox("Bank", "info@bank.example"))
OLDER = hop("pc", by="relay.example", at=NOON)
NEWER = hop("relay.example", at=NOON - timedelta(days=1))
PAST = hop("x", by="mx.valbrune.example")
FAR = hop("y", by="relay.example")


def several(mailboxes, *problems):
    made = facts(author="", problems=problems)
    return type(made)(**{**made.__dict__, "from_": mailboxes})


FIRES = [
    ("from_missing", facts(author="")),
    ("from_missing", facts(problems=("from_missing",))),
    ("from_unreadable", several((Mailbox("The Bank", ""),))),
    ("from_several", several(APART)),
    ("from_several", several(ALIGNED, "from_twice")),
    ("sender_elsewhere", facts(sender=mailbox("x@elsewhere.example"))),
    ("message_id_odd", facts(message_id="")),
    ("message_id_odd", facts(message_id="<1234@localhost.localdomain>")),
    ("message_id_odd", facts(message_id="<1234>")),
    ("message_id_odd", facts(message_id="<1234@[10.0.0.1]>")),
    ("message_id_elsewhere", facts(message_id="<1@elsewhere.example>")),
    ("date_odd", facts(envelope=CAME)),
    ("date_odd", facts(envelope=CAME, sent_at=NOON - timedelta(days=9))),
    ("date_odd", facts(envelope=CAME, sent_at=NOON + timedelta(days=1))),
    ("date_odd", facts(hops=(hop("a.example", at=NOON),), sent_at=NOON + timedelta(days=1))),
    ("helo_odd", way(hop("192.0.2.7"))),
    ("helo_odd", way(hop("[192.0.2.7]"))),
    ("helo_odd", way(hop("win-7k2"))),
    ("helo_odd", way(hop("desk.local"))),
    ("helo_odd", way(hop("mail.valbrune.example"))),
    ("helo_odd", way(hop("mx.valbrune.example", "host.elsewhere.example"))),
    ("helo_odd", facts(envelope=Envelope(client_ip="192.0.2.7", helo="ylmf-pc"))),
    ("helo_claims_author", way(hop("mail.stranger.example", "dsl7.elsewhere.example"))),
    ("helo_claims_author", way(hop("stranger.example"), authentication=Authentication(helo=Spf("fail")))),
    ("received_odd", way(NEWER, OLDER)),
    ("received_odd", way(FAR, PAST)),
]

SILENT = [
    ("from_missing", facts()),
    ("from_missing", several((Mailbox("The Bank", ""),))),
    ("from_unreadable", facts()),
    ("from_unreadable", facts(author="")),
    ("from_several", several(ALIGNED)),
    ("from_several", facts()),
    ("sender_elsewhere", facts(sender=mailbox("x@mail.stranger.example"))),
    ("sender_elsewhere", facts(sender=mailbox("talk@lists.example"), bulk=LIST)),
    ("sender_elsewhere", facts(sender=mailbox("x@elsewhere.example"), authentication=PROVEN)),
    ("sender_elsewhere", facts()),
    ("message_id_odd", facts(message_id="<1@mail.stranger.example>")),
    ("message_id_odd", facts(message_id="<1@localhost>", bulk=LIST)),
    ("message_id_elsewhere", facts(message_id="<1@mail.stranger.example>")),
    ("message_id_elsewhere", facts(message_id="<1@mail.gmail.com>")),
    ("message_id_elsewhere", facts(message_id="<1@elsewhere.example>", authentication=PROVEN)),
    ("date_odd", facts(envelope=CAME, sent_at=NOON - timedelta(days=2))),
    ("date_odd", facts(envelope=CAME, sent_at=NOON + timedelta(hours=2))),
    ("date_odd", facts(envelope=CAME, sent_at=NOON - timedelta(days=9), bulk=LIST)),
    ("date_odd", facts(sent_at=NOON)),
    ("helo_odd", way(hop("out.stranger.example"))),
    ("helo_odd", way(hop("desk", protocol="ESMTPSA"))),
    ("helo_odd", way(hop("desk", ip="10.0.0.3"))),
    ("helo_odd", way(hop("out.valbrune.example", "out.valbrune.example"))),
    ("helo_odd", way(hop("out.valbrune.example"), authentication=Authentication(helo=Spf("pass")))),
    ("helo_claims_author", way(hop("mail.stranger.example", "out.stranger.example"))),
    ("helo_claims_author", way(hop("mail.stranger.example"))),
    ("helo_claims_author", way(hop("out.elsewhere.example", "dsl7.elsewhere.example"))),
    (
        "received_odd",
        way(hop("relay.example", at=NOON), hop("pc", by="relay.example", at=NOON + timedelta(hours=2))),
    ),
    ("received_odd", way(NEWER, OLDER, bulk=LIST)),
    ("received_odd", way(PAST, FAR)),
    ("received_odd", way(hop("store.lan", ip="10.0.0.2"), PAST, FAR)),
]


def _names(rows):
    return [f"{name}-{number}" for number, (name, _) in enumerate(rows)]


@pytest.mark.parametrize(("name", "message"), FIRES, ids=_names(FIRES))
def test_it_is_said(name, message):
    assert fires(name, message)


@pytest.mark.parametrize(("name", "message"), SILENT, ids=_names(SILENT))
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
