"""HQ's forms: a consultation, its steps and questions."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.deliberation.consultations.actions.running import Shape
from hustings.deliberation.consultations.models import Consultation, Kind, Phase, Question
from hustings.deliberation.consultations.models.consultations import Ballot, Naming
from hustings.deliberation.consultations.rights import RUN
from hustings.foundation.accounts import access
from hustings.foundation.lib.fields.language_forms import InLanguages
from hustings.foundation.lib.fields.moment_fields import MomentField
from hustings.foundation.lib.fields.picture_fields import PictureField
from hustings.foundation.territories.fields import ZoneField
from hustings.people.segments.models import Segment

HOUR = 8  # when a consultation opens, unless told otherwise
MOST = 200  # questions typed at once
PLAIN = ("naming", "roll", "zone", "items_per_hour", "reports_per_hour")


def next_monday() -> dt.datetime:
    """The next Monday morning, by the campaign's clock."""
    now = timezone.localtime()
    days = (7 - now.weekday()) % 7 or 7
    return (now + dt.timedelta(days=days)).replace(hour=HOUR, minute=0, second=0, microsecond=0)


class ConsultationForm(InLanguages):
    """Name of a consultation, who takes part and how."""

    texts = {
        "title": (gettext_lazy("Title"), 160, False),
        "summary": (pgettext_lazy("consultation", "Summary"), 2_000, True),
        "policy": (gettext_lazy("Moderation rules"), 8_000, True),
        "picture_alt": (gettext_lazy("Image description"), 200, False),
    }
    needed = frozenset({"title"})
    naming = forms.ChoiceField(label=gettext_lazy("People appear"), choices=Naming, initial=Naming.CHOICE)
    roll = forms.ModelChoiceField(
        Segment.objects.none(), label=gettext_lazy("Only for people of this segment"), required=False,
        empty_label=gettext_lazy("Open to everyone"),
    )  # fmt: skip
    zone = ZoneField(
        label=gettext_lazy("Territory"), required=False, help_text=gettext_lazy("Blank: the whole campaign.")
    )
    picture = PictureField(label=gettext_lazy("Picture"), required=False)
    items_per_hour = forms.IntegerField(
        label=gettext_lazy("Texts per person and hour"), min_value=1, max_value=1_000,
        help_text=gettext_lazy("Contributions, arguments and sources together."),
    )  # fmt: skip
    reports_per_hour = forms.IntegerField(
        label=gettext_lazy("Reports per reader and hour"), min_value=1, max_value=1_000
    )

    def __init__(self, *args: Any, user: Any, consultation: Consultation | None = None, **more: Any) -> None:
        self.user, self.consultation = user, consultation
        of = consultation or Consultation()
        initial = {name: getattr(of, name) for name in PLAIN} | {"picture": of.picture_id}
        super().__init__(*args, **{**more, "initial": initial})
        mine = Segment.objects.visible_to(user)
        if of.roll_id:
            mine = mine | Segment.objects.filter(pk=of.roll_id)
        self.fields["roll"].queryset = mine  # type: ignore[attr-defined] # a ModelChoiceField
        kept = {"title": of.titles, "summary": of.summaries, "policy": of.policies}
        self._add_texts(kept | {"picture_alt": of.picture_alts})
        first = [name for name in self.fields if name.startswith(("title_", "summary_"))]
        self.order_fields([*first, "shape", "starts_at", "questions", "naming", "roll", "zone"])

    def clean_zone(self) -> Any:
        """A territory in which the user may run consultations."""
        zone = self.cleaned_data["zone"]
        if not access.covers(access.grants(self.user, RUN), zone):
            raise forms.ValidationError(_("Choose a territory of yours."))
        return zone

    @property
    def values(self) -> dict[str, Any]:
        """Columns of the row."""
        plain = {name: self.cleaned_data[name] for name in PLAIN}
        return plain | {
            "picture_id": self.cleaned_data["picture"], "titles": self.said("title"),
            "summaries": self.said("summary"), "policies": self.said("policy"),
            "picture_alts": self.said("picture_alt"),
        }  # fmt: skip


class NewForm(ConsultationForm):
    """The same, with the steps that it begins with."""

    shape = forms.ChoiceField(
        label=gettext_lazy("Kind of consultation"), choices=[(each.value, each.label) for each in Shape],
        initial=Shape.QUESTIONS.value, widget=forms.RadioSelect,
        help_text=gettext_lazy("Sets up the steps; you can change each of them."),
    )  # fmt: skip
    starts_at = MomentField(label=gettext_lazy("Opens on"), initial=next_monday)
    questions = forms.CharField(
        label=gettext_lazy("Questions"), required=False, max_length=20_000,
        widget=forms.Textarea({"rows": 4}), help_text=gettext_lazy("One a line."),
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        shapes: Any = self.fields["shape"]
        shapes.choices = [(value, str(label)[:1].upper() + str(label)[1:]) for value, label in Shape.choices]

    @property
    def lines(self) -> list[dict[str, str]]:
        """Questions typed, in the language in which the campaign writes first."""
        typed = (" ".join(line.split())[:300] for line in self.cleaned_data["questions"].splitlines())
        return [{settings.LANGUAGE_CODE: line} for line in typed if line][:MOST]


class PhaseForm(InLanguages):
    """A step: its dates, and what people may do in it; a new one takes that from its kind."""

    texts = {
        "title": (gettext_lazy("Title"), 160, False),
        "intro": (gettext_lazy("Introduction"), 8_000, True),
    }
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    starts_at = MomentField(label=gettext_lazy("Starts"))
    ends_at = MomentField(
        label=gettext_lazy("Ends"), required=False, help_text=gettext_lazy("Leave blank to keep it open.")
    )
    ballot = forms.ChoiceField(label=gettext_lazy("Votes"))
    takes_items = forms.BooleanField(label=gettext_lazy("People may contribute"), required=False)
    takes_arguments = forms.BooleanField(
        label=gettext_lazy("People may argue for and against"), required=False
    )
    takes_sources = forms.BooleanField(label=gettext_lazy("People may add sources"), required=False)
    takes_reports = forms.BooleanField(label=gettext_lazy("Local debates send reports"), required=False)
    _settings = ("ballot", "takes_items", "takes_arguments", "takes_sources", "takes_reports")
    _plain = ("starts_at", "ends_at", *_settings)

    def __init__(self, *args: Any, phase: Phase | None = None, **more: Any) -> None:
        of = phase or Phase(kind=Kind.DEBATE)
        self.needed = frozenset({"title"} if phase else ())  # else named after its kind
        names = (*self._plain, "kind")
        initial = {name: getattr(of, name) for name in names if not (phase is None and name == "starts_at")}
        super().__init__(*args, **{**more, "initial": initial})
        self.has_items = bool(phase and phase.items.exists())
        self.fields["kind"].choices = _capital(Kind.choices)  # type: ignore[attr-defined] # a ChoiceField
        self.fields["ballot"].choices = _capital(Ballot.choices)  # type: ignore[attr-defined]
        if self.has_items:  # what stands there was written in a step of its kind
            self.fields["kind"].disabled = True
        self._add_texts({"title": of.titles, "intro": of.intros})
        first = [name for name in self.fields if name.startswith(("title_", "intro_"))]
        self.order_fields(["kind", *first])
        for name in self._settings if phase is None else ():
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Its end lies behind its start."""
        said = super().clean() or {}
        starts_at, ends_at = said.get("starts_at"), said.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("The end must be after the start."))
        return said

    @property
    def values(self) -> dict[str, Any]:
        """Columns of the row."""
        plain = {name: self.cleaned_data[name] for name in (*self._plain, "kind") if name in self.fields}
        return plain | {"titles": self.said("title"), "intros": self.said("intro")}


class QuestionForm(InLanguages):
    """A question of a debate, a chapter of a text, a subject of statements."""

    texts = {
        "title": (gettext_lazy("Question"), 300, False),
        "intro": (gettext_lazy("Introduction"), 8_000, True),
    }
    needed = frozenset({"title"})

    def __init__(self, *args: Any, question: Question | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        of = question or Question()
        self._add_texts({"title": of.titles, "intro": of.intros})

    @property
    def values(self) -> dict[str, Any]:
        """Columns of the row."""
        return {"titles": self.said("title"), "intros": self.said("intro")}


def _capital(choices: Any) -> list[tuple[str, str]]:
    return [(value, str(label)[:1].upper() + str(label)[1:]) for value, label in choices]
