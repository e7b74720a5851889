"""Mails about conversations, to one person each."""

from collections.abc import Sequence
from email.utils import formataddr
from itertools import groupby
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.field.threads import circles
from hustings.field.threads.models import Bulletin, Notice, Relay, Reply, Thread, ThreadLink
from hustings.field.threads.models.mails import LIFE, Outcome
from hustings.field.threads.relay import addresses as relay_addresses
from hustings.field.threads.relay.returned import TAKER
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words
from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.mailings.audience import address_of
from hustings.people.persons.models import Person


def send_link(link: ThreadLink) -> None:
    """Mail a link that somebody asked for; nothing where no address of theirs can be written to."""
    if not (address := address_of(link.person)):
        return
    with translation.override(link.person.language):
        subject = _("Your link to “%(title)s”") % {"title": link.thread.title}
        line = _("You asked for a link to this conversation. It works once, and lets you read and write.")
        note = _("It wasn't you? Do nothing.")
        words = Words(subject, [line], _("Open the conversation"), _url(link), [note])
        mails.message(address, words).send()


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
        url = _way_back(thread, person, renews=False)["url"]
        subject = _("Your e-mail to “%(title)s”") % {"title": thread.title}
        words = Words(subject, [refused_words(reply)], _("Open the conversation"), url)
        mails.message(address, words).send()


def refused_words(reply: Reply) -> str:
    """Say what became of a mail to a relay, and what to do."""
    said: dict[str, str] = {
        Outcome.POSTED: _(
            "Your reply was passed on without its attachments: members can’t receive files this way."
        ),
        Outcome.STRANGER: _(
            "An e-mail to your reply address came from an address that we don’t know as yours. It wasn’t"
            " passed on. Was it you? Write from the address at which you get this e-mail, or on the site."
        ),
        Outcome.SUSPECT: _(
            "Your reply wasn’t passed on: our mail protection found it suspicious. Write it on the site."
        ),
        Outcome.EMPTY: _("Your reply wasn’t passed on: it had no text. Files can’t be sent this way."),
        Outcome.EXPIRED: _(
            "Your reply wasn’t passed on: this reply address has expired. Write it on the site."
        ),
    }
    otherwise = _("Your reply wasn’t passed on.")
    return said.get(reply.outcome) or f"{otherwise} {reply.said}".strip()


def decision(bulletin: Bulletin) -> None:
    """Tell a host whether their message to all members leaves."""
    if bulletin.person is None or not (address := address_of(bulletin.person)):
        return
    with translation.override(bulletin.person.language):
        url = mails.link("threads:bulletins", bulletin.kind, bulletin.subject)
        subject = _("Your message “%(title)s”") % {"title": bulletin.title}
        lines = [_("Your message to all members was approved.")]
        if bulletin.refused_for:
            lines = [_("Your message to all members was refused:"), bulletin.refused_for]
        mails.message(address, Words(subject, lines, _("See your messages"), url)).send()


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
    return mails.link("threads:link", link.secret())
