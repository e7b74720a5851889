"""What groups tell about people: timelines, segments, their data, erasure, parted records."""

from typing import Any

import pytest

from hustings.field.groups import membership
from hustings.field.groups.hosts import welcomes
from hustings.field.groups.models import GroupRole, HostMessage, Joining, LocalGroup, MembershipChange
from hustings.field.groups.people import told as of_people
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.privacy import InUse
from hustings.people.duplicates.actions.merges import merge, part
from hustings.people.persons import timeline
from hustings.people.privacy.actions.erasure import erase_person
from hustings.people.segments import criteria
from hustings.people.selfservice import download
from tests.app.field.groups.test_memberships import role, who

pytestmark = pytest.mark.django_db


def names(*leaves: tuple[str, str, Any]) -> list[str]:
    tree = {
        "match": "all",
        "criteria": [{"criterion": c, "operator": o, "value": v} for c, o, v in leaves],
    }
    found = criteria.compile(tree)
    return sorted(found.values_list("given_name", flat=True))


def test_segments_ask_for_members_hosts_and_those_in_no_group(
    hosted: LocalGroup, member: Any, supporter: Any
) -> None:
    member(hosted, "fox", GroupRole.FOLLOWER)
    supporter("ida")
    group, kind = hosted.pk, hosted.kind_id
    assert names(("group_member", "in", group)) == ["Cora", "Hanna", "Mo"]
    assert names(("group_member", "follower", group)) == ["Cora", "Fox", "Hanna", "Mo"]
    assert names(("group_member", "host", group)) == ["Cora", "Hanna"]
    assert names(("group_member", "not_in", group)) == ["Fox", "Ida"]
    assert names(("group_member", "none", None)) == ["Fox", "Ida"]
    assert names(("group_kind", "member", kind)) == ["Cora", "Hanna", "Mo"]
    assert names(("group_kind", "host", kind)) == ["Cora", "Hanna"]
    assert names(("group_kind", "not_member", kind)) == ["Fox", "Ida"]


def test_the_timeline_tells_it(hosted: LocalGroup) -> None:
    membership.leave(group=hosted, person=who("mo"))
    entries, _more = timeline.page(who("mo"), group="group")
    said = [entry.sentence for entry in entries]
    assert len(said) == 2 and all("Lyon en commun" in each for each in said)


def test_my_data_holds_what_groups_keep(hosted: LocalGroup) -> None:
    welcomes.write(membership=membership.of(hosted, who("mo")), by=who("hanna"), words="Hello Mo!")
    welcomes.share_contact(membership=membership.of(hosted, who("mo")), is_shared=True)
    welcomes.contact(membership=membership.of(hosted, who("mo")), by=who("hanna"))
    found = download.as_json(who("mo"))
    rows = [list(part.rows(who("mo"))) for part in of_people._MY_DATA.items]
    assert len(rows[0]) == 1 and "Hello Mo!" in str(rows[2]) and "Hanna" in str(rows[3])
    assert "Hello Mo!" in found


def test_erasure_leaves_the_log_without_them(hosted: LocalGroup) -> None:
    welcomes.write(membership=membership.of(hosted, who("mo")), by=who("hanna"), words="Hello Mo!")
    membership.remove(group=hosted, person=who("mo"), by=who("hanna"), words="Mo shouted")
    erase_person(person=who("mo"))
    assert not HostMessage.objects.exists() and hosted.memberships.live().count() == 2
    assert not MembershipChange.objects.filter(words__contains="Mo").exists()
    assert hosted.membership_changes.filter(person=None).count() == 2


def test_joinings_go_back_to_whose_address_they_bear(hosted: LocalGroup, dora: User, supporter: Any) -> None:
    ida, ines = supporter("ida"), supporter("ines")
    made = merge(kept=ida, absorbed=ines, user=dora)
    row = Joining.objects.create(
        group=hosted,
        person=ida,
        address="ines@example.org",
        key="ines@example.org",
        language="en",
        source="/",
    )
    membership.join(group=hosted, person=ida, role=GroupRole.MEMBER)
    part(merge=made, user=dora)
    row.refresh_from_db()
    assert row.person_id == ines.pk and role(hosted, "ida") == GroupRole.MEMBER


def test_the_notice_speaks_of_groups_where_there_are_any() -> None:
    told = list(of_people._notice(InUse(groups=True)))
    assert len(told) == 2 and not list(of_people._notice(InUse(groups=False)))
