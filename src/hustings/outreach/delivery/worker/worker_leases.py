"""The runs of workers, and what becomes of their letters when one ends or dies."""

import os
import socket
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.utils import timezone

from hustings.outreach.delivery.models import Delivery, WorkerLease
from hustings.outreach.delivery.models.reasons import NotSent, because
from hustings.outreach.delivery.worker import send_gate
from hustings.outreach.mailings.models import Mailing

State = Delivery.State


def sign_on(lease: float) -> WorkerLease:
    carrier = WorkerLease.objects.create(
        name=f"{socket.gethostname()}:{os.getpid()}"[:64], expires_at=timezone.now()
    )
    renew(carrier, lease)
    return carrier


def renew(carrier: WorkerLease, lease: float) -> bool:
    """Hold the lease for ``lease`` seconds more by the database's clock; False where it is no longer ours."""
    later = Now() + timedelta(seconds=lease)
    return bool(WorkerLease.objects.filter(pk=carrier.pk).update(expires_at=later))


@transaction.atomic
def sign_off(carrier: WorkerLease) -> None:
    """Close a run: what it claimed is queued again, what is on the wire becomes unsure."""
    found = WorkerLease.objects.select_for_update().filter(pk=carrier.pk).first()
    if found is None:
        return  # somebody else closed it
    on_wire, handed_over = _numbers(found.on_wire), _numbers(found.handed_over)
    if handed_over:
        send_gate.settle(found, handed_over)
    found.delete()
    held = Delivery.objects.filter(
        ~Exists(WorkerLease.objects.filter(pk=OuterRef("carrier"))),
        mailing__in=Mailing.objects.exclude(state__in=[Mailing.State.DRAFT, Mailing.State.SENT]),
    )
    unsure = {"state": State.UNSURE, **because(NotSent.WORKER_ENDED)}
    if on_wire:
        left = Delivery.objects.filter(pk__any_of=on_wire, carrier=carrier.pk, state=State.CLAIMED)
        left.update(**unsure)
    held.filter(state=State.SENDING).update(**unsure)
    held.filter(state=State.CLAIMED).update(state=State.QUEUED, carrier=None)
    cancelled = Mailing.objects.filter(state=Mailing.State.CANCELLED).values("pk")
    Delivery.objects.filter(mailing__in=cancelled, state=State.QUEUED).update(
        state=State.SKIPPED, **because(NotSent.CANCELLED)
    )


def _numbers(text: str) -> list[int]:
    return [int(key) for key in text.split(",") if key]


def take_over() -> None:
    """Close the runs whose lease has lapsed: their workers were killed or lost the database."""
    for carrier in WorkerLease.objects.filter(expires_at__lt=Now()):
        sign_off(carrier)
