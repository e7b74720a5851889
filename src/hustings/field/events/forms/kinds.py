"""The shape of what is typed about kinds of events."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.events.models import EventKind
from hustings.field.events.models.kinds import Silenced
from hustings.foundation.lib.fields.language_forms import InLanguages


class KindForm(InLanguages):
    texts = {"name": (gettext_lazy("Name"), 60, False)}
    is_action = forms.BooleanField(
        label=gettext_lazy("Counts as an action of the field"), required=False, initial=True
    )
    asks_report = forms.BooleanField(
        label=gettext_lazy("Asks for a report afterwards"), required=False, initial=True
    )
    silenced_as = forms.ChoiceField(
        label=gettext_lazy("During election silence it is"), required=False, choices=Silenced.choices
    )

    def __init__(self, *args: Any, kind: EventKind | None = None, **more: Any) -> None:
        self.kind = kind
        if kind:
            kept = {name: getattr(kind, name) for name in ("is_action", "asks_report", "silenced_as")}
            more.setdefault("initial", kept)
        super().__init__(*args, **more)
        self._add_texts({"name": kind.names} if kind else {})
        self.order_fields([name for name in self.fields if name.startswith("name_")])

    def clean(self) -> dict[str, Any]:
        """A name, unless the catalogue has one."""
        said: dict[str, Any] = super().clean() or {}
        if not self.said("name") and not self.kind:
            self.add_error(f"name_{settings.LANGUAGE_CODE}", _("Enter a name in at least one language."))
        return said

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        kept = {name: said[name] for name in ("is_action", "asks_report", "silenced_as")}
        return kept | {"names": self.said("name")}

    @property
    def code(self) -> str:
        """The code of a new one: its name, and a number where another has that."""
        names = self.said("name")
        start = slugify(names.get(settings.LANGUAGE_CODE) or next(iter(names.values())))[:24] or "kind"
        known = set(EventKind.objects.filter(code__startswith=start).values_list("code", flat=True))
        tries = (start, *(f"{start}-{n}" for n in range(2, len(known) + 3)))
        return next(code for code in tries if code not in known)
