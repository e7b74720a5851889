"""A project that a call accepted, with something of everything."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.networks.juries import actions as juries
from hustings.networks.projects import actions
from hustings.networks.projects.models import Project
from tests.cast.money.ledger.fixtures import books
from tests.cast.networks.initiatives.rounds import read, seated


def accepted(by: User, slug: str = "gardens") -> Project:
    """The project of the first application of a round that was announced."""
    round_ = read(2, slug=slug)
    seated(round_, by)
    for row in round_.applications.order_by("number"):
        juries.vote(application=row, user=by, is_yes=row.number == 1)
    juries.announce(round_=round_, by=by)
    return Project.objects.select_related("application__round__call", "application__person").get(
        application__round=round_
    )


def followed(by: User, slug: str = "gardens", **values: Any) -> Project:
    """Agreed, with a milestone, a report and an instalment of today."""
    row = accepted(by, slug)
    actions.change_project(project=row, values={"agreement": "We dig, you pay."})
    today, one = timezone.localdate(), books(name=f"Grants {slug}")
    step = row.milestones.create(title="Beds dug", due_on=today + timedelta(days=9))
    row.reports.create(due_on=today + timedelta(days=5))
    account = one.accounts.filter(kind="expense").order_by("number").first()
    row.instalments.create(amount=500_00, due_on=today, books=one, account=account, milestone=step, **values)
    return row
