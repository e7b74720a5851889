"""The mails about an own page: the link, the proof of a new address, why none opens, what the team added."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.models import Campaign
from hustings.people.persons.access import masking
from hustings.people.persons.models import Person
from hustings.people.selfservice import page_links
from hustings.people.selfservice.models import PageWish


@dataclass(frozen=True, slots=True)
class Words:
    subject: str
    lines: list[str]
    button: str = ""
    link: str = ""
    notes: tuple[str, ...] = ()


def opening(person: Person, address: str, onward: str = "") -> EmailMultiAlternatives:
    with translation.override(person.language):
        name = Campaign.current().name
        words = Words(
            _("Your data at %(name)s") % {"name": name},
            [
                _("Someone, hopefully you, asked to see the data that %(name)s has about you.")
                % {"name": name},
                _("This button opens the page where you can see and change them:"),
            ],
            _("Open my page"),
            page_links.make(person, address, PageWish.OPEN, onward),
            (
                _("The link works once and is valid for one hour. Don't share it: it opens your data."),
                _("It wasn't you? Do nothing: no one has seen your data."),
            ),
        )
        return _mail(words, address, person.language)


def proving(person: Person, address: str) -> EmailMultiAlternatives:
    """The link that shows that a new address is read by whoever typed it."""
    with translation.override(person.language):
        name = Campaign.current().name
        words = Words(
            _("Confirm your new address: %(name)s") % {"name": name},
            [
                _("Someone, hopefully you, gave this address to %(name)s as theirs.") % {"name": name},
                _("Confirm that it is yours:"),
            ],
            _("Yes, it's my address"),
            page_links.make(person, address, PageWish.ADDRESS),
            (_("The link works once and is valid for one hour."), _("It wasn't you? Do nothing.")),
        )
        return _mail(words, address, person.language)


def nothing_known(address: str, language: str) -> EmailMultiAlternatives:
    """For whoever asked with an address that we don't know: an answer, since the law owes them one."""
    with translation.override(language):
        name = Campaign.current().name
        words = Words(
            _("Your data at %(name)s") % {"name": name},
            [
                _("Someone, hopefully you, asked to see the data that %(name)s has about you.")
                % {"name": name},
                _("No one is registered with this e-mail address."),
                _("If you gave us another address, try that one."),
            ],
            notes=(_("It wasn't you? Do nothing: we did not keep this address."),),
        )
        return _mail(words, address, language)


def barred(address: str, language: str) -> EmailMultiAlternatives:
    """For whoever reads a mailbox that others put on a record: why it opens nothing, and what does."""
    with translation.override(language):
        name = Campaign.current().name
        words = Words(
            _("Your data at %(name)s") % {"name": name},
            [
                _("Someone, hopefully you, asked to see the data that %(name)s has about you.")
                % {"name": name},
                _(
                    "This address can't open a personal page yet, because our team or an imported list "
                    "added it. A mistake would show your data to strangers."
                ),
                _(
                    "If you gave us another address, use that one and confirm this one on your page. "
                    "Otherwise reply to this e-mail, and our team will help you."
                ),
            ],
            notes=(_("It wasn't you? Do nothing."),),
        )
        return _mail(words, address, language)


def telling(person: Person, address: str, added: str, *, opens: bool) -> EmailMultiAlternatives:
    """For the addresses known before: the team added one more."""
    with translation.override(person.language):
        name = Campaign.current().name
        words = Words(
            _("New address on your record: %(name)s") % {"name": name},
            [
                _("The team of %(name)s added an e-mail address for you: %(address)s.")
                % {"name": name, "address": masking.email(added)},
                _("It can open your personal page, because the team confirmed that it is yours.")
                if opens
                else _("It can open your personal page only after you confirm it there."),
            ],
            _("See your data"),
            settings.BASE_URL + reverse("own_page:ask"),
            (_("It isn't yours? Remove it on your page, or reply to this e-mail."),),
        )
        return _mail(words, address, person.language)


def _mail(words: Words, address: str, language: str) -> EmailMultiAlternatives:
    campaign = Campaign.current()
    context = {"campaign": campaign, "words": words, "language": language}
    return mails.compose(
        to=address, subject=words.subject, template="selfservice/mails/own_page", words=context
    )
