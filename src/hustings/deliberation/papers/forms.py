"""HQ's form of a contribution on paper."""

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.deliberation.consultations.forms.public import TEXT, TITLE
from hustings.deliberation.consultations.models import Consultation, Kind, Phase, Question
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.uploaded_pictures import NoPicture, written_anew
from hustings.people.persons.models import Email, Person
from hustings.people.persons.rights import CHANGE_PEOPLE
from mailguard.identifiers import addresses

LARGEST = 10_000_000  # bytes of a scan
WIDEST = 3_000  # pixels of a picture
KINDS = (Kind.DEBATE, Kind.STATEMENTS)  # steps that sheets answer


class SheetForm(forms.Form):
    """Words on a sheet, its day and its scan."""

    title = forms.CharField(label=gettext_lazy("In one sentence"), max_length=TITLE)
    text = forms.CharField(
        label=gettext_lazy("Text"), max_length=TEXT, required=False, widget=forms.Textarea({"rows": 8})
    )
    written_on = forms.DateField(label=gettext_lazy("Written on"), required=False, widget=DayInput())
    scan = forms.FileField(
        label=gettext_lazy("Scan"), required=False,
        help_text=gettext_lazy("PDF, JPEG or PNG, at most 10 MB. Only HQ sees it."),
        widget=forms.ClearableFileInput({"accept": "application/pdf,image/jpeg,image/png"}),
    )  # fmt: skip

    def clean_written_on(self) -> Any:
        """A day that is over."""
        day = self.cleaned_data["written_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("Enter a day that isn’t in the future."))
        return day

    def clean_scan(self) -> Any:
        """A picture written anew, or a PDF as it is."""
        upload = self.cleaned_data["scan"]
        if not upload:
            return None
        if upload.size > LARGEST:
            raise forms.ValidationError(_("Choose a file of at most 10 MB."))
        is_pdf = upload.read(5) == b"%PDF-"
        upload.seek(0)
        if is_pdf:
            return ContentFile(upload.read(), name="scan.pdf")
        try:
            return written_anew(upload, "scan.jpg", WIDEST)
        except NoPicture as why:
            raise forms.ValidationError(_("Choose a PDF, or a picture in JPEG or PNG format.")) from why


class PaperForm(SheetForm):
    """A new sheet, with the question that it answers and whose it is."""

    field_order = ("place", "title", "text", "email", "written_on", "scan")
    place = forms.ChoiceField(label=gettext_lazy("Answers the question"))
    email = forms.CharField(
        label=gettext_lazy("E-mail of the author"), max_length=254, required=False,
        help_text=gettext_lazy("Of someone in People. Blank: it stands without an author."),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, consultation: Consultation, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user
        self.places: dict[str, tuple[Phase, Question | None]] = {}
        choices = []
        rows = consultation.phases.filter(kind__in=KINDS).select_related("consultation")
        for phase in rows.prefetch_related("questions"):
            questions: list[Question | None] = [*phase.questions.all()]
            for question in questions or [None]:
                key = f"{phase.pk}-{question.pk if question else 0}"
                self.places[key] = phase, question
                choices.append((key, f"{phase}: {question}" if question else str(phase)))
        self.fields["place"].choices = choices  # type: ignore[attr-defined] # a ChoiceField

    def clean_email(self) -> Email | None:
        """The address of somebody whom the user may change."""
        typed = self.cleaned_data["email"].strip()
        if not typed:
            return None
        try:
            key = addresses.read(typed).key
        except addresses.BadAddress as why:
            raise forms.ValidationError(_("Enter a complete e-mail address, like name@example.org.")) from why
        mine = Person.objects.visible_to(self.user, CHANGE_PEOPLE)
        found = Email.objects.filter(key=key, person__in=mine).select_related("person").first()
        if found is None:
            words = _("No one in People has this address. Add them first, or leave it blank.")
            raise forms.ValidationError(words)
        return found

    @property
    def values(self) -> dict[str, Any]:
        """Words for the action."""
        phase, question = self.places[self.cleaned_data["place"]]
        plain = {name: self.cleaned_data[name] for name in ("title", "text", "email", "written_on", "scan")}
        return {**plain, "phase": phase, "question": question}
