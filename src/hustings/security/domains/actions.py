"""Actions on domain security."""

import logging
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.people.persons.refusals import Refused
from hustings.security.domains import accounts, tasks
from hustings.security.domains.models import Account, Domain, Known

log = logging.getLogger(__name__)


class Taken(Refused):
    """It is on the list already."""


@transaction.atomic
def save_domain(*, domain: Domain | None = None, values: dict[str, Any], user: User | None = None) -> Domain:
    """Put a domain on the list, or say more of it; it is looked at soon. Raises Taken."""
    found = domain or Domain()
    for name, value in values.items():
        setattr(found, name, value)
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError as taken:
        raise Taken(_("“%(name)s” is already on the list.") % {"name": found.name}) from taken
    tasks.look_at.enqueue(found.pk)
    log.info("domains.domain saved id=%s user=%s", found.pk, user and user.pk)
    return found


@transaction.atomic
def remove_domain(*, domain: Domain, user: User | None = None) -> None:
    log.info("domains.domain removed id=%s user=%s", domain.pk, user and user.pk)
    domain.delete()


def look_again(*, domain: Domain) -> None:
    tasks.look_at.enqueue(domain.pk)


@transaction.atomic
def set_policy(*, domain: Domain, values: dict[str, Any], user: User | None = None) -> None:
    """Serve this MTA-STS policy from now on. A changed one gets another id, by which senders hear of it."""
    row = Domain.objects.select_for_update().get(pk=domain.pk)
    if row.sts_id and all(getattr(row, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(row, name, value)
    row.sts_id = timezone.now().strftime("%Y%m%d%H%M%S%f")[:20]
    row.save(update_fields=[*values, "sts_id"])
    log.info("domains.policy domain=%s mode=%s user=%s", row.pk, row.sts_mode or "-", user and user.pk)


@transaction.atomic
def name_source(*, source: str, is_ours: bool | None, name: str = "", user: User | None = None) -> None:
    """Say whether a server sends for us; None takes it back."""
    if is_ours is None:
        Known.objects.filter(source=source).delete()
        return
    about = {"is_ours": is_ours, "name": name, "user": user, "said_at": timezone.now()}
    Known.objects.update_or_create(source=source, defaults=about)
    log.info("domains.source ours=%s user=%s", is_ours, user and user.pk)


@transaction.atomic
def save_account(
    *, account: Account | None = None, values: dict[str, Any], user: User | None = None
) -> Account:
    """Enter an account of the team, or what was found about it. Raises Taken."""
    found = (
        account
        or Account.objects.exclude(ended_at=None).filter(address=values["address"]).first()
        or Account()
    )
    for name, value in values.items():
        setattr(found, name, value)
    found.ended_at = None
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError as taken:
        raise Taken(_("“%(name)s” is already on the list.") % {"name": found.address}) from taken
    log.info("domains.account saved id=%s user=%s", found.pk, user and user.pk)
    return found


@transaction.atomic
def end_account(*, account: Account, user: User | None = None) -> None:
    """Take it off the list; entering it again brings it back with what was known."""
    Account.objects.filter(pk=account.pk, ended_at=None).update(ended_at=timezone.now())
    log.info("domains.account ended id=%s user=%s", account.pk, user and user.pk)


def bring_accounts(*, content: bytes, user: User | None = None) -> accounts.Plan:
    """Write a file of accounts where all of it is good; what would be done, or what is wrong."""
    plan = accounts.read(content)
    if not plan.problems:
        n_new, n_changed = accounts.write(plan)
        log.info("domains.accounts new=%s changed=%s user=%s", n_new, n_changed, user and user.pk)
    return plan
