"""Mails about conversations, to one person each."""

from collections.abc import Sequence
from email.utils import formataddr
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.field.threads import circles
from hustings.field.threads.models import Bulletin, Notice, Relay, Reply, Thread, ThreadLink
from hustings.field.threads.models.mails import LIFE
from hustings.field.threads.relay import addresses as relay_addresses
from hustings.field.threads.relay.returned import TAKER
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.mailings.audience import usable_emails
from hustings.people.persons.models import Person


def address_of(person: Person) -> str:
    """Address for mails to somebody; empty: none."""
    return str(usable_emails().filter(person=person).values_list("address", flat=True).first() or "")


def send_link(link: ThreadLink) -> None:
    """Mail a link that somebody asked for; nothing where no address of theirs can be written to."""
    if not (address := address_of(link.person)):
        return
    with translation.override(link.person.language):
        words = _words(link.person) | {"thread": link.thread, "url": _url(link)}
        subject = _("Your link to “%(title)s”") % {"title": link.thread.title}
        mails.compose(to=address, subject=subject, template="threads/mails/link", words=words).send()


def notice(row: Notice, address: str) -> EmailMultiAlternatives:
    """One message, from the campaign's address in its writer's name; answers go to the reader's relay."""
    thread, message = row.message.thread, row.message
    with translation.override(row.person.language):
        circle = circles.find(thread.kind, thread.subject)
        words = _words(row.person) | {"message": message, **_way_back(thread, row.person)}
        mail = mails.compose(
            to=address, subject=_subject(thread), template="threads/mails/notice", words=words
        )
        author = f"{message.writer} ({circle.title if circle else words['campaign'].name})"
        _dress(mail, row, thread, author, words)
    return mail


def summary(rows: Sequence[Notice], address: str) -> EmailMultiAlternatives:
    """The day's messages, thread by thread. With one thread alone it is answered by mail."""
    person = rows[0].person
    with translation.override(person.language):
        by_thread = sorted(rows, key=lambda each: (each.message.thread_id, each.message.at))
        threads = [
            {"thread": thread, "messages": [each.message for each in some], **_way_back(thread, person)}
            for thread, some in groupby(by_thread, key=lambda each: each.message.thread)
        ]
        words = _words(person) | {"threads": threads, "is_one": len(threads) == 1}
        subject = _("New messages: %(titles)s") % {
            "titles": ", ".join(each["thread"].title for each in threads[:3])
        }
        if len(threads) == 1:
            subject = _subject(threads[0]["thread"])
        mail = mails.compose(to=address, subject=subject, template="threads/mails/summary", words=words)
        back = threads[0] if len(threads) == 1 else {}
        _dress(mail, rows[0], rows[0].message.thread, words["campaign"].name, back)
    return mail


def refusal(reply: Reply) -> None:
    """Tell a relay's person, at an address that we know, what became of a mail to it."""
    person, thread = reply.relay.person, reply.relay.thread
    if not (address := address_of(person)):
        return
    with translation.override(person.language):
        words = _words(person) | {"reply": reply, "thread": thread, **_way_back(thread, person, renews=False)}
        subject = _("Your e-mail to “%(title)s”") % {"title": thread.title}
        mails.compose(to=address, subject=subject, template="threads/mails/refusal", words=words).send()


def decision(bulletin: Bulletin) -> None:
    """Tell a host whether their message to all members leaves."""
    if bulletin.person is None or not (address := address_of(bulletin.person)):
        return
    with translation.override(bulletin.person.language):
        path = reverse("threads:bulletins", args=[bulletin.kind, bulletin.subject])
        words = _words(bulletin.person) | {"bulletin": bulletin, "url": settings.BASE_URL + path}
        subject = _("Your message “%(title)s”") % {"title": bulletin.title}
        mails.compose(to=address, subject=subject, template="threads/mails/decision", words=words).send()


def _dress(
    mail: EmailMultiAlternatives, row: Notice, thread: Thread, author: str, back: dict[str, Any]
) -> None:
    """Sender, way back and names, as mail programs keep a conversation together."""
    sender = Campaign.current().sender[1]
    mail.extra_headers["From"] = formataddr((author, sender))
    mail.from_email = TAKER.sender_of(row.pk, sender)  # of the envelope: bounces come back to it
    domain = sender.rpartition("@")[2]
    mail.extra_headers["References"] = f"<thread-{thread.pk}@{domain}>"
    if back.get("reply_to"):
        mail.reply_to = [back["reply_to"]]
    if back.get("mute_url"):
        mail.extra_headers["List-Unsubscribe"] = f"<{back['mute_url']}>"
        mail.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _subject(thread: Thread) -> str:
    return f"Re: {thread.title}" if thread.n_messages > 1 else thread.title


def _words(person: Person) -> dict[str, Any]:
    return {"campaign": Campaign.current(), "language": person.language}


def _way_back(thread: Thread, person: Person, *, renews: bool = True) -> dict[str, str]:
    """A fresh link to the thread, one that mutes it, and the address that answers go to."""
    now = timezone.now()
    link = ThreadLink(thread=thread, person=person, mailed_at=now)
    url = _url(link)
    address = ""
    if renews:
        relay = Relay.objects.update_or_create(
            thread=thread, person=person, defaults={"expires_at": now + LIFE}
        )[0]
        address = relay_addresses.address(relay.pk)
    return {"url": url, "mute_url": f"{url}mute/", "reply_to": address}


def _url(link: ThreadLink) -> str:
    """The address with its secret, in the language of the moment."""
    return str(settings.BASE_URL + reverse("threads:link", args=[link.secret()]))
