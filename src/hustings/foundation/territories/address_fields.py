"""A form field for an address: looked up as territories are, with its town to choose where several match."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.web import query_params
from hustings.foundation.territories import addresses
from hustings.foundation.territories.addresses import Address, Typed
from hustings.foundation.territories.fields import ZoneSelect
from hustings.foundation.territories.models import Zone

AS_TYPED = 0  # chosen in place of a town: an address that no list knows


class AddressSelect(ZoneSelect):
    """A box that suggests as one types; below it, after a look-up in vain, the towns to choose from."""

    asked = "address=1"
    placeholder = _("Town, postcode or full address")
    names_list = _("Addresses")

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        pk, text = value if isinstance(value, tuple) else (None, "")
        context = super().get_context(name, None, attrs)
        context["widget"] |= {
            "pk": "" if pk is None else pk, "text": text, "as_typed": AS_TYPED, "is_address": True,
        }  # fmt: skip
        if text and not self.is_known(pk, text):
            context["widget"] |= {"towns": addresses.find(Typed.read(text)).zones, "is_unknown": True}
        return context

    def is_known(self, pk: int | None, text: str) -> bool:
        """Whether nothing has to be asked."""
        if pk == AS_TYPED or (pk, text) == self.kept or not Zone.objects.exists():
            return True
        return addresses.the_one(Typed.read(text), pk) is not None

    kept: tuple[int | None, str] | None = None

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[int | None, str]:
        chosen = data.get(f"{name}_town") or data.get(f"{name}_id") or ""
        return query_params.key(str(chosen)), " ".join((data.get(name) or "").replace("\0", "").split())


class AddressField(forms.Field):
    """An address as ``addresses.Address``; None where nothing was typed."""

    widget: Any = AddressSelect
    kept: Address | None = None

    def keep(self, address: Address) -> tuple[int | None, str]:
        """The first value of what is kept already: sent back as it is, it stays as it is."""
        zone, text = address.zone, " ".join(address.line.split())
        if zone and not text:
            text = zone.label()
        elif zone and zone.name not in text:
            text = f"{text}, {zone.name}"
        sent = (zone.pk if zone else None, text)
        self.kept, self.widget.kept = address, sent
        return sent

    def to_python(self, value: Any) -> Address | None:
        pk, text = value if isinstance(value, tuple) else (None, value or "")
        if not text:
            return None
        if (pk, text) == self.widget.kept:
            return self.kept
        if len(text) > addresses.LONGEST:
            raise ValidationError(_("The address is too long: use at most 300 characters."))
        typed = Typed.read(text)
        if pk == AS_TYPED or not Zone.objects.exists():
            return Address(None, typed.text)
        if (found := addresses.the_one(typed, pk)) is None:
            raise ValidationError(addresses.find(typed).problem, code="unclear")
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((data or (None, ""))[1]) if initial is None else initial != data
