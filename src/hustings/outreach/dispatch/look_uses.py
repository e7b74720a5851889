"""Mailings that a change of the look would touch, or that keep the look that they had."""

from django.db.models import F

from hustings.outreach.delivery.timetable import unbegun
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.review.models import Approval


def n_approved() -> int:
    """Drafts with a yes to what they are now, which does not hold for another look."""
    yes = Approval.objects.filter(
        verdict=Approval.Verdict.APPROVED,
        mailing__state=Mailing.State.DRAFT,
        revision=F("mailing__latest_revision"),
    )
    return yes.order_by().values("mailing").distinct().count()


def n_running() -> int:
    found = Mailing.objects.filter(kind=Mailing.Kind.STEP, look__isnull=False)
    return found.exclude(state__in=[Mailing.State.SENT, Mailing.State.CANCELLED]).count()


def n_planned() -> int:
    return unbegun().count()
