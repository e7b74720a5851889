"""Tasks of domain security."""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.tasks import write
from hustings.foundation.jobs import exactly_once
from hustings.security.domains import accounts, dns_checks, passkeys
from hustings.security.domains.models import Account, Domain

BAD = 3  # the grade that is wrong


@jobs.label(_("Check a domain"))
@jobs.retries(attempts=3, wait=60)
@task()
def look_at(domain_id: int) -> None:
    """Look a domain up; running it twice looks twice."""
    if domain := Domain.objects.filter(pk=domain_id).first():
        dns_checks.look(domain)


@jobs.label(_("Send a reminder about mail protection"))
@jobs.retries(attempts=8, wait=30)
@task()
def remind(user_id: int, month: str) -> None:
    """Tell one of those who guard the mailboxes what is to be mended: once a month, if anything is."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return
    own = accounts.own()
    lacking, rows = passkeys.lacking(), list(Account.objects.filter(ended_at=None))
    about = {
        "n_lacking": len(lacking),
        "n_forwarding": sum(bool(accounts.outside(row, own)) for row in rows),
        "n_weak": sum(row.factor in {"", "none"} for row in rows),
        "n_kept": sum(row.keeps_days is None for row in rows),
        "domains": list(Domain.objects.filter(Q(worst__gte=BAD))),
    }  # fmt: skip
    if not any(about.values()):
        return
    with exactly_once.once(f"domains.remind {user_id} {month}") as is_due:
        if is_due:
            with translation.override(user.language):
                write(user, "domains/mail.txt", link=settings.BASE_URL + reverse("domains:house"), **about)
