"""Scheduled jobs of the shield."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.security.incidents import actions
from hustings.security.incidents.actions import bulletins
from hustings.security.incidents.bulletin import team
from hustings.security.incidents.models import Bulletin, Guard
from hustings.security.incidents.sources import report_mailbox

_ALIVE = timedelta(minutes=1)


def read_reports() -> int:
    """Read the mailboxes for reports, unless the watcher has them open; how many messages."""
    alive = Guard.objects.filter(kind=Guard.Kind.OWN, seen_at__gt=timezone.now() - _ALIVE)
    return 0 if alive.exists() else report_mailbox.read_all()


def team_of_bulletins() -> int:
    """People who came to the team or left it since; nobody before the first bulletin is a mailing."""
    return team.bring_up_to_date() if Bulletin.objects.exclude(mailing=None).exists() else 0


part = schedule.jobs(
    schedule.daily(
        actions.tidy, _("Delete old incidents and kept messages"), at="03:55", name="incidents.tidy"
    ),
    schedule.every(read_reports, _("Read reported e-mails"), minutes=1, name="incidents.read_reports"),
    schedule.daily(
        actions.learn_daily,
        _("Learn from new mail who writes to the team"),
        at="02:35",
        name="incidents.learn",
    ),
    schedule.every(actions.note_lost, _("Detect stalled learning"), minutes=10, name="incidents.lost"),
    schedule.daily(
        team_of_bulletins, _("Check who should receive security bulletins"), at="06:45", name="incidents.team"
    ),
    schedule.daily(
        bulletins.draft, _("Draft the security bulletin"), at="07:00", name="incidents.draft_bulletin"
    ),
)
