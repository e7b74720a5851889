"""The local groups' certification: three conditions in force, one in a draft, and a first check."""

from django.db import transaction
from django.utils import timezone

from hustings.field.groups.certification import actions, refresh
from hustings.field.groups.health import count
from hustings.field.groups.models import CertificationRun, GroupNotice, LocalGroup, Rule
from hustings.foundation.accounts.models import User

RULES = (("leaders", 2, None), ("members", 5, None), ("events_ahead", 1, None))
DRAFT = ("active_members", 4, 60)


@transaction.atomic
def fill() -> None:
    """Rules, a check, figures. Nobody is written to."""
    director = User.objects.filter(grants__role="director").order_by("pk").first()
    if Rule.objects.exists() or not LocalGroup.objects.exists() or director is None:
        return
    today = timezone.localdate()
    for measure, n, days in RULES:
        Rule.objects.create(measure=measure, n=n, days=days, valid_from=today, user=director)
    measure, n, days = DRAFT
    actions.draft(values={"measure": measure, "n": n, "days": days}, user=director)
    refresh.run(CertificationRun.objects.create(user=director).pk)
    count.run()
    GroupNotice.objects.filter(told_at=None).update(told_at=timezone.now())
