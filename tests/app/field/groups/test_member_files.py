"""Members of groups from files: matched, never created; undone; erased people go from the file, too."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from hustings.field.groups.files.member_target import TARGET
from hustings.field.groups.models import GroupKind, GroupRole, LocalGroup, MembershipChange, Why
from hustings.foundation.file_imports import actions
from hustings.foundation.file_imports.models import FileImport, ImportLine
from hustings.people.persons.hooks import erasure_hooks
from hustings.people.persons.models import Person
from tests.app.field.groups import test_importing
from tests.app.field.groups.test_certification import joined, somebody
from tests.app.field.groups.test_reorganisation import roles

bring_groups = test_importing.bring
pytestmark = [pytest.mark.django_db, pytest.mark.both]
Found = Callable[..., LocalGroup]


@pytest.fixture
def bring(dora: Any, run_tasks: Any) -> Callable[[str], FileImport]:
    def brought(text: str) -> FileImport:
        imported = actions.bring(
            target=TARGET, options={}, file_name="m.csv", content=text.encode(), user=dora
        )
        actions.start(imported=imported, skip_bad=True)
        run_tasks()
        imported.refresh_from_db()
        return imported

    return brought


def reasons(imported: FileImport) -> list[str]:
    rows = imported.lines.filter(outcome=ImportLine.Outcome.REFUSED).order_by("number")
    return [line.reason[:25] for line in rows]


def test_people_are_matched_and_never_created(found: Found, bring: Any) -> None:
    group = found("Lyon", "Lyon")
    found("Double", "Lyon")
    found("Double", "Nîmes")
    for name in ("Ida", "Joe", "Mia"):
        somebody(name)
    imported = bring(
        "groupe;e-mail;rôle\n"
        f"{group.pk};IDA@example.org;animatrice\n"
        "lyon;joe@example.org;animateur\n"
        "Lyon;mia@example.org;\n"
        "Lyon;stranger@example.org;membre\n"
        "Double;mia@example.org;membre\n"
        "Nulle part;mia@example.org;membre\n"
        "Double;;membre\n"
    )
    assert roles(group) == {"Ida": "host", "Mia": "member"}
    assert imported.counts == {"new": 2, "bad": 5} and Person.objects.count() == 3
    assert reasons(imported)[:2] == ["The group has a host alre", "No one in HQ has this add"]
    group.refresh_from_db()
    assert group.hosted_at and group.membership_changes.filter(why=Why.IMPORTED).count() == 2


def test_a_file_changes_roles_and_is_undone(found: Found, bring: Any, dora: Any, run_tasks: Any) -> None:
    group = found("Lyon", "Lyon")
    joined(group, "Joe")
    somebody("Mia")
    text = "group,email,role\nLyon,joe@example.org,co-host\nLyon,mia@example.org,follower\n"
    imported = bring(text)
    assert roles(group) == {"Joe": "co_host", "Mia": "follower"}
    assert bring(text).counts == {"same": 2}
    actions.undo(imported=imported, user=dora)
    run_tasks()
    assert roles(group) == {"Joe": "member"}
    log = MembershipChange.objects.filter(group=group).order_by("pk").values_list("role_before", "role_after")
    assert sorted(log) == [("", "follower"), ("co_host", "member"), ("follower", ""), ("member", "co_host")]


def test_what_was_changed_since_stays(found: Found, bring: Any, dora: Any, run_tasks: Any) -> None:
    group = found("Lyon", "Lyon")
    mia = somebody("Mia")
    imported = bring("group,email\nLyon,mia@example.org\n")
    group.memberships.filter(person=mia).update(role=GroupRole.CO_HOST)
    actions.undo(imported=imported, user=dora)
    run_tasks()
    assert roles(group) == {"Mia": "co_host"}


def test_an_erased_person_goes_from_the_file(found: Found, bring: Any) -> None:
    found("Lyon", "Lyon")
    mia = somebody("Mia")
    imported = bring("group,email\nLyon,mia@example.org\nLyon,old@example.org\nLyon,other@example.org\n")
    erasure_hooks.erase([mia.pk], ["old@example.org"])
    assert "other@example.org" in str(list(imported.lines.values_list("cells", flat=True)))
    assert imported.lines.count() == 1


def test_others_groups_and_people_are_out_of_reach(found: Found, alice: Any, client: Client) -> None:
    client.force_login(alice)
    assert client.get("/hq/local-groups/members/imports/").status_code == 403, "she imports nobody"


def test_groups_have_kinds_by_code_or_name(bring_groups: Any) -> None:
    campus = GroupKind.objects.create(code="campus", names={"fr": "Groupe étudiant"})
    imported = bring_groups(
        "nom;code INSEE;type\nA;69123;campus\nB;69123;groupe etudiant\nC;69123;nulle part\n"
    )
    assert imported.counts == {"new": 2, "bad": 1}
    assert set(LocalGroup.objects.values_list("kind", flat=True)) == {campus.pk}
