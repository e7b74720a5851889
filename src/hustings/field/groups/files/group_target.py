"""Local groups from files."""

from collections.abc import Hashable, Mapping, Sequence

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from hustings.field.groups.files import group_cells
from hustings.field.groups.models import GroupsPage, LocalGroup
from hustings.field.groups.rights import CHANGE_GROUPS
from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.file_imports.forms import FileForm
from hustings.foundation.file_imports.models import FileImport
from hustings.foundation.file_imports.targets import Read, Told, Values
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories import cells
from hustings.foundation.territories.files.zoned_target import ZonedTarget
from hustings.foundation.territories.nearest import renew_points
from hustings.site.website import listings
from hustings.site.website.serving import site_version


class GroupFileForm(FileForm):
    kind = cells.kind_field(group_cells.KINDS)
    are_shown = forms.BooleanField(
        label=gettext_lazy("Publish them immediately"), required=False, initial=True
    )
    field_order = ("kind", "file")


class GroupTarget(ZonedTarget[LocalGroup]):
    name = "groups"
    model = LocalGroup
    columns, needed, form = group_cells.COLUMNS, group_cells.NEEDED, GroupFileForm
    unwritten = ("id", "user", "lat", "lon", "organiser_agreed_at", "created_at", "changed_at", "shown_at")
    follows = ("name_key", "organiser_agreed_at", "changed_at")
    same_twice = _("The same group is on line %(line)s. Remove one of them.")

    guard = staticmethod(needs(CHANGE_GROUPS, PUBLISH_SITE))
    space, icon = "groups", "group"
    top = ("groups:groups", gettext_lazy("Local groups"))
    title = gettext_lazy("Import local groups")
    about_columns = gettext_lazy(
        "The first line names the columns. Required: name and territory code. Optional: place,"
        " address, latitude, longitude, e-mail, phone, link, descriptions, organiser and their"
        " agreement."
    )
    record_label = gettext_lazy("Group")
    undo_words = gettext_lazy(
        "Groups added by the file are removed; its changes are undone. Later changes stay."
    )

    def reader(self, imported: FileImport, lines: Sequence[dict[str, str]]) -> Read:
        return group_cells.reader(imported.options["kind"])

    def key(self, values: Values) -> Hashable:
        return values["zone_id"], fold(values["name"])[:200]

    def find(self, imported: FileImport, values: Mapping[Hashable, Values]) -> Mapping[Hashable, LocalGroup]:
        return {(one.zone_id, one.name_key): one for one in LocalGroup.objects.filter(closed_at=None)}

    def describe(self, values: Values) -> str:
        return str(values["name"])

    def make(self, imported: FileImport) -> LocalGroup:
        shown_at = timezone.now() if imported.options["are_shown"] else None
        return LocalGroup(user=imported.user, shown_at=shown_at)

    def complete(self, row: LocalGroup) -> None:
        row.name_key = fold(row.name)[:200]
        if not row.organiser:
            row.organiser_agreed_at = None
        elif row.organiser_agreed_at is None:
            row.organiser_agreed_at = timezone.now()

    def touch(self, row: LocalGroup, said: Values) -> None:
        row.changed_at = timezone.now()
        if "organiser" in said and row.organiser:
            row.organiser_agreed_at = timezone.now()

    def written(
        self, new: Sequence[LocalGroup], changed: Sequence[tuple[LocalGroup, Values, Values]]
    ) -> None:
        keys = [row.pk for row in [*new, *(row for row, _before, _after in changed)]]
        renew_points(LocalGroup.objects.filter(pk__in=keys))

    def end(self, imported: FileImport, named: Sequence[int], told: Told | None) -> None:
        if imported.options["are_shown"]:
            listings.begin(GroupsPage, imported.user)

    def renew(self) -> None:
        site_version.renew()


TARGET = GroupTarget()
