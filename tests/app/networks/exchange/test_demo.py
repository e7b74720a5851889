"""The exchange of the demonstration."""

from typing import Any

import pytest
from django.core import mail

from hustings.networks.exchange import demo
from hustings.networks.exchange.models import Endorsement, Match, Notice, Post
from tests.cast.networks.exchange.fixtures import person

pytestmark = pytest.mark.django_db


def test_it_is_written_once_with_a_match_in_each_state_and_no_mail(site: Any, run_tasks: Any) -> None:
    for n in range(6):
        person(f"Demo{n}")
    for _twice in range(2):
        demo.fill(print)
    assert Post.objects.count() == 6
    assert {match.state for match in Match.objects.all()} >= {"met", "answered"}
    assert Endorsement.objects.count() == 1 and not Notice.objects.filter(mailed_at=None).exists()
    run_tasks()
    assert not [each for each in mail.outbox if "exchange/answers" in str(each.body)]
