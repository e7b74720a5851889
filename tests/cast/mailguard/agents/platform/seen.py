"""Messages and sightings for the tests of what guards keep; everybody in them is invented."""

from datetime import UTC, datetime

from mailguard import analyse
from mailguard.agents.platform import sightings
from mailguard.agents.platform.fingerprints import traits

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
TEXT = (
    "Dear {name}, your mailbox of the campaign is full since this morning and new letters are being turned"
    " away. Please confirm your account before the evening so that nothing is lost: open the page of the"
    " service at https://mail.{host}/confirm/{token} and sign in as you always do. Your storage desk, number"
    " {number}."
)


def letter(
    name="Bob", host="storage-desk.example", token="a1b2", number=4711, subject="Mailbox full", text=TEXT
):
    """One mail of an attack; the values differ from victim to victim."""
    body = text.format(name=name, host=host, token=token, number=number)
    return (
        f"From: Storage desk <desk@{host}>\r\nTo: {name.lower()}@valbrune.example\r\nSubject: {subject}\r\n"
        f"Date: Mon, 1 Mar 2027 10:00:00 +0100\r\nMessage-ID: <{token}@{host}>\r\n\r\n{body}\r\n"
    ).encode()


def seen(content=None, boxes=("bob@valbrune.example",), **more):
    """A sighting of a letter."""
    verdict = analyse(content or letter())
    values = {"guard": "mx1", "kind": sightings.MILTER, "at": NOW, "traits": traits(verdict.facts)}
    return sightings.sighting(verdict, mailboxes=boxes, **(values | more))
