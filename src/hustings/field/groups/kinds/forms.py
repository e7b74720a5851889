"""Forms of HQ: kinds that a campaign names, of groups first; decisions on groups."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.field.groups.models import Approval, GroupKind
from hustings.foundation.lib.fields.language_forms import InLanguages

NUMBERS = ("most_per_host", "welcome_days", "silence_weeks", "offer_days", "vacancy_days")
PLAIN = ("approval", "may_be_founded", *NUMBERS)


def _number(name: str, most: int) -> forms.IntegerField:
    column: Any = GroupKind._meta.get_field(name)
    return forms.IntegerField(
        label=column.verbose_name, help_text=column.help_text, min_value=1, max_value=most,
        initial=column.default,
    )  # fmt: skip


class KindForm(InLanguages):
    """Names of a kind, and what else ``kept`` names of it; ``texts`` are columns without their ``s``."""

    model: ClassVar[Any]
    kept: ClassVar[tuple[str, ...]]
    texts = {"name": (gettext_lazy("Name"), 60, False)}

    def __init__(self, *args: Any, kind: Any = None, **more: Any) -> None:
        self.kind = kind
        if kind:
            more.setdefault("initial", {name: getattr(kind, name) for name in self.kept})
        super().__init__(*args, **more)
        self._add_texts({name: getattr(kind, f"{name}s") for name in self.texts} if kind else {})
        self.order_fields([name for name in self.fields if name.startswith("name_")])

    @property
    def may_be_nameless(self) -> bool:
        return False

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not self.said("name") and not self.may_be_nameless:
            self.add_error(f"name_{settings.LANGUAGE_CODE}", _("Enter a name in at least one language."))
        return said

    @property
    def values(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in self.kept}
        return said | {f"{name}s": self.said(name) for name in self.texts}

    @property
    def code(self) -> str:
        """The code of a new one: its name, and a number where another has that."""
        names = self.said("name")
        start = slugify(names.get(settings.LANGUAGE_CODE) or next(iter(names.values())))[:24] or "kind"
        same = self.model.objects.filter(code__startswith=start)
        known = set(same.values_list("code", flat=True))
        tries = (start, *(f"{start}-{n}" for n in range(2, len(known) + 3)))
        return next(code for code in tries if code not in known)


class GroupKindForm(KindForm):
    """Names, charter, what founders may do, and the days of the rule."""

    model, kept = GroupKind, PLAIN
    texts = KindForm.texts | {"charter": (gettext_lazy("Charter that hosts accept"), 10_000, True)}
    may_be_founded = forms.BooleanField(
        label=gettext_lazy("Supporters may found one"), required=False, initial=True
    )
    approval = forms.ChoiceField(
        label=gettext_lazy("Published, and handed over"), choices=Approval.choices, initial=Approval.ZONE
    )
    most_per_host = _number("most_per_host", 100)
    welcome_days = _number("welcome_days", 60)
    silence_weeks = _number("silence_weeks", 104)
    offer_days = _number("offer_days", 60)
    vacancy_days = _number("vacancy_days", 365)


class RefusalForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("The founder reads it."),
    )  # fmt: skip


class NamingForm(forms.Form):
    """The person who is asked to host a group."""

    email = forms.EmailField(label=gettext_lazy("E-mail of the person"))
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[("host", pgettext_lazy("group", "host")), ("co_host", gettext_lazy("co-host"))],
    )
