"""HQ: kinds of groups."""

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy

from hustings.field.groups.kinds.forms import GroupKindForm
from hustings.field.groups.kinds.lists import STATE, KindList
from hustings.field.groups.models import GroupKind
from hustings.foundation.hq.resources import Button
from hustings.foundation.hq.tables import Choice, Number, Title, YesNo


class Kinds(KindList):
    names, form_of = "groups", GroupKindForm
    title = gettext_lazy("Kinds of groups")
    trail = (("groups:groups", gettext_lazy("Local groups")),)
    buttons = (Button(gettext_lazy("New kind"), "groups:new_kind"),)
    columns = (
        Title("name", gettext_lazy("Kind"), url="groups:kind"),
        Number("n_groups", gettext_lazy("Groups")),
        YesNo("may_be_founded", gettext_lazy("Founded by supporters")),
        Choice("approval", gettext_lazy("Publication")),
        STATE,
    )
    empty = gettext_lazy("No kind of group yet. Add one, and supporters can found groups.")
    archived = gettext_lazy("Archived: its groups keep it.")

    def rows(self) -> QuerySet[GroupKind]:
        return GroupKind.objects.annotate(n_groups=Count("groups", filter=Q(groups__closed_at=None)))
