"""Letters as they would be read, before anybody reads them."""

from html import escape
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.campaigns.models import Campaign
from hustings.mailing import conditions, letter, merge
from hustings.mailing.blocks import VERSIONS
from hustings.mailing.merge import BadMerge
from hustings.mailing.models import Mailing

SIZES = [
    {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": gettext_lazy("Phone")},
    {"name": "tablet", "icon": "tablet-alt", "device_width": 600, "label": gettext_lazy("Tablet")},
    {"name": "desktop", "icon": "desktop", "device_width": 1200, "label": gettext_lazy("Desktop")},
]
_PARTED = "-"


def values(*, is_known: bool = True) -> dict[str, str]:
    """Whom a preview is shown as: somebody invented, or somebody of whom only the address is known."""
    return letter.values_of(
        key=0,
        address="camille.martin@example.org",
        given_name="Camille" if is_known else "",
        family_name="Martin" if is_known else "",
        town="Lyon" if is_known else "",
    )


def modes(mailing: Mailing) -> list[tuple[str, str]]:
    """A key and a name for each of its letters."""
    found = {
        f"{each['language'] or ''}{_PARTED}{each['version']}": letter.called(
            each["language"], each["version"]
        )
        for each in mailing.letters()
    }
    return list(found.items()) or [(f"{_PARTED}{VERSIONS[0]}", _("any language"))]


def of(mailing: Mailing, mode: str = "", *, is_known: bool = True) -> dict[str, Any]:
    """Subject, HTML and text of one of its letters, or the problem that it has."""
    language, _bar, version = mode.partition(_PARTED)
    campaign = Campaign.current()
    shown_as = {"shown_as": "known" if is_known else "unknown", "mode": mode}
    written = mailing.letter_for(language, version or VERSIONS[0], campaign.language)
    if written is None:
        return shown_as | {"problem": _("No letter has been written yet.")}
    try:
        made = letter.compose(written, language=language or campaign.language, campaign=campaign)
    except BadMerge as bad:
        return shown_as | {"problem": letter.told(written, bad)}
    filled = values(is_known=is_known)
    if is_known:
        filled |= conditions.values(made.segments)
    escaped = {key: escape(value) for key, value in filled.items()}
    return shown_as | {
        "subject": merge.fill(made.subject, filled),
        "html": merge.fill(made.html, escaped),
        "text": merge.fill(made.text, filled),
    }


def serve(mailing: Mailing, request: HttpRequest, mode: str) -> HttpResponse:
    """The letter alone, as a page that may do nothing."""
    if mode not in dict(modes(mailing)):
        raise Http404
    made = of(mailing, mode)
    response = HttpResponse(made.get("html") or escape(made["problem"]))
    response["X-Robots-Tag"] = "noindex"
    return response
