"""Figures of groups, how they are doing, and a word to hosts of silent ones."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.field.events.models import Event
from hustings.field.groups import membership, succession
from hustings.field.groups.health import count
from hustings.field.groups.models import (
    GroupFigures,
    GroupNotice,
    GroupRole,
    LocalGroup,
    Membership,
    Welcome,
)
from hustings.foundation.file_imports.models import FileImport
from tests.app.field.groups.test_certification import joined

pytestmark = [pytest.mark.django_db, pytest.mark.both]
Found = Callable[..., LocalGroup]
Announce = Callable[..., Event]


def days(n: float) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=n)


def old(group: LocalGroup) -> LocalGroup:
    LocalGroup.objects.filter(pk=group.pk).update(created_at=days(400), hosted_at=days(400))
    return group


def health() -> dict[str, str]:
    count.run()
    return dict(GroupFigures.objects.values_list("group__name", "health"))


def test_figures_are_counted_and_a_state_follows(found: Found, announce: Announce) -> None:
    growing, silent, hostless = old(found("A", "Lyon")), old(found("B", "Lyon")), old(found("C", "Nîmes"))
    found("D", "Nîmes")
    joined(growing, "Ida", GroupRole.HOST, since=days(300))
    for name in ("Joe", "Mia", "Zoé"):
        joined(growing, name, since=days(3))
    joined(growing, "Gone", since=days(3), ended_at=days(1))
    joined(growing, "Fan", GroupRole.FOLLOWER, since=days(3))
    member = Membership.objects.get(group=growing, person__given_name="Joe")
    Welcome.objects.create(membership=member, due_at=days(1), done_at=days(2))
    announce("Tractage", "Lyon", days=-5, group=growing)
    joined(silent, "Ida", GroupRole.HOST, since=days(300), active_at=days(90))
    joined(hostless, "Mia", since=days(300))
    assert health() == {"A": "growing", "B": "silent", "C": "hostless", "D": "new"}
    row = GroupFigures.objects.get(group=growing)
    assert (row.n_members, row.n_leaders, row.n_joined, row.n_events, row.n_newcomers, row.n_welcomed) == (
        4, 1, 3, 1, 1, 1,
    )  # fmt: skip
    announce("Réunion", "Lyon", days=-2, group=silent)
    assert health()["B"] == "steady", "an event is a sign of life"


def test_a_group_says_at_once_that_its_host_left_whoever_helps(found: Found, dora: Any) -> None:
    """Also a young one, and one with a co-host: to-dos, statistics and the list agree."""
    group = found("A", "Lyon")
    joined(group, "Joe", GroupRole.CO_HOST)
    ida = joined(group, "Ida", GroupRole.HOST)
    LocalGroup.objects.filter(pk=group.pk).update(hosted_at=days(1))
    assert health() == {"A": "new"}
    membership.leave(group=group, person=ida)
    assert GroupFigures.objects.get().health == "hostless" and health() == {"A": "hostless"}
    succession.approve(offer=succession.accept(offer=group.handovers.get()), user=dora)
    assert GroupFigures.objects.get().health == "new"


def test_an_imported_group_is_not_new(found: Found) -> None:
    group = found("A", "Lyon")
    file = FileImport.objects.create(target="groups", file_name="g.csv")
    file.lines.create(number=2, cells=[], outcome="new", record=group.pk)
    assert health() == {"A": "steady"}


def test_hosts_of_a_silent_group_hear_once_a_month(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    group = old(found("B", "Lyon"))
    joined(group, "Ida", GroupRole.HOST, since=days(300), active_at=days(90))
    for _night in range(2):
        count.run()
    notice = GroupNotice.objects.get()
    assert (notice.about, notice.data) == ("nudge", {"days": 90})
    later = timezone.now() + dt.timedelta(days=31)
    monkeypatch.setattr(count.timezone, "now", lambda: later)
    count.run()
    assert GroupNotice.objects.count() == 2


def test_a_closed_group_has_no_figures(found: Found) -> None:
    group = found("A", "Lyon")
    count.run()
    LocalGroup.objects.filter(pk=group.pk).update(closed_at=timezone.now())
    count.run()
    assert not GroupFigures.objects.exists()


def test_hq_filters_shows_and_exports(
    found: Found, alice: Any, client: Client, django_assert_max_num_queries: Any
) -> None:
    silent = old(found("Muets", "Lyon"))
    joined(silent, "Ida", GroupRole.HOST, since=days(300), active_at=days(90))
    found("Autres", "Lyon")
    old(found("Nîmois", "Nîmes"))
    count.run()
    client.force_login(alice)
    page = client.get("/hq/local-groups/?health=silent").content.decode()
    assert "Muets" in page and "Autres" not in page
    assert "Muets" not in client.get("/hq/local-groups/?health=certified").content.decode()
    assert client.get("/hq/local-groups/statistics/").status_code == 200
    answer = client.get("/hq/local-groups/statistics/export/")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "Muets" in text and "silent" in text and "Nîmois" not in text, "of another territory"
