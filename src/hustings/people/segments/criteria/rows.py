"""Values that are rows of other tables: a tag, a territory, somebody of the team."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.fields.row_fields import RowsField
from hustings.foundation.territories.fields import ZoneField, ZonesField
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Tag
from hustings.people.segments.criteria.kinds import BadCriteria, Broken, Kind

_LARGEST_KEY = 10**18


def is_key(kept: Any) -> bool:
    return isinstance(kept, int) and not isinstance(kept, bool) and 0 < kept < _LARGEST_KEY


class RowKind(Kind):
    """One row, kept by its key. ``rows(user)`` are on offer; None where kept criteria are read."""

    def __init__(self, rows: Callable[[Any], QuerySet[Any]], missing: Any, gone: Any) -> None:
        self.rows, self.missing, self.gone = rows, missing, gone

    def __str__(self) -> str:
        return str(self.rows(None).model.__name__)

    def form_fields(self, user: Any) -> dict[str, forms.Field]:
        return {"value": forms.ModelChoiceField(self.rows(user), empty_label="–")}

    def several(self, user: Any) -> forms.Field:
        return RowsField(self.rows(user), widget=forms.CheckboxSelectMultiple)

    def to_json(self, value: Any) -> int:
        return int(value.pk)

    def from_json(self, kept: Any) -> Any:
        if not is_key(kept):
            raise BadCriteria(self.missing)
        found = self.rows(None).filter(pk=kept).first()
        if found is None:
            raise Broken(self.gone)
        return found


class TagKind(RowKind):
    def __init__(self) -> None:
        super().__init__(
            lambda user: Tag.objects.all(),
            gettext_lazy("Choose a tag."),
            gettext_lazy("This condition uses a tag that no longer exists."),
        )


class ZoneKind(RowKind):
    def __init__(self) -> None:
        super().__init__(
            lambda user: Zone.objects.labelled(),
            gettext_lazy("Choose a territory."),
            gettext_lazy("This condition uses a territory that no longer exists."),
        )

    def form_fields(self, user: Any) -> dict[str, forms.Field]:
        return {"value": ZoneField(label=gettext_lazy("Territory"))}

    def several(self, user: Any) -> forms.Field:
        return ZonesField(label=gettext_lazy("Territories"))

    def shown(self, value: Any) -> str:
        return str(value.label())

    def posted(self, name: str, kept: Any) -> dict[str, Any]:
        try:
            return {name: self.from_json(kept).label(), f"{name}_id": kept}
        except BadCriteria:
            return {}

    def posted_several(self, name: str, kept: list[Any]) -> dict[str, Any]:
        return {name: "", f"{name}_ids": kept}


class Several(Kind):
    MOST = 50

    def __init__(self, of: RowKind) -> None:
        self.of = of

    def form_fields(self, user: Any) -> dict[str, forms.Field]:
        return {"value": self.of.several(user)}

    def to_json(self, value: Any) -> list[Any]:
        return [self.of.to_json(one) for one in value]

    def from_json(self, kept: Any) -> list[Any]:
        if not isinstance(kept, list) or not kept or len(kept) > self.MOST:
            raise BadCriteria(_("Choose 1 to %(n)s values.") % {"n": self.MOST})
        return [self.of.from_json(one) for one in kept]

    def shown(self, value: Any) -> str:
        return _(" or ").join(self.of.shown(one) for one in value)

    def posted(self, name: str, kept: Any) -> dict[str, Any]:
        if not isinstance(kept, list):
            return {}
        return self.of.posted_several(name, kept) if isinstance(self.of, ZoneKind) else {name: kept}
