"""Archive panel on the page of a mailing."""

from typing import Any

from hustings.foundation.accounts.models import User
from hustings.outreach.archive import exclusions, publication
from hustings.outreach.archive import pages as reading
from hustings.outreach.archive.models import Archive, Archived, ArchivePage
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.rights import may_archive


def box(mailing: Mailing, user: User) -> dict[str, Any]:
    """Nothing where there is no archive, or the letter is one of a sequence's."""
    archive = Archive.current()
    if not archive.is_on or mailing.is_step:
        return {}
    if exclusions.is_for_members(mailing):
        return {"archive_box": {"is_for_members": True}}
    archived = Archived.objects.filter(pk=mailing.pk).first()
    is_wanted = archived.is_wanted if archived else not mailing.started_at and archive.takes(mailing)
    is_shown = bool(archived and archived.is_shown)
    pages = ArchivePage.objects.filter(mailing=mailing).order_by("language") if is_shown else []
    return {
        "archive_box": {
            "is_wanted": is_wanted,
            "is_shown": is_shown,
            "by_default": archived is None,
            "pages": [(page, reading.path(page)) for page in pages],
            "waits": bool(archived and is_wanted and reading.waits_for_version(mailing, archived)),
            "silent_until": publication.silent_until(mailing) if is_wanted and not is_shown else None,
            "versions": mailing.versions if len(mailing.versions) > 1 else [],
            "version": archived.version if archived else "",
            "may": may_archive(user, mailing),
        }
    }
