"""Deeds on texts to share, and whether people are thanked."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.accounts.models import User
from hustings.people.refusals import Refused
from hustings.sharing import rotation
from hustings.sharing.models import ShareText, Thanking

log = logging.getLogger(__name__)
MOST = 12  # in rotation for one subject: with more, none is shown often enough to be judged


class Enough(Refused):
    """So many are in rotation that none would be shown often."""


@transaction.atomic
def write_text(*, about: str, text: str, channel: str = "", user: User | None = None) -> ShareText:
    """One more version, shown from now on in its turn. The same words again are the same version."""
    words = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    same = ShareText.objects.filter(about=about, channel=channel, text=words).first()
    if same and same.retired_at is None:
        return same
    _has_room(about)
    if same:
        same.retired_at = None
        same.save(update_fields=["retired_at"])
    made = same or ShareText.objects.create(about=about, channel=channel, text=words, user=user)
    _tell("written", made, user)
    return made


@transaction.atomic
def retire_text(*, text: ShareText, user: User | None = None) -> None:
    """Show it no more. Links with it go on working, and what came of it goes on counting."""
    text.retired_at = text.retired_at or timezone.now()
    text.save(update_fields=["retired_at"])
    _tell("retired", text, user)


@transaction.atomic
def bring_back_text(*, text: ShareText, user: User | None = None) -> None:
    """Show it again."""
    if text.retired_at is None:
        return
    _has_room(text.about)
    text.retired_at = None
    text.save(update_fields=["retired_at"])
    _tell("back", text, user)


def _has_room(about: str) -> None:
    if ShareText.objects.live().filter(about=about).count() >= MOST:
        raise Enough(_("%(n)s texts are in turn already: retire one first.") % {"n": MOST})


def _tell(what: str, text: ShareText, user: User | None) -> None:
    transaction.on_commit(rotation.forget)
    log.info("share text %s id=%s about=%s user=%s", what, text.pk, text.about, getattr(user, "pk", None))


@transaction.atomic
def thank_others(*, is_on: bool, user_id: int | None) -> None:
    """Thank people by mail for those whom their link brings from now on, or stop."""
    Thanking.objects.update_or_create(pk=1, defaults={"is_on": is_on})
    log.warning("sharing.thanks switched user=%s on=%s", user_id, is_on)
