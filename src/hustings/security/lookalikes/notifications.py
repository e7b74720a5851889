"""Tells the security leads what was found: one mail for all that is new, however much it is."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.accounts import security_leads
from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.tasks import write
from hustings.foundation.jobs import exactly_once
from hustings.security.lookalikes import incidents
from hustings.security.lookalikes.models import Find, Habit

SHOWN = 20
PAUSE = timedelta(hours=1)  # between two mails


def _new() -> QuerySet[Find]:
    least = Habit.current().least
    return Find.objects.filter(told_at=None, judged_at=None, is_provider=False, strength__gte=least)


def of_new() -> None:
    """Whatever follows a search: new look-alikes become incidents, and whoever guards mail is told."""
    incidents.open_new()
    tell_new()


@transaction.atomic
def tell_new() -> int:
    """Have what nobody was told of yet mailed, if the last mail is an hour old; how much it is."""
    now = timezone.now()
    if Find.objects.filter(told_at__gt=now - PAUSE).exists():
        return 0
    new = list(_new().order_by("-strength", "pk").values_list("pk", flat=True))
    if not new:
        return 0
    Find.objects.filter(pk__in=new).update(told_at=now)
    for user in security_leads.whom():
        tell.enqueue(user, new[:SHOWN], len(new), now.isoformat())
    return len(new)


@jobs.label(_("Report look-alike domains"))
@jobs.retries(attempts=8, wait=30)
@task()
def tell(user_id: int, finds: list[int], n: int, at: str) -> None:
    """Mail one of them, in their language; running it twice sends one letter."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    rows = sorted(Find.objects.filter(pk__in=finds), key=lambda row: finds.index(row.pk))
    if user is None or not rows:
        return
    with exactly_once.once(f"lookalikes.tell {user_id} {at}") as is_due:
        if is_due:
            with translation.override(user.language):
                link = settings.BASE_URL + reverse("lookalikes:list")
                write(user, "lookalikes/mail.txt", finds=rows, n=n, more=n - len(rows), link=link)
