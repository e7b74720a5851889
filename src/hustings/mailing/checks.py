"""What is looked at before a mailing may leave, in words."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.campaigns.models import Campaign
from hustings.elections import law
from hustings.mailing import audience, conditions, letter
from hustings.mailing.audience import Reach
from hustings.mailing.letter import called
from hustings.mailing.merge import FIELDS, BadMerge, Merge
from hustings.mailing.models import Letter as Written
from hustings.mailing.models import Mailing, Trial
from hustings.mailing.trials import measures
from hustings.people.refusals import Refused
from mailguard import addresses

_HEAVY = 100_000  # bytes: Gmail cuts a letter off at 102 kB
_COLUMNS = {"given_name": "given_name", "family_name": "family_name"}


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be. ``stops``: the mailing can't leave like this."""

    text: str
    stops: bool = True


def seen(mailing: Mailing, copied: Mapping[Any, Any] | None = None) -> str:
    """A fingerprint of what leaves and to whom, so that nothing else leaves than what was looked at.

    ``copied``: the conditions of its parts where they have been copied already.
    """
    parts: list[Any] = [list(mailing.content.raw_data), mailing.purpose, mailing.asks_for, mailing.topic_id]
    parts.append(mailing.says)
    parts += [trial.set_up for trial in Trial.objects.filter(mailing=mailing)]
    with suppress(BadMerge, conditions.Gone):  # then it can't leave anyhow
        asked = conditions.of(letter.survey(mailing).segments) if copied is None else copied
        parts.append({str(key): asked[key] for key in asked})
    text = json.dumps(parts, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def reach(mailing: Mailing, user: Any) -> tuple[Reach, list[Finding]]:
    """Whom it reaches; a segment that can't be asked any more is a finding."""
    try:
        return audience.reach(mailing, user), []
    except Refused as refused:
        return audience.NOBODY, [Finding(_("The segment can't be used: %(why)s") % {"why": refused})]


def findings(mailing: Mailing, user: Any, reach: Reach) -> Iterator[Finding]:
    """Everything that the team should know before sending."""
    campaign = Campaign.current()
    yield from on_sender(campaign)
    if mailing.is_step:
        pass  # the sequence says whom it goes to
    elif mailing.segment is None:
        yield Finding(_("No segment is chosen: choose whom the mailing goes to."))
    elif not reach.readers:
        yield Finding(
            _("Nobody would get it: nobody in the segment both agreed to mails and can be reached.")
        )
    if mailing.topic and mailing.topic.retired_at:
        yield Finding(_("Its topic is retired: choose another one, or none."))
    yield from on_country([mailing])
    yield from in_letters(mailing, user, reach)


def in_letters(mailing: Mailing, user: Any, reach: Reach) -> Iterator[Finding]:
    """What is amiss with what was written."""
    campaign = Campaign.current()
    if mailing.says == Mailing.Says.SERVICE:
        words = _("It answers what its readers did, somebody said: no silence, hours or limits hold it.")
        yield Finding(words, stops=False)
    yield from _on_letters(mailing.letters(), campaign)
    yield from _on_trial(mailing, campaign)
    fields: set[Merge] = set()
    for written in mailing.letters():
        yield from _on_letter(written, campaign, fields)
    yield from _on_fallbacks(fields, mailing, user, reach)
    yield from _on_parts(mailing)


def on_country(mailings: Iterable[Mailing]) -> Iterator[Finding]:
    """Whether there is a law to hold them."""
    if not law.country() and any(mailing.says != Mailing.Says.SERVICE for mailing in mailings):
        words = _("No country's rules are chosen: electoral silence and quiet hours don't hold it.")
        yield Finding(words, stops=False)


def _on_letters(letters: list[Written], campaign: Campaign) -> Iterator[Finding]:
    """Whether each reader gets exactly one of them."""
    if not letters:
        yield Finding(_("No letter has been written yet."))
        return
    written = [(letter["version"], letter["language"] or "") for letter in letters]
    for version, language in sorted({pair for pair in written if written.count(pair) > 1}):
        words = _("There are several letters “%(name)s”: keep one, or give another language or version.")
        yield Finding(words % {"name": called(language, version)})
    languages = {language for _version, language in written}
    for version, language in sorted(set(product({version for version, _language in written}, languages))):
        if (version, language) not in written:
            words = _("There is no letter “%(name)s”: all versions have to be in the same languages.")
            yield Finding(words % {"name": called(language, version)})
    if not languages & {"", campaign.language}:
        words = _("Readers of other languages get none: write a letter for “any language”, or in %(first)s.")
        yield Finding(words % {"first": campaign.get_language_display()})


def _on_trial(mailing: Mailing, campaign: Campaign) -> Iterator[Finding]:
    """Whether it is said what becomes of several versions."""
    trial = Trial.objects.filter(mailing=mailing).first()
    if len(mailing.versions) < 2:
        if trial:
            words = _("A test of versions is set up, but there is only one: everybody gets it.")
            yield Finding(words, stops=False)
    elif mailing.is_step:
        yield Finding(_("A letter of a sequence has one version only."))
    elif trial is None:
        yield Finding(_("There are several versions: set up how they are tested, or keep only one."))
    elif trial.measure not in {each.key for each in measures.offered(campaign) if each.decides}:
        words = _("What the versions are to be compared by isn’t counted any more: set the test up again.")
        yield Finding(words)


def _on_letter(written: Written, campaign: Campaign, fields: set[Merge]) -> Iterator[Finding]:
    """What is amiss with one; notes its merge fields."""
    name = called(written["language"], written["version"])
    if not (written["subject"] or "").strip():
        yield Finding(_("%(letter)s: it has no subject.") % {"letter": name})
    try:
        made = letter.compose(written, language=campaign.language, campaign=campaign)
    except BadMerge as bad:
        yield Finding(letter.told(written, bad))
        return
    fields |= made.merges
    for number, child in enumerate(written["body"], 1):
        try:
            child.block.clean(child.value)
        except ValidationError as wrong:
            words = _(
                "%(letter)s, block %(number)d (%(label)s): something is missing or wrong in it. %(what)s"
            )
            what = " ".join(dict.fromkeys(_messages(wrong)))
            told = {"letter": name, "number": number, "label": child.block.label, "what": what}
            yield Finding((words % told).strip())
    if not made.is_written:
        yield Finding(_("%(letter)s: it has no text.") % {"letter": name})
    if sum(len(piece) for piece in made.html if isinstance(piece, str)) > _HEAVY:
        words = _("%(letter)s: it is so long that Gmail would cut it off.") % {"letter": name}
        yield Finding(words, stops=False)


def on_sender(campaign: Campaign) -> Iterator[Finding]:
    """What is amiss with whom mails come from."""
    sender = campaign.sender[1]
    try:
        is_usable = str(addresses.read(sender)).isascii() and not sender.endswith(".localdomain")
    except addresses.BadAddress:
        is_usable = False
    if not is_usable and not settings.DEMO:
        words = _("Mails would come from %(address)s: set the sender's address in Settings › Campaign.")
        yield Finding(words % {"address": sender})
    if not campaign.postal_address:
        words = _("The campaign has no postal address to show below the mail: see Settings › Campaign.")
        yield Finding(words, stops=False)
    if not settings.BEHIND_TLS and not settings.DEMO:
        words = _("Mail programs offer one-click unsubscribing only if the site's address begins with https.")
        yield Finding(words, stops=False)


def _messages(error: Any) -> Iterator[str]:
    """What a mistake in a block says, however deep it lies."""
    inside = getattr(error, "block_errors", None)
    if isinstance(inside, dict):
        for each in inside.values():
            yield from _messages(each)
    elif inside:
        for each in inside:
            yield from _messages(each) if each else ()
    else:
        yield from error.messages


def _on_parts(mailing: Mailing) -> Iterator[Finding]:
    """Segments of parts that can't be asked any more."""
    try:
        conditions.members(conditions.of(letter.survey(mailing).segments), [])
    except conditions.Gone:
        yield Finding(_("A part of it is only for a segment that is gone: choose another one."))
    except Refused as refused:
        yield Finding(_("The segment of a part can't be used: %(why)s") % {"why": refused})
    except BadMerge:
        return  # told already


def _on_fallbacks(fields: set[Merge], mailing: Mailing, user: Any, reach: Reach) -> Iterator[Finding]:
    """Readers who would see a hole where others see their name."""
    bare = {merge.field for merge in fields if merge.fallback is None} & _COLUMNS.keys()
    for field in sorted(bare if reach.readers else ()):
        n = audience.readers(mailing, user).filter(**{_COLUMNS[field]: ""}).count()
        if n:
            words = ngettext(
                "For %(n)d reader the field “%(label)s” is empty. Say what to write instead:"
                ' {{ %(field)s|"friend" }}.',
                "For %(n)d readers the field “%(label)s” is empty. Say what to write instead:"
                ' {{ %(field)s|"friend" }}.',
                n,
            )
            yield Finding(words % {"n": n, "label": FIELDS[field], "field": field})
    if any(merge.field == "town" and merge.fallback is None for merge in fields):
        words = _("Where a town is unknown, {{ town }} leaves a hole: say what to write instead.")
        yield Finding(words, stops=False)
