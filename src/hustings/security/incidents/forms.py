"""Forms of the shield's pages in HQ."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from hustings.foundation.hq import filters
from hustings.foundation.lib.web import query_params
from hustings.security.incidents.guards import protected_profile
from hustings.security.incidents.models import Guard, Rule, ShieldSettings, Source
from mailguard.agents.imap import Box, tokens

_APART = _("Choose a separate folder: not the inbox, the monitored folder or one already used here.")


class SourceForm(forms.ModelForm[Source]):
    """A mailbox: where it is, and how one gets in. A kept secret is never shown."""

    secret = forms.CharField(
        label=_("Password or refresh token"),
        required=False,
        max_length=4_000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Use an app password if the provider offers one. Stored encrypted"),
    )
    client_secret = forms.CharField(
        label=_("Client secret"),
        required=False,
        max_length=400,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Only with OAuth 2.0, if the provider issued one"),
    )
    is_for_reports = forms.BooleanField(
        label=_("This mailbox is only used for reports; it is no one’s personal mailbox"),
        required=False,
        help_text=_(
            "New messages get a reply and move to the folder “Hustings”. Older ones stay as they are"
        ),
    )

    class Meta:
        model = Source
        fields = [
            "name", "address", "user", "host", "port", "safety", "way", "login", "token_url", "client_id",
            "folder", "held_folder", "report_folder", "is_read_whole",
        ]  # fmt: skip

    def __init__(self, *words: Any, **more: Any) -> None:
        super().__init__(*words, **more)
        self.fields["user"].queryset = protected_profile.staff().order_by("email")  # type: ignore[attr-defined]
        self.fields["host"].required = self.fields["login"].required = True
        if self.instance.kind == Source.Kind.REPORTS:
            for name in ("user", "held_folder", "report_folder", "is_read_whole"):
                del self.fields[name]
        else:
            del self.fields["is_for_reports"]
        for name, is_kept in (("secret", self.instance.sealed), ("client_secret", self.instance.sealed_more)):
            if is_kept:
                self.fields[name].help_text = _("Leave blank to keep the current one")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("secret") and not self.instance.sealed:
            self.add_error("secret", _("Enter a password or token."))
        elif not said.get("secret") and {"host", "login", "token_url"} & set(self.changed_data):
            self.add_error(
                "secret", _("Enter the password again, since the server or log-in name has changed.")
            )
        if said.get("way") == Source.Way.OAUTH:
            self._check_tokens(said)
        if said.get("port", 1) and not 0 < said.get("port", 1) < 65_536:
            self.add_error("port", _("Enter a number from 1 to 65535."))
        self._check_mailbox(said)
        return said

    def _check_mailbox(self, said: dict[str, Any]) -> None:
        """One mailbox, one source; one folder, one use: else mail is doubled, or goes round and round."""
        twin = Source.objects.same_mailbox(said.get("host", ""), said.get("login", "")).exclude(
            pk=self.instance.pk
        )
        if one := twin.first():
            self.add_error("login", _("This mailbox is already monitored: “%(name)s”.") % {"name": one.name})
        if self.instance.kind == Source.Kind.REPORTS:
            is_new = not self.instance.pk or {"host", "login", "folder"} & set(self.changed_data)
            if is_new and not said.get("is_for_reports"):
                self.add_error("is_for_reports", _("Confirm this: messages will be moved in this mailbox."))
            return
        names = {name: said.get(name, "") for name in ("folder", "held_folder", "report_folder")}
        made = Box("", "", "", folders=(names["folder"],), held=names["held_folder"])
        if made.used_twice:
            self.add_error("held_folder", _APART)
        elif replace(made, report=names["report_folder"]).used_twice:
            self.add_error("report_folder", _APART)

    def _check_tokens(self, said: dict[str, Any]) -> None:
        for name in ("token_url", "client_id"):
            if not said.get(name):
                self.add_error(name, _("Required for OAuth 2.0."))
        if said.get("token_url"):
            try:
                tokens.check(said["token_url"])
            except tokens.Refused as error:
                self.add_error("token_url", error.say((get_language() or "en")[:2]))
        if self.instance.sealed_more and not said.get("client_secret") and "token_url" in self.changed_data:
            self.add_error(
                "client_secret",
                _(
                    "Enter it again, since the provider has changed. If the new one doesn’t "
                    "issue any, remove this mailbox and add it again."
                ),
            )


class GuardForm(forms.ModelForm[Guard]):
    class Meta:
        model = Guard
        fields = ["name", "kind"]

    def __init__(self, *words: Any, **more: Any) -> None:
        super().__init__(*words, **more)
        kinds = [choice for choice in Guard.Kind.choices if choice[0] != Guard.Kind.OWN]
        self.fields["kind"] = forms.ChoiceField(label=_("type"), choices=kinds)


class RuleForm(forms.ModelForm[Rule]):
    until_on = forms.DateField(
        label=_("last day"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Leave blank for no end date"),
    )

    class Meta:
        model = Rule
        fields = ["deed", "kind", "value", "reason"]

    def __init__(self, *words: Any, **more: Any) -> None:
        super().__init__(*words, **more)
        self.fields["kind"].help_text = _(
            "Senders, names and subjects can be forged: an allow rule on them only applies to "
            "authenticated messages (SPF, DKIM or DMARC)."
        )

    def until(self) -> datetime | None:
        on = self.cleaned_data["until_on"]
        return timezone.make_aware(datetime.combine(on, time(23, 59, 59))) if on else None


class ArrangementForm(forms.ModelForm[ShieldSettings]):
    class Meta:
        model = ShieldSettings
        fields = [
            "domains", "brands", "services", "partners", "receivers", "kept_days", "box_days", "seen_days",
            "holds_reported", "has_bulletin", "has_exercises",
        ]  # fmt: skip
        widgets = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("domains", "brands", "services", "partners", "receivers")
        }


class IncidentFilterForm(filters.FilterForm):
    """Filters of the list of incidents."""

    q = forms.CharField(label=_("Subject or number"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("Show"), required=False, choices=[("", _("to review")), ("all", _("all"))]
    )  # fmt: skip

    def narrow(self, rows: Any, said: dict[str, Any]) -> Any:
        words = said["q"]
        rows = rows.standing() if said["state"] or words else rows.open()
        if words:
            number = query_params.key(words)
            rows = rows.filter(title__icontains=words) if number is None else rows.filter(pk=number)
        return rows
