"""Mails about conversations, to one person each."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hustings.field.threads.models import ThreadLink
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.mailings.audience import usable_emails
from hustings.people.persons.models import Person


def address_of(person: Person) -> str:
    """Where mails to somebody go; empty: nowhere."""
    return str(usable_emails().filter(person=person).values_list("address", flat=True).first() or "")


def send_link(link: ThreadLink) -> None:
    """Mail a link that somebody asked for; nothing where no address of theirs can be written to."""
    if not (address := address_of(link.person)):
        return
    with translation.override(link.person.language):
        words = {
            "campaign": Campaign.current(), "thread": link.thread, "language": link.person.language,
            "url": url_of(link),
        }  # fmt: skip
        subject = _("Your link to “%(title)s”") % {"title": link.thread.title}
        mails.compose(to=address, subject=subject, template="threads/mails/link", words=words).send()


def url_of(link: ThreadLink) -> str:
    """The address with its secret, in the language of the moment."""
    return str(settings.BASE_URL + reverse("threads:link", args=[link.secret()]))
