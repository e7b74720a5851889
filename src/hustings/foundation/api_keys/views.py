"""API keys in HQ: a list, from which they are made and revoked."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from hustings.foundation.accounts.access import guard
from hustings.foundation.api_keys import actions, scopes
from hustings.foundation.api_keys.forms import ApiKeyForm
from hustings.foundation.api_keys.models import ApiKey
from hustings.foundation.hq.resources import Deed, Resource
from hustings.foundation.hq.tables import Column, Day, Moment, State
from hustings.foundation.lib.web.frame import frame


def makes_keys(user: Any) -> bool:
    """Whether there is anything that this user may let a program do."""
    return any(scopes.of(user))


class ApiKeys(Resource):
    """One's own keys, or all for those who change the settings."""

    guard = guard(makes_keys)
    title, icon = gettext_lazy("API keys"), "key"
    intro = gettext_lazy("Let another program act for you. It may never do more than you.")
    columns = (
        Column("name", gettext_lazy("Name")),
        Column("user", gettext_lazy("Acts for")),
        Column("scopes", gettext_lazy("It may"), accessor=lambda row: ", ".join(row.scopes)),
        Day("ends_on", gettext_lazy("Valid until")),
        Moment("used_at", gettext_lazy("Last used")),
        State("state", gettext_lazy("State")),
    )
    deeds = (Deed("revoking", gettext_lazy("Revoke"), is_serious=True),)
    form_class = ApiKeyForm
    form_title, form_submit = gettext_lazy("Create an API key"), gettext_lazy("Create")
    refusals = {actions.TooManyKeys: None}
    empty = gettext_lazy("No API key yet.")

    def rows(self) -> QuerySet[ApiKey]:
        return ApiKey.objects.visible_to(self.user).select_related("user")

    def form_words(self) -> dict[str, Any]:
        return {"user": self.user}

    def add(self, said: dict[str, Any]) -> HttpResponse:
        key, secret = actions.make(user=self.user, **said)
        words = frame(key.name, (reverse("api_keys:keys"), str(self.title)), icon="key")
        answer = render(self.request, "api_keys/secret.html", words | {"secret": secret})
        answer["Cache-Control"] = "no-store"
        return answer

    def do(self, deed: str, keys: list[int]) -> str:
        n = actions.revoke(keys=keys, user=self.user)
        return ngettext("%(n)s key was revoked.", "%(n)s keys were revoked.", n) % {"n": n}
