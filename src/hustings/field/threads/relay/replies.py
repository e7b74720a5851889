"""Replies by mail: from bytes to a message of the thread, without any address of the writer.

A mail counts where it comes to a live relay from an address of that relay's person, was written by a person,
and the mail guard lets it through. Only its own words go on: no header, no quote, no file.
"""

import hashlib
import logging
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import phonenumbers
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.field.threads import circles, posting
from hustings.field.threads.models import Message, Outcome, Relay, Reply, Source
from hustings.field.threads.models.messages import TEXT
from hustings.field.threads.relay import addresses as relay_addresses
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.text import plain_text
from hustings.outreach.bounces import incoming
from hustings.outreach.bounces.parsers import messages
from hustings.outreach.bounces.reports import Kind
from hustings.people.persons.models import Email
from hustings.people.persons.phones import REGION
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
CUT = "[…]"  # stands where an address or a number was
_ADDRESS = re.compile(r"(?:mailto:)?[^\s<>()\[\],;:\"']{1,64}@(?:[\w-]+\.)+[\w-]{2,}", re.UNICODE)
_SENT_FROM = re.compile(
    r"\n\s*(?:Sent from my .{1,60}|Get Outlook for .{1,20}|Envoyé (?:de|depuis) mon .{1,60}"
    r"|Envoyé à partir de .{1,60}|Télécharger Outlook pour .{1,20}|Provenance : .{1,40})\s*\Z",
    re.IGNORECASE,
)
_MARK = re.compile(r"(?:^|\n)[^\n]*##-.*\Z", re.DOTALL)  # the line of our mails below which nothing is theirs
_SECRET = re.compile(r"\S*/threads/links/\S+")  # their own way in, were it quoted
_LISTS = {"list-id", "list-post", "x-loop", "x-been-there"}


@transaction.atomic
def take_in(rows: Sequence[tuple[int, bytes]]) -> None:
    """Write down mails to relay addresses, each once; a scheduled job or a task reads them."""
    there = Relay.objects.in_bulk({pk for pk, _raw in rows})
    made = [
        Reply(relay=there[pk], key=hashlib.sha256(b"%d\n" % pk + raw).hexdigest(), raw=raw[: messages.SIZE])
        for pk, raw in rows
        if pk in there
    ]
    Reply.objects.bulk_create(made, ignore_conflicts=True)
    log.info("replies came in n=%s", len(made))


ADDRESSES = incoming.Addresses("threads", relay_addresses.found_in, take_in)


def waiting() -> list[int]:
    """Keys of those that nobody has read."""
    return list(Reply.objects.filter(read_at=None).order_by("pk").values_list("pk", flat=True)[:1_000])


def read(pk: int) -> Reply | None:
    """Read one and pass it on or not; None where that was done before."""
    reply = Reply.objects.filter(pk=pk, read_at=None).select_related("relay__thread", "relay__person").first()
    if reply is None:
        return None
    raw = bytes(reply.raw or b"")
    verdict = None if _is_machine(raw) else _judged(raw)  # asks name servers: not in a transaction
    with transaction.atomic(), translation.override(reply.relay.person.language):
        if not Reply.objects.select_for_update().filter(pk=pk, read_at=None).exists():
            return None
        reply.outcome = _outcome(reply, verdict) if verdict else Outcome.MACHINE
        reply.read_at, reply.raw = timezone.now(), None
        is_told = reply.is_to_tell and (reply.outcome != Outcome.STRANGER or _may_tell(reply.relay))
        reply.mailed_at = None if is_told else reply.read_at
        reply.save()
    log.info("reply read reply=%s relay=%s outcome=%s", reply.pk, reply.relay_id, reply.outcome)
    return reply


def _may_tell(relay: Relay) -> bool:
    """Tell the person of a stranger's mail once while the address lives."""
    return bool(Relay.objects.filter(pk=relay.pk, told_at=None).update(told_at=timezone.now()))


def _outcome(reply: Reply, verdict: Any) -> Outcome:
    facts, person = verdict.facts, reply.relay.person
    if facts.author.key not in set(Email.objects.filter(person=person).values_list("key", flat=True)):
        return Outcome.STRANGER
    if verdict.action > 0 or facts.authentication.dmarc.result == "fail":
        return Outcome.SUSPECT
    if not reply.relay.is_live:
        return Outcome.EXPIRED
    reply.has_files = any(not each.is_inline for each in facts.files)
    text, n_cut = own_words(facts.text)
    if not text:
        return Outcome.EMPTY
    return _post(reply, text, n_cut)


def _post(reply: Reply, text: str, n_cut: int) -> Outcome:
    thread = reply.relay.thread
    circle = circles.find(thread.kind, thread.subject)
    try:
        if circle is None:
            raise posting.NotAllowed(_("This place is closed: its conversations can only be read."))
        if Message.objects.filter(mail_key=reply.key).exists():
            return Outcome.POSTED
        with transaction.atomic():
            posting.write(
                thread=thread, circle=circle, person=reply.relay.person, text=text, source=Source.MAIL,
                mail_key=reply.key, n_cut=n_cut,
            )  # fmt: skip
    except Refused as refused:
        reply.said = str(refused)[:300]
        return Outcome.REFUSED
    return Outcome.POSTED


def _is_machine(raw: bytes) -> bool:
    """An automatic answer, a mailing list's, or our own mail come back: answering any of them would loop."""
    if messages.read(raw).kind != Kind.OTHER:
        return True
    head = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0].decode("utf-8", "replace").lower()
    names = {line.partition(":")[0] for line in head.splitlines()}
    return bool(names & _LISTS)


def _judged(raw: bytes) -> Any:
    """The mail guard's verdict."""
    from mailguard import Engine, Envelope, Profile

    campaign = Campaign.current()
    profile = Profile(name=campaign.name, domains=tuple(filter(None, [campaign.sender_domain])))
    envelope = Envelope(received_at=timezone.now())
    return Engine(profile=profile, resolver=_resolver(tuple(settings.NAME_SERVERS))).analyse(raw, envelope)


@lru_cache(4)
def _resolver(servers: tuple[str, ...]) -> Any:
    """One for the process; None where the settings say that nobody is asked."""
    from mailguard.authentication.dns import Cached, Live

    return Cached(Live(servers)) if settings.SHIELD_DNS else None


def own_words(text: str) -> tuple[str, int]:
    """The text that may be passed on, and how many addresses and phone numbers were taken out of it."""
    text = _MARK.sub("", plain_text.tidy(text))
    text = _SENT_FROM.sub("", f"\n{text}").strip()
    text = _SECRET.sub(CUT, text)
    text, n_addresses = _ADDRESS.subn(CUT, text)
    found = list(phonenumbers.PhoneNumberMatcher(text, REGION))
    for match in reversed(found):
        text = text[: match.start] + CUT + text[match.end :]
    return text[:TEXT], n_addresses + len(found)
