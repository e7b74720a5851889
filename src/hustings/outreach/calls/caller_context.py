"""Contents of a caller's page: the script with names filled in, the sentences of consents, the contact."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.calls.models import CallList
from hustings.people.persons.actions.consents import sentences_shown
from hustings.people.persons.models import Consent, Person, Purpose, Wording
from hustings.people.scripts import talk
from hustings.people.scripts.models import Version
from hustings.people.signups.public_forms import consents

PURPOSES = (Purpose.EMAIL, Purpose.SMS, Purpose.PHONE)


def steps(version: Version | None, person: Person, user: User) -> list[talk.Step]:
    """The script in the contact's language, with the names that stand in braces."""
    if version is None:
        return []
    names = {
        "{caller}": user.get_short_name() or str(user), "{campaign}": Campaign.current().name,
        "{given_name}": person.given_name, "{name}": person.name,
    }  # fmt: skip
    return [
        talk.Step(one.kind, _filled(one.text, names), one.key, one.part, one.options)
        for one in version.walked(person.language)
    ]


def _filled(text: str, names: dict[str, str]) -> str:
    for brace, name in names.items():
        text = text.replace(brace, name)
    return text


def asked(person: Person) -> list[tuple[str, Any, Wording]]:
    """Consents that they have not given yet: purpose, its name, the site's sentence to read aloud."""
    with translation.override(person.language):
        sentences = consents.asked()
    given = set(Consent.objects.live().filter(person=person.pk).values_list("purpose", flat=True))
    return [
        (purpose.value, purpose.label, sentences[purpose])
        for purpose in PURPOSES
        if purpose in sentences and purpose not in given
    ]


def agreed(sent: Mapping[str, str]) -> dict[str, int]:
    """Purpose -> key of the sentence that was on the page and read aloud, of each box that was ticked."""
    return sentences_shown({each.value: sent.get(f"yes-{each.value}", "") for each in PURPOSES}, PURPOSES)


def version(call_list: CallList, sent: str = "") -> Version | None:
    """The script that was on the page, though it has a newer version by now; without one, the newest."""
    shown = call_list.script.versions.filter(number=sent) if sent.isdecimal() and len(sent) < 10 else None
    return (shown.first() if shown else None) or call_list.script.current


def earlier(person: Person) -> list[Any]:
    """The last contacts, so that nobody asks what was said already."""
    return list(person.contacts.exclude(note="").order_by("-contacted_at")[:3])
