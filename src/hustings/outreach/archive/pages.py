"""A mailing as everybody may read it: as if nothing were known of its reader."""

import re
from dataclasses import dataclass
from html import escape

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.archive.models import Archived, ArchivePage
from hustings.outreach.emails import composition, merge_fields, previews
from hustings.outreach.emails.blocks import VERSIONS
from hustings.outreach.emails.merge_fields import BadMerge
from hustings.outreach.mailings.models import Mailing

_LEFT_BEHIND = re.compile(r"\s*,(?:\s*,)+|\s+(?=[,.])|^\s*,\s*")  # by a name that nothing stands for


@dataclass(frozen=True, slots=True)
class Reading:
    html: str
    text: str
    summary: str


def version_of(mailing: Mailing, archived: Archived | None) -> str:
    """The version chosen by hand, else the one that a test found best, else the first."""
    if archived and archived.version in mailing.versions:
        return archived.version
    trial = ABTest.objects.filter(pk=mailing.pk).first()
    return (trial.winner if trial else "") or VERSIONS[0]


def waits_for_version(mailing: Mailing, archived: Archived) -> bool:
    if archived.version:
        return False
    return ABTest.objects.filter(pk=mailing.pk, decided_at=None).exclude(versions="").exists()


def languages(mailing: Mailing, first: str) -> list[str]:
    """Those that it is written in; what is for any language counts as the campaign's first."""
    known = dict(settings.LANGUAGES)
    found = dict.fromkeys(written["language"] or first for written in mailing.letters())
    return [language for language in found if language in known]


def title(mailing: Mailing, language: str) -> str:
    """The subject, without anybody's name."""
    archived = Archived.objects.filter(pk=mailing.pk).first()
    subject = mailing.subject_for(language, Campaign.current().language, version_of(mailing, archived))
    return _plain(subject)


def _plain(text: str) -> str:
    """Merge fields by what stands in their place, and no comma that a name left behind."""
    try:
        words = " ".join(merge_fields.fill(merge_fields.parse(text or ""), {}).split())
    except BadMerge:
        words = ""
    words = _LEFT_BEHIND.sub(lambda found: "," if found.start() and "," in found[0] else "", words)
    if (text or "").lstrip().startswith("{{"):  # what came after a name begins the line now
        words = words[:1].upper() + words[1:]
    return words or str(Campaign.current())


def of(page: ArchivePage, archived: Archived) -> Reading | None:
    """The letter: parts for some left out, no token, nothing measured, links straight to their targets."""
    mailing, campaign = page.mailing, Campaign.current()
    written = mailing.letter_for(page.language, version_of(mailing, archived), campaign.language)
    if written is None:
        return None
    try:
        made = composition.of(mailing, written, language=page.language, campaign=campaign, is_public=True)
    except BadMerge:  # a block's rules are stricter by now
        return None
    html = previews.here(merge_fields.fill(made.html, {}, escape))
    html = html.replace("<head>", '<head><base target="_top">', 1)
    return Reading(
        html, merge_fields.fill(made.text, {}), _plain(written["preheader"]) if written["preheader"] else ""
    )


def address(page: ArchivePage) -> str:
    return settings.BASE_URL + path(page)


def path(page: ArchivePage) -> str:
    """The same without."""
    with translation.override(page.language):
        return reverse("letters:letter", args=[page.slug])


def online(mailing: Mailing, archived: Archived, language: str) -> str:
    """Where a reader of a language finds theirs; empty where it has no page."""
    campaign = Campaign.current()
    written = mailing.letter_for(language, version_of(mailing, archived), campaign.language)
    its = (written["language"] if written else "") or campaign.language
    page = ArchivePage.objects.filter(mailing=mailing, language=its).first()
    return address(page) if page else ""
