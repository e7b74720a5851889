"""Quotas set, changed and taken off."""

import logging

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.foundation.territories.models import Zone
from hustings.people.persons.refusals import Refused
from hustings.site.forms.answering import quotas
from hustings.site.forms.models import Question, Questionnaire, Quota

log = logging.getLogger(__name__)


class QuotaThere(Refused):
    """One limits just these already."""


@transaction.atomic
def set_quota(
    *, questionnaire: Questionnaire, question: Question | None, value: str, zone: Zone | None, most: int
) -> Quota:
    """Take at most so many of them from now on; who answered before counts. Raises QuotaThere."""
    Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)  # nobody takes a place meanwhile
    same = questionnaire.quotas.filter(question=question, value=value, zone=zone)
    if same.exists():
        raise QuotaThere(_("There is already such a quota: change its number."))
    made = Quota.objects.create(
        questionnaire=questionnaire, question=question, value=value, zone=zone, most=most
    )
    n = quotas.seat_all(made)
    log.info("quota set id=%s form=%s n=%s", made.pk, questionnaire.pk, n)
    return made


@transaction.atomic
def change_quota(*, quota: Quota, most: int) -> None:
    """Another number. Fewer than there are: no more are taken, and none goes."""
    Quota.objects.filter(pk=quota.pk).update(most=most)
    log.info("quota changed id=%s", quota.pk)


@transaction.atomic
def remove_quota(*, quota: Quota) -> None:
    """Limit these no more. Twice is like once."""
    Quota.objects.filter(pk=quota.pk).delete()
    log.info("quota removed id=%s", quota.pk)
