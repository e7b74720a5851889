"""Projects followed: agreed, reported, paid through the books, ended, shown; by the front door."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.models import Grant
from hustings.foundation.accounts.roles import Role
from hustings.foundation.webhooks.events import events
from hustings.foundation.webhooks.models import Delivery
from hustings.money.ledger.models import Entry
from hustings.networks.exchange import actions as exchange
from hustings.networks.initiatives.refusals import NotNow, NotReady
from hustings.networks.projects import actions, people_data
from hustings.networks.projects.models import Project, Report
from tests.cast.foundation.webhooks.fixtures import set_up
from tests.cast.networks.exchange.fixtures import member, offer
from tests.cast.networks.initiatives.projects import followed
from tests.conftest import user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def alice():
    made = user("alice", Role.ORGANISER)
    Grant.objects.create(user=made, role=Role.TREASURER)
    return made


def test_a_project_goes_from_its_agreement_to_its_page(client, site, alice, mailoutbox, run_tasks):
    row = followed(alice)
    own = reverse("initiatives:application", args=[row.application.link_token])
    page = client.get(own).content.decode()
    assert "We dig, you pay." in page
    agree = reverse("projects:agreement", args=[row.application.link_token])
    assert client.post(agree, {"name": ""}).status_code == 422
    assert client.post(agree, {"name": "Ada Durand"}).status_code == 302
    run_tasks()
    mailoutbox.clear()
    people_data.remind()
    people_data.remind()
    run_tasks()
    assert len(mailoutbox) == 1 and "report" in mailoutbox[0].body
    report = reverse("projects:report", args=[row.application.link_token, row.reports.get().pk])
    assert client.post(report, {"text": ""}).status_code == 422
    sent = {"text": "Dug.", "file": SimpleUploadedFile("photo.txt", b"Photo\n")}
    assert client.post(report, sent).status_code == 302
    client.force_login(alice)
    at = lambda name, *args: reverse(f"projects_hq:{name}", args=[row.pk, *args])  # noqa: E731
    assert "Dug." in client.get(at("project")).content.decode()
    assert client.get(at("file", row.reports.get().pk)).status_code == 200
    instalment = row.instalments.get()
    paid = {"paid-on": timezone.localdate().isoformat()}
    client.post(at("payment", instalment.pk), paid)
    assert not Entry.objects.exists(), "the milestone comes first"
    client.post(at("milestone", row.milestones.get().pk))
    client.post(at("payment", instalment.pk), paid)
    entry = Entry.objects.get()
    assert [each.amount for each in entry.transfers.all()] == [500_00]
    client.post(at("acceptance", row.reports.get().pk))
    client.post(at("showing"), {"go": "end"})
    words = {
        "name": "School garden",
        "summary_fr": "Des potagers",
        "summary_en": "Beds",
        "outcome_en": "It grows",
    }
    assert client.post(at("edit"), words | {"mentor": "nobody@example.org"}).status_code == 422
    assert client.post(at("edit"), words).status_code == 302
    client.post(at("showing"), {"go": "show"})
    row = Project.objects.get(pk=row.pk)
    assert row.ended_at and row.shown_at
    client.logout()
    assert "It grows" in client.get(f"/en/calls/projects/{row.pk}/").content.decode()
    assert "School garden" in client.get("/en/calls/projects/").content.decode()
    kinds = set(row.application.person.activities.values_list("kind", flat=True))
    assert {"initiatives.agreed", "initiatives.reported", "initiatives.paid", "initiatives.ended"} <= kinds


def test_nothing_is_paid_before_the_agreement_nor_twice(alice):
    row = followed(alice)
    instalment = row.instalments.get()
    with pytest.raises(NotReady):
        actions.pay(instalment=instalment, on=timezone.localdate())
    actions.agree(project=row, name="Ada")
    row.milestones.update(done_on=timezone.localdate())
    actions.pay(instalment=instalment, on=timezone.localdate())
    with pytest.raises(NotNow):
        actions.pay(instalment=instalment, on=timezone.localdate())
    assert Entry.objects.count() == 1


def test_an_agreement_that_was_accepted_stays_as_it_is(alice):
    row = followed(alice)
    actions.agree(project=row, name="Ada")
    with pytest.raises(NotNow):
        actions.change_project(project=row, values={"agreement": "You pay more."})
    with pytest.raises(NotReady):
        actions.end(project=row)
    with pytest.raises(NotNow):
        actions.accept_report(report=Report.objects.get())


def test_the_team_adds_milestones_reports_and_instalments(client, site, alice):
    row = followed(alice)
    client.force_login(alice)
    to = lambda kind: reverse("projects_hq:additions", args=[row.pk, kind])  # noqa: E731
    assert (
        client.post(
            to("milestone"), {"milestone-title": "Bees", "milestone-due_on": "2027-05-01"}
        ).status_code
        == 302
    )
    assert client.post(to("due"), {"due-due_on": "2027-06-01"}).status_code == 302
    assert client.post(to("due"), {"due-due_on": "2027-06-01"}).status_code == 422
    account = row.instalments.get().account_id
    said = {"instalment-amount": "250", "instalment-due_on": "2027-06-01", "instalment-account": account}
    assert client.post(to("instalment"), said).status_code == 302
    assert client.post(to("nothing"), {}).status_code == 404
    assert (row.milestones.count(), row.reports.count(), row.instalments.count()) == (2, 2, 2)
    assert client.get(reverse("projects_hq:projects")).status_code == 200


def test_whoever_carries_a_project_finds_a_mentor_and_a_desk_in_the_exchange(client, site, alice, run_tasks):
    row = followed(alice)
    token = row.application.link_token
    need = reverse("projects:need", args=[token])
    said = {"kind": "mentor", "title": "Read a balance sheet"}
    assert client.post(need, said).status_code == 422, "the agreement comes first"
    actions.agree(project=row, name="Ada")
    assert client.post(need, {"kind": "room", "title": "x"}).status_code == 422
    assert client.post(need, said).status_code == 302
    assert client.post(need, said).status_code == 422, "one at a time"
    assert client.post(need, {"kind": "desk", "title": "Two days a week"}).status_code == 302
    helper = member("Max", "Bridge Ltd", "en")
    ask_, desk = [each.post for each in row.needs.order_by("pk")]
    own = reverse("initiatives:application", args=[token])
    match = exchange.ask_directly(ask=ask_, offer=offer(helper))
    exchange.answer(match=match, is_yes=True)
    assert "Bridge Ltd" not in client.get(own).content.decode()
    exchange.decide(match=match, is_yes=True)
    exchange.close_post(post=desk)
    page = client.get(own).content.decode()
    assert "Bridge Ltd" in page and "pas encore trouvé" not in page and "max@example.org" not in page
    client.force_login(alice)
    assert "Bridge Ltd" in client.get(reverse("projects_hq:project", args=[row.pk])).content.decode()


def test_other_programs_read_projects_and_are_told_of_their_states(client, site, alice):
    set_up("https://tool.example/in", ["initiatives.agreed", "initiatives.ended"], alice)
    row = followed(alice)
    assert client.get("/api/v1/calls/projects").json() == []
    actions.change_project(project=row, values={"shown_at": timezone.now(), "summaries": {"en": "Beds"}})
    actions.agree(project=row, name="Ada")
    (shown,) = client.get("/api/v1/calls/projects").json()
    assert (shown["name"], shown["summaries"], shown["has_ended"]) == (row.name, {"en": "Beds"}, False)
    assert list(Delivery.objects.values_list("event", "key")) == [("initiatives.agreed", row.pk)]
    event = events.find("initiatives.agreed")
    assert event.payloads([row.pk], False)[row.pk]["project"]["state"] == "running"
