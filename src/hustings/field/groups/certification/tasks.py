"""Tasks of certification."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.field.groups.certification import refresh
from hustings.field.groups.models import CertificationRun, LocalGroup
from hustings.foundation.jobs import run_context
from hustings.foundation.jobs.labels import label
from hustings.foundation.jobs.retry_policies import retries
from hustings.foundation.territories import nearest


@label(_("Check group certification now"))
@retries(attempts=3, wait=30)
@task(queue_name="long")
def check(pk: int) -> None:
    """Hold the rules against all groups; a second run of the same does nothing."""
    refresh.run(pk, run_context.turns())


def nightly() -> None:
    """The look of each night."""
    refresh.run(CertificationRun.objects.create().pk)


def renew_points() -> None:
    """Follow territories that got another middle since groups were saved."""
    nearest.renew_points(LocalGroup.objects.all())
