"""The shape of what is typed."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.elections import law
from hustings.foundation.lib.dates import date_format
from hustings.outreach.abtests import actions as abtests
from hustings.outreach.abtests.forms import TrialForm
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.dispatch.actions.test_sends import MOST
from hustings.outreach.emails.blocks import SECOND, VERSIONS, builder
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Topic
from hustings.people.segments.models import Segment
from mailguard.identifiers import addresses


class MailingForm(WagtailAdminModelForm):
    """A draft in the editor: segments and topics that its writer may choose, and its A/B test."""

    TEST = "test"  # what the fields of the test begin with; ``test-asked`` comes with them
    is_by_itself = False  # the browser saves it while somebody writes: what is wrong with the test can wait
    is_tested = forms.BooleanField(label=_("A/B test"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        more["instance"] = more.get("instance") or Mailing()
        if more["instance"].pk is None and not more["instance"].content:
            more["instance"].content = [builder.letter("", builder.text(""))]
        super().__init__(*args, **more)
        self.fields["name"].help_text = ""
        _offer(self, self.instance, self.for_user)
        if self.instance.pk is None:
            self.instance.user = self.for_user
            day = date_format(timezone.localdate(), "DATE_FORMAT")
            self.initial["name"] = self.initial.get("name") or _("Mailing of %(day)s") % {"day": day}
        self._suggest()
        self.trial = self._trial()

    def _suggest(self) -> None:
        """Of what nobody has said yet what the campaign says in general, and the next election."""
        if "advertising" not in self.fields or self.instance.advertising:
            return
        if self.instance.pk is None and (reason := Campaign.current().ad_reason):
            self.initial |= {"advertising": Mailing.Said.OWN, "ad_reason": reason}
        if not self.instance.ad_linked_to:
            self.initial["ad_linked_to"] = law.next_election(timezone.localdate())

    # --- Its test --------------------------------------------------------------------------------
    def _trial(self) -> TrialForm:
        found = ABTest.objects.filter(mailing=self.instance.pk).first() if self.instance.pk else None
        self.initial["is_tested"] = found is not None
        said = self.data if self._is_test_asked else None
        return TrialForm(said, instance=found or ABTest(), prefix=self.TEST)

    @property
    def _is_test_asked(self) -> bool:
        """Whether the form that came back had the test in it: letters of sequences have none."""
        return self.is_bound and f"{self.TEST}-asked" in self.data

    def clean(self) -> Any:
        """Without a test there is one subject; with one it has to make sense."""
        said = super().clean()
        if not self._is_test_asked:
            return said
        if not self.cleaned_data.get("is_tested"):
            for child in self.cleaned_data.get("content") or ():
                child.value[SECOND] = ""
        elif not self.is_by_itself and not self.trial.is_valid():
            raise forms.ValidationError(_("Correct the A/B test."))
        return said

    def keep_trial(self, mailing: Mailing, user: User) -> None:
        """Set its test up as it was said, or drop it."""
        if not self._is_test_asked or not mailing.is_draft or mailing.is_step:
            return
        if self.cleaned_data["is_tested"]:
            is_new = self.trial.has_changed() or not self.trial.instance.mailing_id
            if is_new and self.trial.is_valid():
                abtests.set_up_trial(mailing=mailing, user=user, **self.trial.cleaned_data)
        elif self.initial["is_tested"]:
            abtests.drop_trial(mailing=mailing, user=user)


def _offer(form: Any, mailing: Mailing, user: Any) -> None:
    """What one may choose: segments in sight and topics in use, and what is chosen already."""
    segment, topic = form.fields["segment"], form.fields["topic"]
    kept = Segment.objects.filter(pk=mailing.segment_id or 0)
    segment.queryset = Segment.objects.visible_to(user) | kept
    segment.empty_label = _("Choose a segment")
    topic.queryset = Topic.objects.filter(Q(retired_at=None) | Q(pk=mailing.topic_id or 0))
    topic.empty_label = _("none")


class RecipientsForm(forms.Form):
    """Who gets a draft."""

    segment = forms.ModelChoiceField(Segment.objects.none(), label=_("Segment"), required=False)
    topic = forms.ModelChoiceField(Topic.objects.none(), label=_("Topic"), required=False)

    def __init__(self, *args: Any, mailing: Mailing, user: User, **more: Any) -> None:
        more["initial"] = {"segment": mailing.segment_id, "topic": mailing.topic_id}
        super().__init__(*args, **more)
        _offer(self, mailing, user)


class TestForm(forms.Form):
    """To whom a test goes, and which of the letters: asked where there is more than one."""

    to = forms.CharField(
        label=_("Addresses"),
        max_length=1000,
        help_text=_("Separated by commas"),
    )
    language = forms.ChoiceField(label=_("Language"))
    version = forms.ChoiceField(label=_("Version"))

    def __init__(self, *args: Any, mailing: Mailing, **more: Any) -> None:
        written = {letter["language"] or "" for letter in mailing.letters()}
        every = dict(settings.LANGUAGES)
        languages = {
            key: name for key, name in every.items() if key in written and "" not in written
        } or every
        versions = mailing.versions or VERSIONS[:1]
        mine = get_language() or ""
        language = mine if mine in written else Campaign.current().language
        language = language if language in languages else next(iter(languages))
        self.only = {"language": language, "version": versions[0]}
        super().__init__(*args, **{"initial": self.only | more.pop("initial", {})} | more)
        self._offer("language", list(languages.items()))
        self._offer("version", [(each, each) for each in versions])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        if len(choices) < 2:
            del self.fields[name]
        else:
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What was not asked is the only one."""
        return self.only | (super().clean() or {})

    def clean_to(self) -> list[str]:
        found = []
        for text in str(self.cleaned_data["to"]).replace(";", ",").replace("\n", ",").split(","):
            if text.strip():
                found.append(self._address(text.strip()))
        if not 0 < len(found) <= MOST:
            raise forms.ValidationError(_("Enter one to %(most)d addresses.") % {"most": MOST})
        return found

    @staticmethod
    def _address(text: str) -> str:
        try:
            return str(addresses.read(text))
        except addresses.BadAddress as bad:
            raise forms.ValidationError(
                _("“%(text)s” isn’t an e-mail address. Enter one like name@example.org.") % {"text": text}
            ) from bad
