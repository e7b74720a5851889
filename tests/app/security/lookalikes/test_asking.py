"""Name servers that are asked about variants and finds: a real one on this machine."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hustings.security.lookalikes import actions, dns_checks
from hustings.security.lookalikes.models import Find, Habit, Question

pytestmark = pytest.mark.django_db


@pytest.fixture
def names(settings, name_server):
    """A server that knows the world, and one look-alike."""
    zones = {
        "com": {"NS": ["a.gtld.example"]},
        "valbrune-avant.com": {"NS": ["ns.host.example"], "A": ["192.0.2.7"], "MX": ["10 mx.host.example"]},
    }
    settings.NAME_SERVERS = [name_server(zones)]
    return zones


@pytest.fixture
def asks(db):
    Habit.objects.create(asks=True, a_minute=60)


def test_nothing_is_asked_unless_somebody_wants_it(campaign, names):
    dns_checks.plan()
    assert dns_checks.ask_some() == 0


def test_a_variant_that_is_there_becomes_a_find(campaign, names, asks):
    assert dns_checks.plan() > 100
    assert dns_checks.plan() == 0
    Question.objects.exclude(host__in=["valbrune-avant.com", "valbrune-avant.org"]).delete()
    assert dns_checks.ask_some() == 2
    row = Find.objects.get()
    assert (row.host, row.source, row.takes_mail) == ("valbrune-avant.com", "dns", True)
    assert row.answers["A"] == ["192.0.2.7"]
    assert dns_checks.ask_some() == 0  # not again for a week
    actions.judge(finds=[row.pk], judgement="hostile")
    del names["valbrune-avant.com"]
    Find.objects.update(asked_at=timezone.now() - timedelta(days=2))
    assert dns_checks.ask_some() == 1
    row.refresh_from_db()
    assert row.gone_at
    assert "any more" in row.standing


def test_a_variant_of_ours_is_no_find(campaign, names, asks):
    actions.watch(text="valbrune-avant.com", is_ours=True)
    dns_checks.plan()
    Question.objects.exclude(host="valbrune-avant.com").delete()
    Question.objects.get_or_create(
        host="valbrune-avant.com", defaults={"own": "valbrune-avant.example", "how": "tld", "strength": 0.9}
    )
    dns_checks.ask_some()
    assert not Find.objects.exists()


def test_a_server_that_knows_nothing_of_the_world_changes_nothing(
    campaign, settings, name_server, asks, nameless
):
    settings.NAME_SERVERS = [name_server({"router.example": {"A": ["192.0.2.1"]}})]
    Find.objects.create(host="valbrune-avant.com", name="v", how="tld", strength=0.9, source="x")
    dns_checks.plan()
    assert dns_checks.ask_some() == 0
    nameless()
    assert dns_checks.ask_some() == 0
    assert Find.objects.get().asked_at is None


def test_a_question_that_nobody_answers_comes_again_in_an_hour(campaign, names, asks):
    names["valbrune-avant.org"] = "refused"
    dns_checks.plan()
    Question.objects.exclude(host="valbrune-avant.org").delete()
    assert dns_checks.ask_some() == 1
    row = Question.objects.get()
    assert timedelta(minutes=50) < row.due_at - timezone.now() <= timedelta(hours=1)
    assert not Find.objects.exists()


class Everything(dict):
    """Zones of a server that leads every name to itself."""

    def get(self, name, default=None):
        return {"NS": ["ns.trap.example"], "A": ["192.0.2.99"], "AAAA": ["2001:db8::9"]}


def test_a_server_that_answers_every_name_makes_no_finds(campaign, settings, name_server, asks):
    settings.NAME_SERVERS = [name_server(Everything())]
    dns_checks.plan()
    assert dns_checks.ask_some() == 0
    assert not Find.objects.exists()


def test_questions_about_a_domain_that_is_no_longer_ours_are_put_away(campaign):
    dns_checks.plan()
    campaign.sender_address = "info@other-campaign.example"
    campaign.save()
    dns_checks.plan()
    assert set(Question.objects.values_list("own", flat=True)) & {"valbrune-avant.example"} == set()
