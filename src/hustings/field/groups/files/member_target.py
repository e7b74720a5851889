"""Members of groups from a file: the group, an e-mail address, a role.

Only people whom the campaign knows already are taken: an address in a list of a group is no consent, and no
ground to keep somebody's data (GDPR, art. 6). Others are refused by line: import them first, with a ground.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from hustings.field.groups import vacancies
from hustings.field.groups.membership import locked
from hustings.field.groups.models import GroupRole, LocalGroup, Membership, MembershipChange, Why
from hustings.field.groups.rights import CHANGE_GROUPS
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.file_imports import plan
from hustings.foundation.file_imports.cells import Wrong
from hustings.foundation.file_imports.cells import email as address_in
from hustings.foundation.file_imports.forms import FileForm
from hustings.foundation.file_imports.models import FileImport, ImportLine
from hustings.foundation.file_imports.targets import Planned, Read, Target, Values
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.lib.web import query_params
from hustings.people.persons.models import Email, Person
from hustings.people.persons.rights import IMPORT_PEOPLE
from hustings.site.website.serving import site_version

COLUMNS = {
    "group": "groupe|numero du groupe|nom du groupe|group|group number|group name",
    "email": "email|e mail|courriel|adresse email|mail",
    "role": "role|fonction",
}
NEEDED = {
    "group": gettext_lazy("the group: its number or name (groupe)"),
    "email": gettext_lazy("the member’s e-mail (email)"),
}
ROLES = {
    "": GroupRole.MEMBER, "membre": GroupRole.MEMBER, "member": GroupRole.MEMBER,
    "animateur": GroupRole.HOST, "animatrice": GroupRole.HOST, "host": GroupRole.HOST,
    "co animateur": GroupRole.CO_HOST, "co animatrice": GroupRole.CO_HOST, "co host": GroupRole.CO_HOST,
    "abonne": GroupRole.FOLLOWER, "abonnee": GroupRole.FOLLOWER, "follower": GroupRole.FOLLOWER,
}  # fmt: skip


class MemberTarget(Target[Membership]):
    """Memberships, found by group and person. A file gives and changes roles; it ends none."""

    name = "group_members"
    model = Membership
    columns, needed, form = COLUMNS, NEEDED, FileForm
    unwritten = ("id", "since", "active_at", "asked_at", "ask_mailed_at", "named_at", "shares_contact_at")
    same_twice = _("The same member is on line %(line)s. Remove one of them.")

    guard = staticmethod(needs(CHANGE_GROUPS, IMPORT_PEOPLE, PUBLISH_SITE))
    space, icon = "group_members", "group"
    top = ("groups:groups", gettext_lazy("Local groups"))
    title = gettext_lazy("Import members of groups")
    about_columns = gettext_lazy(
        "The first line names the columns. Required: the group (its number in HQ, or its name) and the"
        " member’s e-mail. Optional: the role (host, co-host, member, follower). People must be in HQ"
        " already: import them first."
    )
    record_label = gettext_lazy("Member")
    undo_words = gettext_lazy("Members added by the file are removed; roles go back. Later changes stay.")

    def reader(self, imported: FileImport, lines: Sequence[dict[str, str]]) -> Read:
        groups = _groups(imported.user)
        people = _people({line["email"].strip().lower() for line in lines if "email" in line})
        mine = set(
            access.within(Person.objects.filter(pk__in=people.values()), imported.user, IMPORT_PEOPLE)
            .order_by().values_list("pk", flat=True)
        )  # fmt: skip

        def read(texts: dict[str, str]) -> dict[str, Any]:
            for needed in ("group", "email"):
                if needed not in texts:
                    raise Wrong(_("The group or the e-mail is missing."))
            group, person = _group(texts["group"], groups), people.get(address_in(texts["email"]).lower())
            if person is None or person not in mine:
                raise Wrong(_("No one in HQ has this address: import this person first."))
            role = ROLES.get(fold(texts.get("role", "")).replace("-", " ").strip())
            if role is None:
                raise Wrong(_("This role isn’t known: %(role)s"), role=texts["role"][:40])
            return {"group_id": group, "person_id": person, "role": str(role)}

        return read

    def key(self, values: Values) -> Hashable:
        return values["group_id"], values["person_id"]

    def rows(self) -> QuerySet[Membership]:
        return Membership.objects.select_related("group", "person")

    def find(self, imported: FileImport, values: Mapping[Hashable, Values]) -> Mapping[Hashable, Membership]:
        people = {each["person_id"] for each in values.values()}
        found = self.rows().filter(ended_at=None, person__in=people)
        return {
            (one.group_id, one.person_id): one for one in found if (one.group_id, one.person_id) in values
        }

    def settle(self, imported: FileImport, planned: Sequence[Planned[Membership]]) -> None:
        """One host a group: the one it has, else the first in the file."""
        keys = {each.values["group_id"] for each in planned}
        hosts = dict(Membership.objects.hosts().filter(group__in=keys).values_list("group", "person"))
        for each in planned:
            group, person = each.values["group_id"], each.values["person_id"]
            if each.values["role"] == GroupRole.HOST and hosts.setdefault(group, person) != person:
                words = _("The group has a host already. Enter co-host, or hand the group over in HQ.")
                plan.refuse(each.line, Wrong(words))

    def describe(self, values: Values) -> str:
        person = Person.objects.filter(pk=values["person_id"]).first()
        return f"{person or ''} ({GroupRole(values['role']).label})"

    def written(
        self, new: Sequence[Membership], changed: Sequence[tuple[Membership, Values, Values]]
    ) -> None:
        _log([(row, "", row.role) for row in new])
        _log([(row, before["role"], after["role"]) for row, before, after in changed if "role" in after])
        _look_after({row.group_id for row in [*new, *(row for row, _before, _after in changed)]})

    def remove(self, keys: Sequence[int]) -> None:
        rows = list(self.rows().filter(pk__in=keys))
        _log([(row, row.role, "") for row in rows])
        Membership.objects.filter(pk__in=keys).delete()
        _look_after({row.group_id for row in rows})

    def renew(self) -> None:
        site_version.renew()


@dataclass(frozen=True, slots=True)
class _Groups:
    """Open groups that a user may change, by number and by name."""

    keys: frozenset[int]
    named: Mapping[str, Sequence[int]]


def _groups(user: Any) -> _Groups:
    named: dict[str, list[int]] = {}
    rows = LocalGroup.objects.visible_to(user).filter(closed_at=None)
    for pk, name in rows.order_by().values_list("pk", "name_key"):
        named.setdefault(name, []).append(pk)
    return _Groups(frozenset(pk for keys in named.values() for pk in keys), named)


def _group(text: str, groups: _Groups) -> int:
    pk = query_params.key(text.strip())
    if pk in groups.keys:
        return pk
    found = groups.named.get(fold(text.strip())[:200], ())
    if len(found) > 1:
        raise Wrong(_("Several groups have this name: enter the group’s number, as in its address in HQ."))
    if not found:
        raise Wrong(_("No open group of your territories has this number or name."))
    return found[0]


def _people(addresses: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    every = sorted(addresses)
    for at in range(0, len(every), 500):
        rows = Email.objects.filter(key__in=every[at : at + 500])
        found |= {key: person for key, person in rows.values_list("key", "person")}
    return found


def _log(rows: Sequence[tuple[Membership, str, str]]) -> None:
    MembershipChange.objects.bulk_create(
        MembershipChange(
            group_id=row.group_id, person_id=row.person_id, role_before=before, role_after=after,
            why=Why.IMPORTED,
        )
        for row, before, after in rows
    )  # fmt: skip


def _look_after(groups: Collection[int]) -> None:
    """The clock looks after hosts from the first one on."""
    hosted = Membership.objects.hosts().filter(group__in=groups).values("group")
    LocalGroup.objects.filter(pk__in=hosted, hosted_at=None).update(hosted_at=timezone.now())
    for group in LocalGroup.objects.filter(pk__in=groups).order_by("pk"):
        vacancies.watch(locked(group), Why.IMPORTED)


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Erased people go from kept files, too: by the person, and by the address in any cell."""
    lines = ImportLine.objects.filter(file__target=MemberTarget.name)
    lines.filter(after__person_id__in=list(people)).delete()
    for key in keys:
        lines.annotate(text=Cast("cells", TextField())).filter(text__icontains=key).delete()


TARGET = MemberTarget()
