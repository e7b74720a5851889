"""Rules of retention: whom they hit, announced first, held back or let go, then erased in chunks."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib import todos
from hustings.people.changes.operations import run
from hustings.people.contacts import actions as contacts_actions
from hustings.people.contacts.models import Contact
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.access import access_log
from hustings.people.persons.models import Activity, Erasure, Look, Operation, Person, Purpose
from hustings.people.privacy.actions import retention
from hustings.people.privacy.models import RetentionRule, Retirement
from hustings.people.privacy.retention import population
from hustings.people.segments.models import Segment
from hustings.people.selfservice import actions as own_page
from hustings.site.website import notices

pytestmark = [pytest.mark.django_db, pytest.mark.both]
Since = RetentionRule.Since
OLD = dt.timedelta(days=2000)


@pytest.fixture(autouse=True)
def english(settings: Any) -> Any:
    settings.SECOND_FACTOR = "optional"
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


def known(name: str, *, ago: dt.timedelta = OLD, **more: Any) -> Person:
    """Somebody whom we have known for long and heard nothing of."""
    person = persons_actions.add_person(given_name=name, email=f"{name}@example.org", **more)
    Person.objects.filter(pk=person.pk).update(created_at=timezone.now() - ago)
    Activity.objects.filter(person=person).update(happened_at=timezone.now() - ago)
    return person


def rule(**values: Any) -> RetentionRule:
    made = RetentionRule(**{"name": "Silence", "days": 1095, "is_active": True, **values})
    return retention.save_rule(rule=made)


def hit(of: RetentionRule, day: dt.date | None = None) -> set[str]:
    return {person.given_name for person in population.people(of, day or timezone.localdate())}


def pass_days(retirement: Retirement, days: int) -> None:
    """Let time go by for one announcement."""
    retirement.announced_at -= dt.timedelta(days=days)
    retirement.due_on -= dt.timedelta(days=days)
    retirement.save()


def test_silence_ends_with_any_sign_of_life(db: None, dora: User) -> None:
    for name in ["silent", "agreed", "opened", "talked", "phoned_in_vain", "called_yes_by_team"]:
        known(name)
    known("young", ago=dt.timedelta(days=100))
    people = {person.given_name: person for person in Person.objects.all()}
    persons_actions.record_consent(person=people["agreed"], purpose=Purpose.EMAIL, is_given=False, source="x")
    people["opened"].log("own_page.opened")
    for name, outcome in [("talked", Contact.Outcome.REACHED), ("phoned_in_vain", Contact.Outcome.NO_ANSWER)]:
        contacts_actions.log_contact(
            person=people[name], method=Contact.Method.CALL, outcome=outcome, user=dora
        )
    people["called_yes_by_team"].log("person.changed", user=dora, changes=[])
    silent = {"silent", "phoned_in_vain", "called_yes_by_team"}
    assert hit(rule(since=Since.ACTIVE, spares_consenting=False)) == silent


def test_a_consent_that_stands_spares_where_the_rule_says_so(db: None) -> None:
    known("silent")
    loyal = known("loyal")
    long_ago = timezone.now() - OLD
    persons_actions.record_consent(
        person=loyal, purpose=Purpose.POST, is_given=True, source="x", given_at=long_ago
    )
    loyal.activities.update(happened_at=long_ago)
    assert hit(rule(spares_consenting=True)) == {"silent"}
    assert hit(rule(spares_consenting=False)) == {"silent", "loyal"}


def test_a_rule_keeps_to_its_source_and_its_segment(db: None) -> None:
    known("fair", source="Fair 2020")
    tagged = known("tagged", source="Fair 2020")
    known("web", source="web")
    persons_actions.tag(person=tagged, name="x")
    criteria = {"match": "all", "criteria": [{"criterion": "tag", "operator": "none"}]}
    assert hit(rule(source="Fair 2020")) == {"fair", "tagged"}
    assert hit(rule(source="Fair 2020", criteria=criteria)) == {"fair"}


def test_after_an_election_those_go_who_were_known_on_its_day_and_none_before(db: None) -> None:
    election = timezone.localdate() - dt.timedelta(days=10)
    known("before", ago=dt.timedelta(days=11))
    known("after", ago=dt.timedelta(days=5))
    made = rule(since=Since.DAY, day=election, days=30)
    assert hit(made) == set()
    assert hit(made, election + dt.timedelta(days=30)) == {"before"}
    with pytest.raises(retention.NoDay):
        rule(since=Since.DAY)


def test_a_rule_announces_waits_and_erases_those_whom_it_announced(
    db: None, run_tasks: Callable[[], int]
) -> None:
    for name in ["one", "two", "three"]:
        known(name)
    awake = known("awake")
    known("fresh", ago=dt.timedelta(days=1090))
    made = rule(notice_days=14)
    retention.run()
    retention.run()
    (waiting,) = Retirement.objects.all()
    assert (waiting.n_people, waiting.due_on) == (4, timezone.localdate() + dt.timedelta(days=14))
    run_tasks()
    assert Person.objects.count() == 5, "nobody goes before the day"
    own_page.leave(person=awake)
    awake.log("own_page.opened")
    pass_days(waiting, 14)
    Person.objects.filter(given_name="fresh").update(created_at=timezone.now() - dt.timedelta(days=1096))
    retention.run()
    retention.run()
    operation = Operation.objects.get()
    assert (operation.kind, operation.user, operation.n_people) == ("erase", None, 3)
    assert "Silence" in operation.whom
    run_tasks()
    operation.refresh_from_db()
    assert (operation.state, operation.counts) == (Operation.State.DONE, {"erased": 3})
    assert set(Person.objects.values_list("given_name", flat=True)) == {"awake", "fresh"}
    assert all(Erasure.objects.of(f"{name}@example.org").exists() for name in ("one", "two", "three"))
    assert not Retirement.objects.filter(operation=None).exists(), "nobody is counted twice meanwhile"
    retention.run()
    later = Retirement.objects.get(operation=None)
    assert (later.rule, later.n_people) == (made, 1), "whoever came to it since is announced anew"


def test_an_erasure_that_is_broken_off_goes_on_and_takes_nobody_else(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(10):
        known(f"p{n}")
    rule()
    retention.run()
    pass_days(Retirement.objects.get(), 14)
    (operation,) = retention.begin_due()
    known("late")
    for name in ("CHUNK", "SQLITE_CHUNK"):
        monkeypatch.setattr(run, name, 3)

    class Killed(BaseException):
        """As by kill -9: nothing of ours runs afterwards."""

    def killed(n: int) -> None:
        raise Killed

    with pytest.raises(Killed):
        run.run_operation(operation.pk, killed)
    assert Person.objects.count() == 8
    run.run_operation(operation.pk)
    run.run_operation(operation.pk)
    operation.refresh_from_db()
    assert (operation.state, operation.counts["erased"]) == (Operation.State.DONE, 10)
    assert Person.objects.get().given_name == "late"


def test_what_is_held_back_waits_until_it_is_let_go(db: None, dora: User) -> None:
    known("one")
    rule()
    retention.run()
    waiting = Retirement.objects.get()
    retention.hold(retirement=waiting, user=dora)
    waiting.refresh_from_db()
    pass_days(waiting, 20)
    retention.run()
    assert not Operation.objects.exists()
    retention.release(retirement=waiting, user=dora)
    waiting.refresh_from_db()
    assert (waiting.held_at, waiting.due_on) == (None, timezone.localdate() + dt.timedelta(days=1))
    pass_days(waiting, 1)
    assert retention.begin_due()
    with pytest.raises(retention.TooLate):
        retention.hold(retirement=waiting, user=dora)


def test_a_changed_rule_announces_anew_and_one_put_to_rest_does_nothing(db: None) -> None:
    known("one")
    made = rule()
    retention.run()
    waiting = Retirement.objects.get()
    pass_days(waiting, 14)
    made.days = 1200
    retention.save_rule(rule=made)
    assert not Retirement.objects.exists()
    retention.run()
    pass_days(Retirement.objects.get(), 14)
    RetentionRule.objects.update(is_active=False)
    retention.run()
    assert not Operation.objects.exists()


def test_an_announcement_that_hits_nobody_any_more_goes_away(db: None) -> None:
    person = known("one")
    rule()
    retention.run()
    pass_days(Retirement.objects.get(), 14)
    person.log("own_page.opened")
    assert retention.begin_due() == []
    assert not Retirement.objects.exists()


def test_a_rule_whose_tag_is_gone_erases_nobody(db: None) -> None:
    person = known("one")
    tag = persons_actions.tag(person=person, name="x").tag
    criteria = {"match": "all", "criteria": [{"criterion": "tag", "operator": "is", "value": tag.pk}]}
    rule(criteria=criteria)
    retention.run()
    pass_days(Retirement.objects.get(), 14)
    persons_actions.remove_tag(tag=tag)
    retention.run()
    assert Person.objects.exists()
    assert not Operation.objects.exists()


@pytest.fixture
def hq(dora: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(dora)
    return client


POSTED = {
    "name": "Silence", "since": "active", "days": "1095", "notice_days": "14", "whom": "", "source": "",
    "spares_consenting": "on", "is_active": "on",
}  # fmt: skip


def test_hq_counts_before_it_saves_and_announces_on_the_home_page(hq: Client, dora: User) -> None:
    known("one")
    add = reverse("privacy:retention_add")
    for proposal in ["election", "silence", "unasked"]:
        assert hq.get(f"{add}?like={proposal}").status_code == 200
    counted = hq.post(add, POSTED | {"do": "count"})
    assert "<strong>1</strong> person" in counted.content.decode()
    live = hq.post(add, POSTED, headers={"hx-request": "true"}).content.decode()
    assert "<strong>1</strong> person" in live and "<form" not in live
    assert not RetentionRule.objects.exists()
    assert hq.post(add, POSTED | {"do": "save", "notice_days": "0"}).status_code == 422
    assert hq.post(add, POSTED | {"do": "save", "since": "day"}).status_code == 422
    assert hq.post(add, POSTED | {"do": "save"}).url == reverse("privacy:retention")
    retention.run()
    (deed,) = [deed for deed in todos.due(dora) if "Silence" in deed.text]
    assert "will erase 1 person" in deed.text and not deed.is_urgent
    page = hq.get(reverse("privacy:retention")).content.decode()
    assert "Stop" in page
    waiting = Retirement.objects.get()
    hq.post(reverse("privacy:retirement_hold", args=[waiting.pk]))
    assert "stopped since" in hq.get(reverse("privacy:retention")).content.decode()
    assert not [deed for deed in todos.due(dora) if "Silence" in deed.text]
    hq.post(reverse("privacy:retirement_release", args=[waiting.pk]))
    made = RetentionRule.objects.get()
    assert "<strong>1</strong>" in hq.get(reverse("privacy:retention_rule", args=[made.pk])).content.decode()
    hq.post(reverse("privacy:retention_removal", args=[made.pk]))
    assert not Retirement.objects.exists()


def test_a_segment_is_taken_over_as_it_is(hq: Client, dora: User) -> None:
    criteria = {"match": "all", "criteria": [{"criterion": "tag", "operator": "none"}]}
    segment = Segment.objects.create(name="Untagged", criteria=criteria, user=dora)
    hq.post(reverse("privacy:retention_add"), POSTED | {"do": "save", "whom": str(segment.pk)})
    segment.delete()
    made = RetentionRule.objects.get()
    assert made.criteria == criteria
    page = hq.get(reverse("privacy:retention_rule", args=[made.pk])).content.decode()
    assert "has no tag" in page
    hq.post(reverse("privacy:retention_rule", args=[made.pk]), POSTED | {"do": "save", "whom": "kept"})
    made.refresh_from_db()
    assert made.criteria == criteria


def test_only_those_who_direct_the_whole_campaign_make_rules(alice: User, bob: User, mallory: User) -> None:
    for user in (alice, bob, mallory):
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        for path in [reverse("privacy:retention"), reverse("privacy:retention_add")]:
            assert client.get(path).status_code in {302, 403}
        assert not [deed for deed in todos.due(user) if "will erase" in deed.text]


def test_the_access_log_is_kept_as_long_as_the_campaign_says(
    client: Client, dora: User, charlie: Person
) -> None:
    access_log.saw(dora, [charlie.pk], Look.How.RECORD)
    Look.objects.update(day=timezone.localdate() - dt.timedelta(days=200))
    retention.run()
    assert Look.objects.exists()  # a year, unless somebody says otherwise
    client.force_login(dora)
    page = client.get(reverse("privacy:retention")).content.decode()
    assert "viewed people’s data is deleted after 365 days" in page
    campaign = Campaign.current()
    for days, is_right in ((179, False), (1_096, False), (180, True)):
        campaign.access_days = days
        if not is_right:
            with pytest.raises(ValidationError):
                campaign.full_clean()
    campaign.full_clean()
    campaign.save()
    retention.run()
    assert not Look.objects.exists()
    assert "The log of who on the team viewed your data is deleted after 180 days." in [
        words for _part, words in notices.told()
    ]
