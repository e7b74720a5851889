"""Form fields that choose territories; without JavaScript a name or a code is typed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.web import query_params
from hustings.foundation.territories import zone_search
from hustings.foundation.territories.models import Zone, ZoneQuerySet


def _key(value: Any) -> int | None:
    return query_params.key(str(value or ""))


class _Chooser(forms.Widget):
    """Common part of both widgets: where suggestions come from."""

    kinds: tuple[str, ...] = ()
    asked = ""  # of the suggestions, beside their kinds
    placeholder: Any = _("Name, postcode or code")
    names_list: Any = _("Territories")

    class Media:
        js = (Script("hustings/zone-select.js", type="module"),)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        query = "&".join(filter(None, [self.asked, *(f"kind={kind}" for kind in self.kinds)]))
        context["widget"] |= {
            "url": f"{reverse('territories:zone_search')}?{query}",
            "placeholder": self.placeholder, "names_list": self.names_list,
        }  # fmt: skip
        return context


class ZoneSelect(_Chooser):
    """A box that suggests as one types. Sends the text, and the key of the suggestion that was taken."""

    template_name = "territories/zone_select.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        pk, text = value if isinstance(value, tuple) else (value, "")
        if pk and not text:
            zone = Zone.objects.labelled().filter(pk=pk).first()
            text = zone.label() if zone else ""
        context["widget"] |= {"pk": pk or "", "text": text}
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[int | None, str]:
        return _key(data.get(f"{name}_id")), (data.get(name) or "").strip()

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data


class ZoneField(forms.Field):
    """One territory. ``kinds`` limits the choice, for instance to communes and their parts."""

    widget: Any = ZoneSelect
    default_error_messages = {"required": _("Choose a territory.")}

    def __init__(self, *, kinds: Iterable[str] = (), **more: Any) -> None:
        super().__init__(**more)
        self.kinds = tuple(str(kind) for kind in kinds)
        self.widget.kinds = self.kinds

    @property
    def zones(self) -> ZoneQuerySet:
        return Zone.objects.of_kind(*self.kinds) if self.kinds else Zone.objects.all()

    def prepare_value(self, value: Any) -> Any:
        return value.pk if isinstance(value, Zone) else value

    def to_python(self, value: Any) -> Zone | None:
        """The zone of the suggestion taken, unless the text was changed after; else what the text means."""
        if isinstance(value, Zone) or not value:
            return value or None
        pk, text = value if isinstance(value, tuple) else (_key(value), "")
        zone = self.zones.labelled().filter(pk=pk).first() if pk else None
        if zone and text in {"", zone.label()}:
            return zone if text or not isinstance(value, tuple) else None
        if not text:
            return None
        try:
            return zone_search.the_one(text, self.zones)
        except zone_search.NotOneZone as several:
            raise ValidationError(str(several), code="unclear") from several

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            chosen = self.to_python(data)
        except ValidationError:
            return True
        return (chosen.pk if chosen else None) != (initial.pk if isinstance(initial, Zone) else initial)


class ZonesSelect(_Chooser):
    template_name = "territories/zones_select.html"
    placeholder = _("Add another: name, postcode or code")

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        pks, text = value if isinstance(value, tuple) else (value or [], "")
        context["widget"] |= {"zones": Zone.objects.labelled().filter(pk__in=pks), "text": text}
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[list[int], str]:
        sent = data.getlist(f"{name}_ids") if hasattr(data, "getlist") else data.get(f"{name}_ids", [])
        return [pk for pk in map(_key, sent) if pk], (data.get(name) or "").strip()

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_ids" not in data


class ZonesField(ZoneField):
    """Several territories, as a list of zones."""

    widget: Any = ZonesSelect

    def prepare_value(self, value: Any) -> Any:
        return (
            [zone.pk if isinstance(zone, Zone) else zone for zone in value]
            if isinstance(value, list)
            else value
        )

    def to_python(self, value: Any) -> list[Zone]:  # type: ignore[override]
        if not isinstance(value, tuple):
            return list(value or [])
        pks, text = value
        chosen = list(self.zones.labelled().filter(pk__in=pks))
        if text:
            more = super().to_python((None, text))
            chosen += [more] if more and more not in chosen else []
        return chosen

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            chosen = {zone.pk for zone in self.to_python(data)}
        except ValidationError:
            return True
        return chosen != {zone.pk if isinstance(zone, Zone) else zone for zone in initial or []}
