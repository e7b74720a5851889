"""Workers that ask at the same moment claim no letter twice, and never more than the hour allows."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.utils import timezone

from hustings.site.representatives import mails, throttle
from hustings.site.representatives.models import ContactAttempt
from tests.cast.site.representatives.fixtures import OWN_WORDS, confirmed

pytestmark = pytest.mark.both


@pytest.mark.django_db(transaction=True)
def test_the_hour_is_exact_whoever_asks(appeal, chamber, mailoutbox):
    one = chamber["69-06"]
    type(appeal).objects.update(per_hour=240)  # four at once
    for number in range(9):
        confirmed(appeal, one, f"w{number}@example.org", text=f"{number} {OWN_WORDS}")
    now, queued = timezone.now(), list[int]()

    def claim(_number: int) -> int:
        try:
            return throttle.claim(one.pk, queued.append, now)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(claim, range(4))) == 4
    assert len(set(queued)) == len(queued) == ContactAttempt.objects.exclude(claimed_at=None).count() == 4
    for each in ContactAttempt.objects.filter(pk__in=queued):
        assert [mails.send_letter(each), mails.send_letter(each)] == [True, False]
    assert len(mailoutbox) == 4
