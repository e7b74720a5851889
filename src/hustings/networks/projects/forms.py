"""The shape of what is typed about projects."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.fields import uploaded_files
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.language_forms import InLanguages
from hustings.foundation.lib.fields.money_fields import MoneyField
from hustings.money.ledger.models import Account, Books
from hustings.money.ledger.rights import RUN_MONEY
from hustings.networks.exchange.models import Kind
from hustings.networks.projects.models import Milestone, Project
from hustings.people.persons.actions.addresses import BadEmail, find_by_address
from hustings.people.persons.models import Person

_NEEDS = [(each.value, each.label) for each in (Kind.MENTOR, Kind.DESK)]


class ProjectForm(InLanguages):
    """Days, agreement, mentor and public words of a project."""

    texts = {
        "summary": (gettext_lazy("On its public page"), 3_000, True),
        "outcome": (gettext_lazy("What became of it"), 3_000, True),
    }
    name = forms.CharField(label=gettext_lazy("Name"), max_length=150)
    starts_on = forms.DateField(label=gettext_lazy("Starts on"), required=False, widget=DayInput())
    ends_on = forms.DateField(label=gettext_lazy("Ends on"), required=False, widget=DayInput())
    mentor = forms.CharField(
        label=gettext_lazy("Mentor’s e-mail"), required=False, max_length=254,
        help_text=gettext_lazy("Of somebody on record"),
    )  # fmt: skip
    agreement = forms.CharField(
        label=gettext_lazy("Agreement"), required=False, max_length=20_000,
        widget=forms.Textarea({"rows": 8}),
        help_text=gettext_lazy("The applicant accepts it on the page of the application."),
    )  # fmt: skip

    def __init__(self, project: Project, *args: Any, **more: Any) -> None:
        email = project.mentor and project.mentor.emails.first()
        initial = {name: getattr(project, name) for name in ("name", "starts_on", "ends_on", "agreement")}
        more["initial"] = initial | {"mentor": email.address if email else ""}
        super().__init__(*args, **more)
        self.project = project
        if project.agreed_at:
            self.fields["agreement"].disabled = True
        self._add_texts({"summary": project.summaries, "outcome": project.outcomes})

    def clean_mentor(self) -> Person | None:
        if not (said := self.cleaned_data["mentor"].strip()):
            return None
        try:
            found = find_by_address(address=said)
        except BadEmail as bad:
            raise ValidationError(str(bad)) from bad
        if found is None:
            raise ValidationError(_("Nobody on record has this address. Add them first."))
        return found

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("starts_on") and said.get("ends_on") and said["ends_on"] < said["starts_on"]:
            self.add_error("ends_on", _("The last day is before the first."))
        return said

    def values(self) -> dict[str, Any]:
        """Columns of the project."""
        names = ("name", "starts_on", "ends_on", "agreement", "mentor")
        found = {name: self.cleaned_data[name] for name in names}
        return found | {"summaries": self.said("summary"), "outcomes": self.said("outcome")}


class MilestoneForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Milestone
        fields = ["title", "due_on"]
        widgets = {"due_on": DayInput()}


class DueForm(forms.Form):
    """A day on which a report is due."""

    due_on = forms.DateField(label=gettext_lazy("Report due on"), widget=DayInput())

    def __init__(self, project: Project, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.project = project

    def clean_due_on(self) -> Any:
        said = self.cleaned_data["due_on"]
        if self.project.reports.filter(due_on=said).exists():
            raise ValidationError(_("A report is due on this day already."))
        return said


class InstalmentForm(forms.Form):
    """A part of the grant, from which books."""

    amount = MoneyField(label=gettext_lazy("Amount"), least=1)
    due_on = forms.DateField(label=gettext_lazy("Due on"), widget=DayInput())
    account = forms.ModelChoiceField(label=gettext_lazy("Account heading"), queryset=Account.objects.none())
    milestone = forms.ModelChoiceField(
        label=gettext_lazy("Only after"), queryset=Milestone.objects.none(), required=False
    )

    def __init__(self, project: Project, *args: Any, user: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        currency = project.application.round.call.currency
        books = Books.objects.of(user, RUN_MONEY).filter(closed_on=None, currency=currency)
        account: Any = self.fields["account"]
        found = Account.objects.live().filter(books__in=books, kind=Account.Kind.EXPENSE)
        account.queryset = found.select_related("books")
        account.label_from_instance = lambda row: f"{row.books}: {row}"
        milestone: Any = self.fields["milestone"]
        milestone.queryset = project.milestones.all()
        amount: Any = self.fields["amount"]
        amount.currency = currency


class PaidForm(forms.Form):
    """The day of a payment."""

    on = forms.DateField(label=gettext_lazy("Paid on"), widget=DayInput())


class AgreeForm(forms.Form):
    """The applicant's word that they agree."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=200)


class NeedForm(forms.Form):
    """A mentor or a desk, asked for in the exchange."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Look for"),
        choices=[(each.value, each.label) for each in (Kind.MENTOR, Kind.DESK)],
    )
    title = forms.CharField(
        label=gettext_lazy("In a few words"), max_length=120,
        help_text=gettext_lazy("Shown on the public page of the exchange"),
    )  # fmt: skip


class ReportForm(forms.Form):
    """A report, with a file if they like."""

    text = forms.CharField(
        label=gettext_lazy("What was done, what it changed, what is next"), max_length=20_000,
        widget=forms.Textarea({"rows": 10}),
    )  # fmt: skip
    file = forms.FileField(label=gettext_lazy("File"), required=False, widget=forms.FileInput())

    def clean_file(self) -> uploaded_files.Checked | None:
        if not self.cleaned_data["file"]:
            return None
        try:
            return uploaded_files.checked(self.cleaned_data["file"])
        except uploaded_files.NoFile as refused:
            raise ValidationError(str(refused)) from refused
