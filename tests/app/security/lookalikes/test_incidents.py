"""Finds become incidents, letters that use them join, and one click blocks them."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.security.incidents import actions as shield
from hustings.security.incidents.models import Incident, Look, Mark, Rule
from hustings.security.lookalikes import actions, incidents, notifications
from hustings.security.lookalikes.models import Find
from tests.cast.security.incidents.fixtures import seen

pytestmark = pytest.mark.django_db
DOMAIN = "mail-valbrune.example"


def find(host="www.mail-valbrune.example", **more):
    values = {"name": "valbrune-avant.example", "how": "word", "strength": 0.9, "source": "list.txt"}
    return Find.objects.create(host=host, **(values | more))


def incident_of(row):
    row = Find.objects.select_related("incident__merged_into").get(pk=row.pk)
    return incidents.incident_of(row)


def test_new_finds_of_ours_become_incidents_once_and_hosts_of_one_domain_are_one(campaign):
    one, two, other = find(), find("login.mail-valbrune.example"), find("valbrune-avant.test")
    weak, provider = find("a.test", strength=0.3), find("office.test", is_provider=True)
    for _twice in range(2):
        notifications.of_new()
    assert Incident.objects.count() == 2
    assert incident_of(one) == incident_of(two) != incident_of(other)
    assert (incident_of(weak), incident_of(provider)) == (None, None)
    assert str(incident_of(one)) == f"Look-alike domain: {one.host}"
    actions.judge(finds=[provider.pk], judgement="hostile")  # somebody is sure of that one
    assert incident_of(provider) in Incident.objects.open()


def test_letters_that_use_the_domain_join_and_harmless_looking_ones_once_it_is_confirmed(campaign, sonia):
    row = find()
    notifications.of_new()
    shield.take_in(
        seen=[
            seen(1, f"host:{DOMAIN}"),
            seen(2, f"sender:it@{DOMAIN}", f"sender:@{DOMAIN}"),
            seen(3, f"host:{DOMAIN}", action="deliver"),
        ]
    )
    home = Incident.objects.get()
    assert (home, home.n_sightings, home.action) == (incident_of(row), 2, 2)
    actions.judge(finds=[row.pk], judgement="hostile", user=sonia)
    shield.take_in(
        seen=[
            seen(4, f"host:{DOMAIN}", action="deliver"),
            seen(5, f"sender:@{DOMAIN}", action="deliver"),
            seen(6, "host:bakery.example", action="deliver"),
        ]
    )
    assert incident_of(row).n_sightings == 4
    actions.judge(finds=[row.pk], judgement="", user=sonia)
    shield.take_in(seen=[seen(7, f"host:{DOMAIN}", action="deliver")])
    assert incident_of(row).n_sightings == 4


def test_a_find_joins_the_attack_that_used_it_already(campaign):
    shield.take_in(seen=[seen(1, f"host:{DOMAIN}")])
    row = find()
    notifications.of_new()
    home = Incident.objects.get()
    assert (incident_of(row), home.n_sightings, str(home)) == (home, 1, "Your password 1")
    actions.judge(finds=[row.pk], judgement="harmless")
    home.refresh_from_db()
    assert not home.closed_at  # there are letters in it: somebody judges them there


def test_a_harmless_find_takes_its_incident_and_block_away_and_all_comes_back(campaign, sonia):
    row = find()
    actions.judge(finds=[row.pk], judgement="hostile", user=sonia)
    assert actions.block(find=Find.objects.get(pk=row.pk), user=sonia) == 2
    actions.judge(finds=[row.pk], judgement="harmless", user=sonia)
    assert incident_of(row).outcome == "harmless"
    assert not Mark.objects.exists() and not Rule.objects.live().exists()
    shield.take_in(seen=[seen(1, f"host:{DOMAIN}", action="deliver")])
    assert Incident.objects.count() == 1
    actions.judge(finds=[row.pk], judgement="hostile", user=sonia)
    assert incident_of(row) in Incident.objects.open()
    shield.take_in(seen=[seen(2, f"host:{DOMAIN}", action="deliver")])
    assert incident_of(row).n_sightings == 1


def test_an_incident_that_went_into_another_is_followed_and_one_forgotten_is_not_made_anew(campaign, sonia):
    shield.take_in(seen=[seen(1, "host:other.example", f"file:{'a' * 64}")])
    row = find()
    notifications.of_new()
    shield.take_in(seen=[seen(2, f"host:{DOMAIN}", f"file:{'a' * 64}")])
    home = Incident.objects.standing().get()
    assert (incident_of(row), home.n_sightings) == (home, 2)
    assert [clue.url for clue in incidents.clues(home)] == [reverse("lookalikes:find", args=[row.pk])]
    Incident.objects.update(last_at=timezone.now() - timezone.timedelta(days=4_000))
    shield.tidy()
    notifications.of_new()
    assert not Incident.objects.exists()
    actions.judge(finds=[row.pk], judgement="hostile")
    assert incident_of(row)


def test_one_click_blocks_the_domain_for_a_while_and_another_ends_it(campaign, sonia, client):
    row = find()
    notifications.of_new()
    client.force_login(sonia)
    page = client.get(reverse("lookalikes:find", args=[row.pk]))
    assert f"Block {DOMAIN} for 90 days" in page.content.decode()
    where = reverse("lookalikes:block", args=[row.pk])
    for _twice in range(2):
        client.post(where)
    rules = Rule.objects.live().order_by("kind")
    assert [(one.deed, one.kind, one.value) for one in rules] == [
        ("block", "host", DOMAIN), ("block", "sender", f"@{DOMAIN}"),
    ]  # fmt: skip
    for one in rules:
        assert (one.incident, one.made_by) == (incident_of(row), sonia)
        assert "valbrune-avant.example" in one.reason and one.until > timezone.now()
    assert Look.objects.filter(what="blocked", user=sonia).count() == 2
    page = client.get(reverse("lookalikes:find", args=[row.pk])).content.decode()
    assert "are quarantined until" in page and "Unblock" in page
    client.post(where, {"do": "end"})
    assert not Rule.objects.live().exists()
    shown = client.get(reverse("incidents:incident", args=[incident_of(row).pk])).content.decode()
    assert "No message that uses this domain yet" in shown
    assert reverse("lookalikes:find", args=[row.pk]) in shown
    assert f"kind=host&amp;value={DOMAIN}" in shown
    assert 'value="opinion"' not in shown, "no guard has said anything yet"
    fields = re.findall(r"<input\s[^>]*>", shown)
    assert any('name="other"' in each for each in fields) and all("type=" in each for each in fields)
    shield.take_in(seen=[seen(1, f"host:{DOMAIN}")])
    shown = client.get(reverse("incidents:incident", args=[incident_of(row).pk])).content.decode()
    fields = re.findall(r"<input\s[^>]*>", shown)
    assert any('name="note"' in each for each in fields) and all("type=" in each for each in fields)


@pytest.mark.parametrize(
    ("host", "domain"),
    [("a.b.valbrune.example", "valbrune.example"), ("valbrune.github.io", "valbrune.github.io")],
)
def test_where_many_publish_below_one_name_the_host_alone_is_meant(host, domain):
    assert shield.lookalikes.domain_of(host) == domain


def test_a_long_list_opens_a_few_incidents_and_one_that_tells_of_the_others(campaign, sonia, client):
    Find.objects.bulk_create(
        Find(
            host=f"v{n}.example", name="valbrune-avant.example", how="word", source="long.txt",
            strength=0.7 + n / 1_000,
        )
        for n in range(230)
    )  # fmt: skip
    small = find()
    for _twice in range(2):
        notifications.of_new()
    assert incidents.MOST_OF_ONE == 30
    assert Find.objects.exclude(incident=None).count() == 31 and incident_of(small)
    assert Find.objects.filter(opened_at=None).count() == 0
    assert incident_of(Find.objects.get(host="v229.example")), "the likest first"
    summary = Incident.objects.get(title="long.txt (+200)")
    assert Incident.objects.count() == 32
    client.force_login(sonia)
    shown = client.get(reverse("incidents:incident", args=[summary.pk]))
    assert [clue.title for clue in shown.context["clues"]] == ["Domains found in this list"]
    assert client.get(shown.context["clues"][0].url).context["rows"]
    row = Find.objects.get(host="v7.example")
    actions.judge(finds=[row.pk], judgement="hostile", user=sonia)
    assert incident_of(row) not in {None, summary}
    actions.judge(finds=[Find.objects.get(host="v8.example").pk], judgement="harmless", user=sonia)
    summary.refresh_from_db()
    assert summary.closed_at is None


def test_however_long_the_list_names_that_an_attack_uses_join_it(campaign):
    shield.take_in(seen=[seen(1, "host:v3.example"), seen(2, "sender:it@v4.example", "sender:@v4.example")])
    attacks = set(Incident.objects.standing())
    Find.objects.bulk_create(
        Find(
            host=host, name="valbrune-avant.example", how="word", source="long.txt",
            strength=0.7 + n / 1_000,
        )
        for n, host in enumerate(["login.v3.example", *(f"v{n}.example" for n in range(60))])
    )  # fmt: skip
    notifications.of_new()
    joined = [Find.objects.get(host=host) for host in ("login.v3.example", "v3.example", "v4.example")]
    assert {incident_of(row) for row in joined} == attacks and len(attacks) == 2
    own = Find.objects.exclude(incident=None).exclude(pk__in=[row.pk for row in joined])
    assert own.count() == incidents.MOST_OF_ONE, "they take no place of those that are new"
    assert Incident.objects.filter(title="long.txt (+28)").exists()
    left = Find.objects.filter(incident=None).earliest("pk")
    shield.take_in(seen=[seen(3, f"host:{left.host}")])  # a letter uses one of the others later
    attack = Incident.objects.latest("pk")
    assert [clue.url for clue in incidents.clues(attack)] == [reverse("lookalikes:find", args=[left.pk])]


def test_a_host_where_many_publish_is_blocked_in_links_alone(campaign, sonia):
    row = find("valbrune.000webhostapp.com")
    assert actions.block(find=row, user=sonia) == 1
    assert [(one.kind, one.value) for one in Rule.objects.live()] == [("host", "valbrune.000webhostapp.com")]
