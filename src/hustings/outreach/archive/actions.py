"""Put a mailing into the public archive, and take it out."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.outreach.archive import exclusions, pages, publication
from hustings.outreach.archive.models import Archive, Archived
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.mailings.rights import may_archive

log = logging.getLogger(__name__)


def _demand(user: User, mailing: Mailing) -> None:
    if not may_archive(user, mailing) or mailing.is_step:
        raise Refused(_("You don’t have permission to change the archive."))


@transaction.atomic
def put_in(*, mailing: Mailing, user: User, version: str = "") -> bool:
    """Have everybody read it: at once where it was sent, else once it leaves. Says whether it is shown."""
    _demand(user, mailing)
    if not Archive.current().is_on:
        raise Refused(_("The archive is switched off."))
    if exclusions.is_for_members(mailing):
        raise Refused(_("This message is for members only. It can’t be published."))
    if version and version not in mailing.versions:
        raise Refused(_("This version doesn’t exist."))
    Mailing.objects.select_for_update(no_key=True).get(pk=mailing.pk)  # before the row, as who shows it does
    archived, _is_new = Archived.objects.select_for_update().get_or_create(mailing=mailing)
    was_shown, had = archived.is_shown, archived.version
    archived.wanted_at, archived.withdrawn_at = timezone.now(), None
    archived.version, archived.user = version, user
    if was_shown and version != had and publication.silent_until(mailing):
        raise Refused(_("Election silence: published content can’t be changed until it ends."))
    if not was_shown or pages.waits_for_version(mailing, archived):
        archived.shown_at = None
    archived.save()
    log.info("archive wants mailing=%s version=%s user=%s", mailing.pk, version, user.pk)
    if archived.shown_at:
        publication.write(mailing)
        return True
    if publication.show(mailing):
        return True
    publication.prepare(mailing)
    return False


@transaction.atomic
def take_out(*, mailing: Mailing, user: User) -> None:
    """Nobody reads it any more, from now on; its address says that it was taken back."""
    _demand(user, mailing)
    archived, _is_new = Archived.objects.select_for_update().get_or_create(mailing=mailing)
    archived.withdrawn_at, archived.user = timezone.now(), user
    archived.save(update_fields=["withdrawn_at", "user"])
    log.info("archive withdrew mailing=%s user=%s", mailing.pk, user.pk)
