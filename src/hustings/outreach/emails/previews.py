"""Letters as they would be read, before anybody reads them."""

from contextlib import suppress
from dataclasses import dataclass
from html import escape
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.emails import composition, conditions, merge_fields
from hustings.outreach.emails.blocks import VERSIONS, Written
from hustings.outreach.emails.composition import Message, RenderedEmail
from hustings.outreach.emails.merge_fields import BadMerge
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused

SIZES = [
    {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": gettext_lazy("Phone")},
    {"name": "tablet", "icon": "tablet-alt", "device_width": 600, "label": gettext_lazy("Tablet")},
    {"name": "desktop", "icon": "desktop", "device_width": 1200, "label": gettext_lazy("Desktop")},
]
_PARTED, _UNKNOWN = "-", "unknown"
_NOWHERE = "camille.martin@example.org"  # a person's own address isn't shown: whoever writes may not see it


@dataclass(frozen=True)
class Reader:
    """Whom a letter is shown as it would reach."""

    values: dict[str, str]
    person: Person | None = None
    is_known: bool = True

    def segments(self, made: RenderedEmail) -> frozenset[int]:
        """Those of its parts' that they are in: somebody invented of whom all is known reads all parts."""
        if self.person is None:
            return made.segments if self.is_known else frozenset()
        with suppress(conditions.Gone, Refused):
            found = conditions.members(conditions.of(made.segments), [self.person.pk])
            return found.get(self.person.pk, frozenset())
        return frozenset()


def invented(*, is_known: bool = True) -> Reader:
    """Somebody who doesn't exist, or of whom only the address is known."""
    names = ("Camille", "Martin", "Lyon") if is_known else ("", "", "")
    given, family, town = names
    values = composition.values_of(key=0, address=_NOWHERE, given_name=given, family_name=family, town=town)
    return Reader(values, is_known=is_known)


def real(person: Person) -> Reader:
    """One of the people that the writer may see."""
    zone = person.zone
    around = zone.parent if zone else None
    town = composition.town_of(zone.kind if zone else None, str(zone or ""), str(around or ""))
    values = composition.values_of(
        key=0, address=_NOWHERE, given_name=person.given_name, family_name=person.family_name, town=town
    )
    return Reader(values, person)


def modes(mailing: Message) -> list[tuple[str, str]]:
    """A key and a name for each of its letters, to somebody known and to an address alone."""
    found = letters(mailing)
    bare = [
        (f"{key}{_PARTED}{_UNKNOWN}", _("%(letter)s, with no personal data") % {"letter": name})
        for key, name in found
    ]
    return [*found, *bare]


def letters(mailing: Message) -> list[tuple[str, str]]:
    """A key and a name for each of its letters."""
    found = {_key(each): composition.called(each["language"], each["version"]) for each in mailing.letters()}
    return list(found.items()) or [(f"{_PARTED}{VERSIONS[0]}", _("any language"))]


def _key(written: Written) -> str:
    return f"{written['language'] or ''}{_PARTED}{written['version']}"


def first(mailing: Message, version: str = VERSIONS[0]) -> str:
    """The letter of a version to show first: for those who read the language of who looks, if it has one."""
    mine = get_language()
    written = {each["language"] for each in mailing.letters() if each["version"] == version}
    return f"{mine if mine in written else ''}{_PARTED}{version}"


def of(mailing: Message, mode: str = "", reader: Reader | None = None) -> dict[str, Any]:
    """Subject, HTML and text of a letter, or its problem. ``mode``: language and version.

    What is for any language has its frame in that of ``reader`` or ``mode``, else in the campaign's first.
    """
    language, version, *more = [*mode.split(_PARTED), "", ""][:3]
    reader = reader or invented(is_known=_UNKNOWN not in more)
    language = reader.person.language if reader.person else language
    campaign = Campaign.current()
    written = mailing.letter_for(language, version or VERSIONS[0], campaign.language)
    if written is None:
        return {"problem": _("No message has been written yet.")}
    shown = {"mode": _key(written), "reader": reader}
    try:
        made = composition.of(mailing, written, language=language or campaign.language, campaign=campaign)
    except BadMerge as bad:
        return shown | {"problem": composition.told(written, bad)}
    filled = reader.values | conditions.values(reader.segments(made))
    html = merge_fields.fill(made.html, filled, escape)
    return shown | {
        "subject": merge_fields.fill(made.subject, filled),
        "preheader": merge_fields.fill(merge_fields.parse(written["preheader"] or ""), filled),
        "html": here(html),
        "text": merge_fields.fill(made.text, filled),
    }


def here(html: str) -> str:
    """With its pictures from where HQ is open now, not from the address that letters give."""
    return html.replace(f'"{settings.BASE_URL}{settings.MEDIA_URL}', f'"{settings.MEDIA_URL}')


def serve(mailing: Message, request: HttpRequest, mode: str) -> HttpResponse:
    """The letter alone, as a page."""
    if mode not in dict(modes(mailing)):
        raise Http404
    made = of(mailing, mode)
    problem = f'<p style="font:16px sans-serif">{escape(made.get("problem", ""))}</p>'
    response = HttpResponse(made.get("html") or problem)
    response["X-Robots-Tag"] = "noindex"
    return response
