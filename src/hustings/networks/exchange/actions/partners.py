"""Partnerships with exchanges of other networks: begun by two keys, ended by one click."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.webhooks import addresses
from hustings.networks.exchange import endings
from hustings.networks.exchange.models import Closed, Partner, Post
from hustings.networks.exchange.partners import signing
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)


class BadPartner(Refused):
    """Nothing can be sent there, or this is no key of theirs."""


@transaction.atomic
def add_partner(*, name: str, url: str) -> Partner:
    """A partner, with a key pair of its own; it begins once their key is entered."""
    if refused := addresses.refusal(url):
        raise BadPartner(refused)
    public, sealed = signing.fresh()
    made = Partner.objects.create(name=name, url=url, our_key=public, sealed_key=sealed)
    log.info("exchange.partner added partner=%s", made.pk)
    return made


@transaction.atomic
def enter_key(*, partner: Partner, key: str) -> None:
    """Trust whoever signs with this key as the partner."""
    plain = "".join(key.split()).lower()
    if not signing.is_key(plain) or plain == partner.our_key:
        raise BadPartner(_("This isn’t the key that their page shows: 64 digits and letters from a to f."))
    if Partner.objects.filter(their_key=plain).exclude(pk=partner.pk).exists():
        raise BadPartner(_("Another partner has this key. Ask them to add you anew."))
    Partner.objects.filter(pk=partner.pk).update(their_key=plain)
    log.info("exchange.partner trusted partner=%s", partner.pk)


@transaction.atomic
def end_partner(*, partner: Partner) -> None:
    """Tell them nothing more and hear nothing; their asks here end."""
    if Partner.objects.filter(pk=partner.pk, ended_at=None).update(ended_at=timezone.now()):
        partner.parcels.filter(done_at=None).update(due_at=None)
        for post in Post.objects.filter(partner=partner, closed_at=None):
            endings.close(post, Closed.WITHDRAWN)
        log.info("exchange.partner ended partner=%s", partner.pk)
