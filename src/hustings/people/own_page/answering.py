"""Answer one who asked. Work for later: the form takes as long whether the address is known or not."""

import logging
from datetime import timedelta

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from hustings.people.models import Email, PageRequest, PageWish
from hustings.people.own_page import links, mails
from mailguard import addresses

log = logging.getLogger(__name__)
UNKNOWN_AGAIN = timedelta(days=1)  # how often a stranger's mailbox hears that we don't know them


@transaction.atomic
def answer(request_id: int) -> bool:
    """Mail once, whichever worker gets here first. A failed send leaves the request open."""
    waiting = PageRequest.objects.select_for_update(of=("self",)).filter(pk=request_id, answered_at=None)
    asked = waiting.first()
    if asked is None:
        return False
    mail = _mail(asked)
    asked.answered_at, asked.address = timezone.now(), ""
    asked.save(update_fields=["answered_at", "address"])
    if mail:
        mail.send()
    log.info("page request %s answered: %s", asked.pk, "mailed" if mail else "not again")
    return True


def _mail(asked: PageRequest) -> EmailMultiAlternatives | None:
    if asked.wish == PageWish.ADDRESS:
        return mails.proving(asked.person, asked.address) if asked.person else None
    key = addresses.read(asked.address).key
    email = Email.objects.select_related("person").filter(key=key).first()
    if email:  # to the address that we hold: another spelling might be another mailbox
        due = links.is_due(email.person, email.address)
        return mails.opening(email.person, email.address) if due else None
    told = PageRequest.objects.filter(
        digest=asked.digest, answered_at__gt=timezone.now() - UNKNOWN_AGAIN, wish=PageWish.OPEN
    )
    return None if told.exists() else mails.nothing_known(asked.address, asked.language)
