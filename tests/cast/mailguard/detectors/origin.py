"""What headers say of author, server and way: what fires, and the near miss that must not."""

from datetime import UTC, datetime, timedelta

from mailguard.facts import Authentication, Bulk, Dmarc, Envelope, Hop, Mailbox
from mailguard.profile import Profile
from tests.cast.mailguard.maker import facts

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


def _names(rows):
    return [f"{name}-{number}" for number, (name, _) in enumerate(rows)]
