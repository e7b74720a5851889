"""The shape of what is typed."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.elections import law
from hustings.outreach.dispatch.actions.test_sends import MOST
from hustings.outreach.emails.blocks import VERSIONS, builder
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Topic
from hustings.people.segments.models import Segment
from mailguard.identifiers import addresses


class MailingForm(WagtailAdminModelForm):
    """A draft in the editor: segments and topics that its writer may choose."""

    def __init__(self, *args: Any, **more: Any) -> None:
        more["instance"] = more.get("instance") or Mailing()
        if more["instance"].pk is None and not more["instance"].content:
            more["instance"].content = [builder.letter("", builder.text(""))]
        super().__init__(*args, **more)
        segment = self.fields["segment"]
        kept = Segment.objects.filter(pk=self.instance.segment_id or 0)
        segment.queryset = Segment.objects.visible_to(self.for_user) | kept
        topic = self.fields["topic"]
        topic.queryset = Topic.objects.filter(Q(retired_at=None) | Q(pk=self.instance.topic_id or 0))
        topic.empty_label = _("none")
        if self.instance.pk is None:
            self.instance.user = self.for_user
        self._suggest()

    def _suggest(self) -> None:
        """Of what nobody has said yet what the campaign says in general, and the next election."""
        if "advertising" not in self.fields or self.instance.advertising:
            return
        if self.instance.pk is None and (reason := Campaign.current().ad_reason):
            self.initial |= {"advertising": Mailing.Said.OWN, "ad_reason": reason}
        if not self.instance.ad_linked_to:
            self.initial["ad_linked_to"] = law.next_election(timezone.localdate())


class TestForm(forms.Form):
    to = forms.CharField(
        label=_("Addresses"),
        max_length=1000,
        help_text=_("Separated by commas. Team members only, unless you can send mailings."),
    )
    language = forms.ChoiceField(label=_("Preview as"), choices=settings.LANGUAGES)
    version = forms.ChoiceField(
        label=_("Version"), choices=[(each, each) for each in VERSIONS], required=False
    )

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
            raise forms.ValidationError(_("%(text)s is not an e-mail address.") % {"text": text}) from bad
