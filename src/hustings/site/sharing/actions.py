"""Deeds on texts to share, and whether people are thanked."""

import logging

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.people.persons.actions import record_consent
from hustings.people.persons.models import Consent, Purpose
from hustings.people.persons.refusals import Refused
from hustings.site.sharing import rotation
from hustings.site.sharing.models import ShareText, Thanking, Thanks, Unthanked

log = logging.getLogger(__name__)
MOST = 12  # in rotation for one subject: with more, none is shown often enough to be judged


class Enough(Refused):
    """So many are in rotation that none would be shown often."""


@transaction.atomic
def write_text(
    *, about: str, text: str, channel: str = "", user: User | None = None, waits: bool = False
) -> ShareText:
    """Add a version, shown in its turn, once; ``waits``: its writer may not publish, so others say yes."""
    _in_turn()
    words = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    same = ShareText.objects.filter(about=about, channel=channel, text=words).first()
    if same:
        return _take_up(same, user, waits)
    _has_room(about)
    since = timezone.now() if waits else None
    made = ShareText.objects.create(about=about, channel=channel, text=words, user=user, waits_since=since)
    _tell("written", made, user)
    return made


def _take_up(text: ShareText, user: User | None, waits: bool) -> ShareText:
    """The same words once more: shown at once where whoever writes them publishes, else asked for."""
    if text.retired_at is None and (waits or text.waits_since is None):
        return text
    if text.retired_at is not None:
        _has_room(text.about)
    text.waits_since, text.approver = (timezone.now(), None) if waits else (None, user)
    text.retired_at = None
    text.save(update_fields=["retired_at", "waits_since", "approver"])
    _tell("written again", text, user)
    return text


@transaction.atomic
def approve_text(*, text: ShareText, user: User) -> None:
    """Show what waited from now on in its turn. Twice is like once."""
    held = ShareText.objects.waiting().select_for_update(of=("self",)).filter(pk=text.pk)
    if held.update(waits_since=None, approver=user):
        _tell("approved", text, user)


@transaction.atomic
def retire_text(*, text: ShareText, user: User | None = None) -> None:
    """Show it no more. Links with it go on working, and what came of it goes on counting."""
    text.retired_at = text.retired_at or timezone.now()
    text.save(update_fields=["retired_at"])
    _tell("retired", text, user)


@transaction.atomic
def bring_back_text(*, text: ShareText, user: User | None = None, waits: bool = False) -> None:
    """Show it again; ``waits``: once somebody who publishes has said yes."""
    _in_turn()
    text.refresh_from_db()
    if text.retired_at is not None:
        _take_up(text, user, waits)


def _in_turn() -> None:
    """One writer at a time, by the campaign's row: two can't take the last place or write the same."""
    Campaign.objects.select_for_update(no_key=True).get(pk=Campaign.current().pk)


def _has_room(about: str) -> None:
    if ShareText.objects.filter(about=about, retired_at=None).count() >= MOST:
        raise Enough(_("There are already %(n)s active or pending texts: retire one first.") % {"n": MOST})


def _tell(what: str, text: ShareText, user: User | None) -> None:
    transaction.on_commit(rotation.forget)
    log.info("share text %s id=%s about=%s user=%s", what, text.pk, text.about, getattr(user, "pk", None))


@transaction.atomic
def thank_no_more(*, thanks: Thanks) -> bool:
    """Whoever got these thanks gets none any more; False where that stands already."""
    _row, is_new = Unthanked.objects.get_or_create(person_id=thanks.person_id)
    if is_new:
        thanks.person.log("sharing.no_thanks")
        log.info("sharing.thanks ended by thanks=%s", thanks.pk)
    return is_new


@transaction.atomic
def thank_again(*, thanks: Thanks) -> None:
    if Unthanked.objects.filter(person=thanks.person_id).delete()[0]:
        thanks.person.log("sharing.thanks_again")


@transaction.atomic
def end_news(*, thanks: Thanks) -> None:
    """No news by e-mail at all: a no in the ledger, as by the link in a letter. Thanks end with them."""
    wants = Consent.objects.live().filter(person=thanks.person_id, purpose=Purpose.EMAIL)
    if not wants.exists():
        return
    with translation.override(Campaign.current().language):
        source = _("Link in a thank-you e-mail")
    record_consent(person=thanks.person, purpose=Purpose.EMAIL, is_given=False, source=source)
    log.info("news ended by thanks=%s", thanks.pk)


@transaction.atomic
def thank_others(*, is_on: bool, user_id: int | None) -> None:
    """Thank people by mail for those whom their link brings from now on, or stop."""
    Thanking.objects.update_or_create(pk=1, defaults={"is_on": is_on})
    log.info("sharing.thanks switched user=%s on=%s", user_id, is_on)
