"""What a caller's page says: the script with names filled in, the sentences of consents, the contact."""

from typing import Any

from django.utils import translation

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.calls.models import Callee
from hustings.people.persons.models import Consent, Purpose, Wording
from hustings.people.scripts import talk
from hustings.people.signups.public_forms import consents

PURPOSES = (Purpose.EMAIL, Purpose.SMS, Purpose.PHONE)


def steps(found: Callee, user: User) -> list[talk.Step]:
    """The script in the contact's language, with the names that stand in braces."""
    version = found.call_list.script.current
    if version is None:
        return []
    names = {
        "{caller}": user.get_short_name() or str(user), "{campaign}": Campaign.current().name,
        "{given_name}": found.person.given_name, "{name}": found.person.name,
    }  # fmt: skip
    return [
        talk.Step(one.kind, _filled(one.text, names), one.key, one.part, one.options)
        for one in version.walked(found.person.language)
    ]


def _filled(text: str, names: dict[str, str]) -> str:
    for brace, name in names.items():
        text = text.replace(brace, name)
    return text


def asked(found: Callee) -> list[tuple[str, Any, Wording]]:
    """Consents that they have not given yet: purpose, its name, the site's sentence to read aloud."""
    with translation.override(found.person.language):
        sentences = consents.asked()
    given = set(Consent.objects.live().filter(person=found.person_id).values_list("purpose", flat=True))
    return [
        (purpose.value, purpose.label, sentences[purpose])
        for purpose in PURPOSES
        if purpose in sentences and purpose not in given
    ]


def earlier(found: Callee) -> list[Any]:
    """The last contacts, so that nobody asks what was said already."""
    return list(found.person.contacts.exclude(note="").order_by("-contacted_at")[:3])
