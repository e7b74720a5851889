"""The index of our own mail, from a folder on the server and the team's mailboxes.

It grows apart and replaces the other when no case is open: a case is read against one index.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.utils.translation import gettext as _

from hustings.foundation.lib.sql import sqlites
from hustings.security.incidents.models import Source, Study
from hustings.security.incidents.sources import mailbox_study
from hustings.security.leaks.models import Case, known, own
from mailguard.agents.imap.gathering import Portion
from mailguard.agents.platform import disk
from mailguard.forensics import copies
from mailguard.forensics.copies import BadCopies, Copies, Tally
from mailguard.mailboxes import Letter

_MOST = 30_000_000  # bytes of a message; a longer one is not whole, and so left out
_TOLD_EVERY = 100  # mails


def index() -> Path:
    return known() / "ours.sqlite3"


def growing() -> Path:
    return known() / "ours.growing.sqlite3"


def make(study: Study, pause: Callable[[], object]) -> None:
    """Read what is new, then let cases have it. Killed at any point, it goes on the next time."""
    disk.make(known())
    if study.is_anew:
        mailbox_study.begin_anew(study, growing(), lambda path: Copies(path, is_read_only=False).close())
    if not growing().exists() and index().exists():
        sqlites.copy(index(), growing())  # made elsewhere or before
    try:
        _read(study, pause)
    except BadCopies as error:
        mailbox_study.done(study, 0, error.say())
        return
    mailbox_study.still(study)
    with closing(Copies(growing())) as made:
        n = len(made)
    if any(each.is_busy for each in Case.objects.live().filter(finished_at=None, failed_at=None)):
        mailbox_study.done(
            study, n, _("Everything is read. The new index will be used once the open case is finished.")
        )
        return
    sqlites.copy(growing(), index())
    mailbox_study.done(study, n)


def _read(study: Study, pause: Callable[[], object]) -> None:
    def progress(tally: Tally) -> None:
        if tally.n_read % _TOLD_EVERY == 0:
            pause()
            mailbox_study.still(study)
            Study.objects.filter(pk=study.pk).update(n_kept=tally.n_read)

    if own().is_dir() and any(own().iterdir()):
        copies.index([str(own())], growing(), known(), progress=progress)
    with closing(Copies(growing(), is_read_only=False)) as made:

        def take(source: Source, portion: Portion) -> int:
            place = f"{source.address or source.name}/{portion.folder}"
            whole = [mail for mail in portion.mails if mail.raw and mail.size <= _MOST]
            return copies.keep((Letter(f"{place}/{mail.uid}", mail.raw or b"", -1) for mail in whole), made)

        mailbox_study.read(study, take, pause, most=_MOST)


def remove() -> None:
    for path in (growing(), index()):
        sqlites.remove(path)
