"""Forms of the account pages and of the team in HQ."""

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput
from wagtail.users.models import UserProfile

from hustings.foundation.accounts import actions, tasks
from hustings.foundation.accounts.models import LogEntry, User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib.fields.trap_address_forms import EmailOfSomebody
from hustings.foundation.lib.web import client_address
from hustings.foundation.territories.fields import ZoneField


def _spell_email(field: forms.Field) -> None:
    """Say e-mail as all other pages do."""
    field.label = _("E-mail")
    field.widget.attrs["placeholder"] = _("E-mail address")


class SignInForm(LoginForm):
    """Asks for the address in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _spell_email(self.fields["login"])


class ForgottenForm(ResetPasswordForm):
    """Takes an address and says nothing about it: whether a user has it is looked up in the queue."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _spell_email(self.fields["email"])

    def clean_email(self) -> str:
        """No look-up here, so that known and unknown addresses take the same time."""
        email: str = self.cleaned_data["email"].lower()
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        tasks.mail_password_reset.enqueue(self.cleaned_data["email"])
        email: str = self.cleaned_data["email"]
        return email


class CodeForm(AuthenticateForm):
    """A code from the app or the list of recovery codes; a wrong one is logged."""

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        address = client_address.address(context.request.META, settings.TRUSTED_PROXIES)
        actions.log(kind=LogEntry.Kind.CODE_FAILED, subject=self.user, address=address)


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = User
        fields = ["first_name", "last_name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = self.instance.language

    def save(self, commit: bool = True) -> Any:
        """The name, and the language where Wagtail keeps it."""
        profile = UserProfile.get_for_user(self.instance)
        profile.preferred_language = self.cleaned_data["language"]
        profile.save()
        return super().save(commit)


class GrantForm(forms.Form):
    """A role, where and until when."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.for_team)
    zone = ZoneField(label=_("Territory"), required=False, help_text=_("Leave blank for everywhere."))
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Leave blank for no end date."),
    )

    def clean_ends_on(self) -> Any:
        day = self.cleaned_data["ends_on"]
        if day and day < timezone.localdate():
            raise ValidationError(_("This date is in the past. Choose a later one."))
        return day


class InviteForm(EmailOfSomebody, GrantForm):
    email = forms.EmailField(label=_("E-mail"))
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    field_order = ["email", "name", "language", "role", "zone", "ends_on"]
