"""Remember a device, or forget it."""

import logging
import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.people.persons.models import Email, Person
from hustings.people.persons.refusals import Refused
from hustings.people.signups.models import Device
from hustings.people.signups.models.devices import LIFE, digest

log = logging.getLogger(__name__)
MOST = 10  # of one mailbox; the oldest goes
REMEMBERED, FORGOTTEN = "sign_up.device_remembered", "sign_up.devices_forgotten"


class NotProven(Refused):
    """The address is not shown to be read by them, wants no mail, or was put on the record by others."""


@transaction.atomic
def remember(*, email: Email) -> str:
    """Keep a new device of whoever has just proven this mailbox; the secret for its cookie."""
    if email.barred_at or email.status != Email.Status.CONFIRMED:
        raise NotProven(_("We can remember a device only for a confirmed address."))
    secret = secrets.token_urlsafe(32)
    device = Device.objects.create(email=email, digest=digest(secret))
    old = list(Device.objects.filter(email=email).values_list("pk", flat=True)[MOST:])
    Device.objects.filter(pk__in=old).delete()
    email.person.log(REMEMBERED)
    log.info("device remembered id=%s person=%s", device.pk, email.person_id)
    return secret


@transaction.atomic
def forget(*, person: Person) -> int:
    """Forget all devices of somebody; how many."""
    n, _rows = Device.objects.filter(email__person=person).delete()
    if n:
        person.log(FORGOTTEN)
        log.info("devices forgotten person=%s n=%s", person.pk, n)
    return n


def forget_old() -> int:
    """Delete those that stand for nothing any more, by age or by the loss of their address."""
    old = Device.objects.filter(made_at__lte=timezone.now() - LIFE).delete()[0]
    return old + Device.objects.exclude(email__in=Email.objects.all()).delete()[0]
