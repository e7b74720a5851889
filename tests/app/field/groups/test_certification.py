"""Certification by rules that are data: evaluation, draft, warning, end."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.field.events.models import Event
from hustings.field.groups.certification import actions, explanation, notices, refresh
from hustings.field.groups.certification.evaluation import evaluate
from hustings.field.groups.models import (
    Certification,
    CertificationRun,
    GroupKind,
    GroupNotice,
    GroupRole,
    LocalGroup,
    Membership,
    Rule,
    Verdict,
)
from hustings.people.persons import actions as persons
from hustings.people.persons.models import Field, FieldOption, FieldValue, Person
from hustings.shells.demo.field import groups as demo_groups

pytestmark = [pytest.mark.django_db, pytest.mark.both]
Found = Callable[..., LocalGroup]
Announce = Callable[..., Event]


def somebody(name: str) -> Person:
    return persons.add_person(
        given_name=name, family_name="Test", email=f"{name.lower()}@example.org", email_status="confirmed"
    )


def joined(group: LocalGroup, name: str, role: GroupRole = GroupRole.MEMBER, **more: Any) -> Person:
    person = Person.objects.filter(given_name=name).first() or somebody(name)
    Membership.objects.create(group=group, person=person, role=role, **more)
    return person


def rule(measure: str, **numbers: Any) -> Rule:
    return Rule.objects.create(measure=measure, valid_from=timezone.localdate(), **numbers)


def run() -> CertificationRun:
    made = CertificationRun.objects.create()
    refresh.run(made.pk)
    made.refresh_from_db()
    return made


def numbers(group: LocalGroup) -> dict[str, tuple[int, bool]]:
    """By measure: what was found, and whether it is enough."""
    verdict = next(each for each in evaluate(list(Rule.objects.in_force())) if each.group == group.pk)
    names = dict(Rule.objects.values_list("pk", "measure"))
    return {names[pk]: (n, pk not in verdict.missing) for pk, n in verdict.numbers}


def test_each_measure_counts_what_it_names(found: Found, announce: Announce) -> None:
    group, other = found("Lyon", "Lyon"), found("Nîmes", "Nîmes")
    now = timezone.now()
    LocalGroup.objects.filter(pk=group.pk).update(created_at=now - dt.timedelta(days=40))
    ida = joined(group, "Ida", GroupRole.HOST, active_at=now)
    joe = joined(group, "Joe", GroupRole.CO_HOST, active_at=now - dt.timedelta(days=90))
    joined(group, "Mia", active_at=now - dt.timedelta(days=3))
    joined(group, "Fan", GroupRole.FOLLOWER, active_at=now)
    joined(group, "Gone", ended_at=now, active_at=now)
    joined(other, "Mia", active_at=now)
    field = Field.objects.create(slug="gender", label="Genre", kind=Field.Kind.CHOICE)
    for person, name in ((ida, "f"), (joe, "m")):
        option = FieldOption.objects.create(field=field, slug=name, label=name)
        FieldValue.objects.create(person=person, field=field, option=option)
    announce("Tractage", "Lyon", days=-3, group=group, kind="leaflets")
    announce("Réunion", "Lyon", days=-4, group=group)
    announce("Ancienne", "Lyon", days=-80, group=group)
    announce("Brouillon", "Lyon", days=-4, group=group, show=False)
    announce("À venir", "Lyon", days=4, group=group)
    rule("leaders", n=2)
    rule("leaders_differ", n=2, among=["gender"])
    rule("members", n=4)
    rule("active_members", n=2, days=30)
    rule("age", days=41)
    rule("events", n=1, days=60, among=["leaflets", "stall"])
    rule("events_ahead", n=1)
    assert numbers(group) == {
        "leaders": (2, True), "leaders_differ": (2, True), "members": (3, False),
        "active_members": (2, True), "age": (40, False), "events": (1, True), "events_ahead": (1, True),
    }  # fmt: skip
    assert numbers(other)["leaders"] == (0, False) and numbers(other)["members"] == (1, False)


def test_one_statement_asks_all_rules_of_all_groups(
    found: Found, announce: Announce, django_assert_num_queries: Any
) -> None:
    for name in "ABC":
        found(name, "Lyon")
    for days in (10, 20, 30):
        rule("events", n=1, days=days)
        rule("active_members", n=1, days=days)
    rules = list(Rule.objects.in_force())
    with django_assert_num_queries(1):
        assert [len(each.numbers) for each in evaluate(rules)] == [6, 6, 6]


def test_rules_are_for_kinds_and_days(found: Found) -> None:
    kind = GroupKind.objects.create(code="campus", names={"fr": "Campus"})
    campus, group = found("Campus", "Lyon", kind=kind), found("Lyon", "Lyon")
    rule("members", n=1, kind=kind)
    later = rule("leaders", n=1)
    Rule.objects.filter(pk=later.pk).update(valid_from=timezone.localdate() + dt.timedelta(days=1))
    run()
    assert Verdict.objects.get(group=campus).n_missing == 1
    assert Verdict.objects.get(group=group).n_missing is None, "no rule certifies it"
    assert not Certification.objects.exists()


def test_a_group_is_certified_warned_and_withdrawn(
    found: Found, at_once: Any, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    group = found("Lyon en commun", "Lyon")
    joined(group, "Ida", GroupRole.HOST)
    mia = joined(group, "Mia")
    rule("members", n=2, grace_days=10)
    assert run().n_certified == 1 and run().n_certified == 0
    held = Certification.objects.get()
    assert held.until is None and held.warned_at is None
    Membership.objects.filter(person=mia).update(ended_at=timezone.now())
    assert run().n_warned == 1 and run().n_warned == 0
    held.refresh_from_db()
    assert held.withdraws_at and (held.withdraws_at - timezone.now()).days == 9 and held.until is None
    later = timezone.now() + dt.timedelta(days=11)
    monkeypatch.setattr(refresh.timezone, "now", lambda: later)
    assert run().n_withdrawn == 1
    held.refresh_from_db()
    assert held.until == later
    abouts = list(GroupNotice.objects.order_by("pk").values_list("about", flat=True))
    assert abouts == ["certified", "warned", "withdrawn"]


def test_conditions_met_again_end_the_warning(found: Found) -> None:
    group = found("Lyon", "Lyon")
    mia = joined(group, "Mia")
    rule("members", n=1)
    run()
    Membership.objects.filter(person=mia).update(ended_at=timezone.now())
    run()
    joined(group, "Mia")
    run()
    held = Certification.objects.get()
    assert (held.warned_at, held.withdraws_at, held.until) == (None, None, None)


def test_a_closed_group_is_certified_no_more(found: Found) -> None:
    group = found("Lyon", "Lyon")
    joined(group, "Mia")
    rule("members", n=1)
    run()
    LocalGroup.objects.filter(pk=group.pk).update(closed_at=timezone.now())
    run()
    assert Certification.objects.get().until and not Verdict.objects.exists()
    assert GroupNotice.objects.count() == 1, "nobody is warned of what they did"


def test_one_certified_group_of_a_host(found: Found) -> None:
    first, second = found("A", "Lyon"), found("B", "Lyon")
    for group in (first, second):
        joined(group, "Ida", GroupRole.HOST)
    rule("certified_of_host", n=1)
    rule("leaders", n=1)
    for _night in range(2):
        run()
        assert list(Certification.objects.values_list("group", "warned_at")) == [(first.pk, None)]
        assert Verdict.objects.get(group=second).n_missing == 1


def test_leaders_are_written_to_once_in_their_language(found: Found, mailoutbox: list[Any]) -> None:
    group = found("Lyon en commun", "Lyon")
    joined(group, "Ida", GroupRole.HOST)
    joined(group, "Joe", GroupRole.CO_HOST)
    joined(group, "Mia")
    Person.objects.filter(given_name="Joe").update(language="en")
    made = rule("members", n=5)
    ends = (timezone.now() + dt.timedelta(days=9)).isoformat()
    notice = GroupNotice.objects.create(
        group=group, about=GroupNotice.About.WARNED, data={"missing": [[made.pk, 3]], "ends": ends}
    )
    for _turn in range(2):
        notices.tell.func(notice.pk)
    assert sorted(mail.to[0] for mail in mailoutbox) == ["ida@example.org", "joe@example.org"]
    english = next(mail for mail in mailoutbox if mail.to == ["joe@example.org"])
    assert "At least 5 members (3)" in english.body and "Lyon en commun" in english.subject
    assert f"/en/local-groups/{group.path}" in english.body
    notice.refresh_from_db()
    assert notice.told_at and notice.n_told == 2


def test_a_draft_shows_what_it_would_change(found: Found, dora: Any, client: Client) -> None:
    small, large = found("Petit", "Lyon"), found("Grand", "Nîmes")
    joined(small, "Ida")
    for name in ("Joe", "Mia"):
        joined(large, name)
    old = rule("members", n=1)
    run()
    client.force_login(dora)
    page = client.get("/hq/local-groups/certification/").content.decode()
    assert "Brouillon" not in page and "Au moins 1 membre" in page
    answer = client.post(
        f"/hq/local-groups/certification/rules/{old.pk}/", {"n": "2", "grace_days": "0", "kind": ""}
    )
    assert answer.status_code == 302 and Rule.objects.drafts().get().replaces == old
    effect = actions.effect()
    assert (effect.gaining, effect.losing, effect.n_now, effect.n_then) == ([], [small.pk], 2, 1)
    page = client.get("/hq/local-groups/certification/").content.decode()
    assert "Petit" in page and "Grand" not in page
    assert evaluate(list(Rule.objects.in_force()))[0].missing == [], "nothing changed yet"
    today = timezone.localdate()
    client.post("/hq/local-groups/certification/draft/", {"valid_from": f"{today - dt.timedelta(days=1)}"})
    assert Rule.objects.drafts().exists(), "never for the past"
    client.post("/hq/local-groups/certification/draft/", {"valid_from": f"{today}"})
    assert [each.n for each in Rule.objects.in_force()] == [2]
    assert CertificationRun.objects.filter(user=dora).exists()


def test_a_draft_is_discarded_and_a_rule_removed(found: Found, dora: Any, client: Client) -> None:
    kept, gone = rule("members", n=1), rule("leaders", n=1)
    client.force_login(dora)
    client.post("/hq/local-groups/certification/new/events/", {"n": "1", "days": "30", "grace_days": "5"})
    client.post(f"/hq/local-groups/certification/rules/{gone.pk}/removal/")
    assert [each.measure for each in actions.drafted()[1]] == ["members", "events"]
    again = client.get("/hq/local-groups/certification/draft/")
    assert again.status_code == 302 and again["Location"] == "/hq/local-groups/certification/"
    client.post("/hq/local-groups/certification/draft/", {"discard": "1"})
    assert not actions.has_draft() and actions.drafted()[1] == [kept, gone]
    client.post(f"/hq/local-groups/certification/rules/{gone.pk}/removal/")
    actions.apply(valid_from=timezone.localdate(), user=dora)
    assert list(Rule.objects.in_force()) == [kept]


def test_a_group_sees_what_is_missing_and_who_can_help(found: Found, alice: Any, client: Client) -> None:
    group, elsewhere = found("Lyon", "Lyon"), found("Nîmes", "Nîmes")
    joined(group, "Ida", GroupRole.HOST)
    rule("members", n=3)
    rule("leaders", n=1)
    run()
    missing, met = explanation.of(Verdict.objects.get(group=group))
    assert (missing.found, missing.limit, missing.lack, missing.is_met) == (1, 3, 2, False) and met.is_met
    client.force_login(alice)
    page = client.get(f"/hq/local-groups/{group.pk}/certification/").content.decode()
    assert "Au moins 3 membres" in page and "+2" in page and "L’équipe d’animation" in page
    assert client.get(f"/hq/local-groups/{elsewhere.pk}/certification/").status_code == 404
    assert client.get("/hq/local-groups/certification/").status_code == 403


def test_the_demonstration_has_rules_a_draft_and_verdicts(
    found: Found, dora: Any, run_tasks: Any, mailoutbox: list[Any]
) -> None:
    joined(found("Lyon", "Lyon"), "Ida", GroupRole.HOST)
    demo_groups.certify()
    run_tasks()
    assert Rule.objects.in_force().count() == 3 and Rule.objects.drafts().count() == 1
    assert Verdict.objects.get().n_missing == 3 and mailoutbox == []
