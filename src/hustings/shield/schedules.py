"""What the shield does again and again."""

from datetime import timedelta

from django.utils import timezone

from hustings.jobs import schedule
from hustings.shield import actions, reports_reading, team
from hustings.shield.actions import bulletins
from hustings.shield.models import Bulletin, Guard

_ALIVE = timedelta(minutes=1)


def read_reports() -> int:
    """Read the mailboxes for reports, unless the watcher has them open; how many messages."""
    alive = Guard.objects.filter(kind=Guard.Kind.OWN, seen_at__gt=timezone.now() - _ALIVE)
    return 0 if alive.exists() else reports_reading.read_all()


def team_of_bulletins() -> int:
    """Who came to the team or left it since; nobody before the first bulletin is a mailing."""
    return team.bring_up_to_date() if Bulletin.objects.exclude(mailing=None).exists() else 0


schedule.daily(at="03:55", name="shield.tidy")(actions.tidy)
schedule.every(minutes=1, name="shield.read_reports")(read_reports)
schedule.daily(at="02:35", name="shield.learn")(actions.learn_daily)
schedule.every(minutes=10, name="shield.lost")(actions.note_lost)
schedule.daily(at="06:45", name="shield.team")(team_of_bulletins)
schedule.daily(at="07:00", name="shield.draft_bulletin")(bulletins.draft)
