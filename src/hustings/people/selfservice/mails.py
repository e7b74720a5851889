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


def opening(person: Person, address: str) -> EmailMultiAlternatives:
    with translation.override(person.language):
        name = Campaign.current().name
        words = Words(
            _("Your data at %(name)s") % {"name": name},
            [
                _("Somebody, hopefully you, asked to see what %(name)s knows about you.") % {"name": name},
                _("This button opens the page on which you see and change it:"),
            ],
            _("Open my page"),
            page_links.make(person, address, PageWish.OPEN),
            (
                _("It works once, and for one hour. Do not pass it on: it opens your data."),
                _("It was not you? Then do nothing: nobody saw anything."),
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
                _("Somebody, hopefully you, gave this address to %(name)s as theirs.") % {"name": name},
                _("Confirm that it is yours:"),
            ],
            _("It is my address"),
            page_links.make(person, address, PageWish.ADDRESS),
            (_("It works once, and for one hour."), _("It was not you? Then do nothing.")),
        )
        return _mail(words, address, person.language)


def nothing_known(address: str, language: str) -> EmailMultiAlternatives:
    """For whoever asked with an address that we don't know: an answer, since the law owes them one."""
    with translation.override(language):
        name = Campaign.current().name
        words = Words(
            _("Your data at %(name)s") % {"name": name},
            [
                _("Somebody, hopefully you, asked to see what %(name)s knows about you.") % {"name": name},
                _("We know nobody with this e-mail address."),
                _("If you gave us another one, ask again with that."),
            ],
            notes=(_("It was not you? Then do nothing: this address was not kept."),),
        )
        return _mail(words, address, language)


def barred(address: str, language: str) -> EmailMultiAlternatives:
    """For whoever reads a mailbox that others put on a record: why it opens nothing, and what does."""
    with translation.override(language):
        name = Campaign.current().name
        words = Words(
            _("Your data at %(name)s") % {"name": name},
            [
                _("Somebody, hopefully you, asked to see what %(name)s knows about you.") % {"name": name},
                _(
                    "This address opens nobody’s page yet: it was put on a record by our team, or one of our"
                    " lists told more of somebody of the same name. A slip would show your data to strangers."
                ),
                _(
                    "If you gave us another one, ask again with that: on your page you confirm this one."
                    " Otherwise answer this mail, and somebody of the team will see to it."
                ),
            ],
            notes=(_("It was not you? Then do nothing."),),
        )
        return _mail(words, address, language)


def telling(person: Person, address: str, added: str, *, opens: bool) -> EmailMultiAlternatives:
    """For the addresses known before: the team added one more."""
    with translation.override(person.language):
        name = Campaign.current().name
        words = Words(
            _("A new address on your record: %(name)s") % {"name": name},
            [
                _("The team of %(name)s noted one more e-mail address for you: %(address)s.")
                % {"name": name, "address": masking.email(added)},
                _("Whoever reads it can open your page: the team vouches that it is yours.")
                if opens
                else _("It opens your page only once you have confirmed there that it is yours."),
            ],
            _("See your data"),
            settings.BASE_URL + reverse("own_page:ask"),
            (_("It is not yours? Remove it on your page, or answer this mail."),),
        )
        return _mail(words, address, person.language)


def _mail(words: Words, address: str, language: str) -> EmailMultiAlternatives:
    campaign = Campaign.current()
    context = {"campaign": campaign, "words": words, "language": language}
    return mails.compose(
        to=address, subject=words.subject, template="selfservice/mails/own_page", words=context
    )
