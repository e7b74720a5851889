"""HQ: the preview beside the editor, and the people it may be shown as."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.snippets.views.snippets import PreviewOnCreateView, PreviewOnEditView

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.web import query_params
from hustings.outreach.emails import previews
from hustings.outreach.emails.blocks import flaws, mistakes
from hustings.outreach.emails.previews import Reader
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS
from hustings.people.persons.models import Person
from hustings.people.persons.rights import VIEW_PEOPLE

UNKNOWN = "unknown"
_OFFERED = 8  # people of a search


class _Follows:
    """POST tells how a letter reads that is being written; nothing is kept."""

    def post(self, request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
        form = self.get_form(request.POST)  # type: ignore[attr-defined]
        self.validate_form(form)  # type: ignore[attr-defined]
        return JsonResponse(_shown(form, request.POST, me(request)))


class PreviewOnCreate(_Follows, PreviewOnCreateView):
    """A letter that was never saved."""

    http_method_names = [*PreviewOnCreateView.http_method_names, "head"]


class PreviewOnEdit(_Follows, PreviewOnEditView):
    http_method_names = [*PreviewOnEditView.http_method_names, "head"]


def _shown(form: Any, said: Mapping[str, str], user: User) -> dict[str, Any]:
    """Subject, HTML and text, or why there are none; what is wrong at which field; all letters."""
    if "content" in form.errors:
        wrong: list[forms.ValidationError] = form.errors.as_data()["content"]
        return {"problem": " ".join(dict.fromkeys(words for each in wrong for words in mistakes(each)))}
    mailing: Mailing = form.instance
    mode = said.get("preview-letter") or previews.first(mailing)
    found = previews.of(mailing, mode, _reader(said.get("preview-reader", ""), user))
    found.pop("reader", None)
    if form.cleaned_data.get("is_tested") and (problem := _test_problem(form.trial)):
        found.setdefault("problem", problem)
    return found | {"letters": previews.letters(mailing), "amiss": list(flaws.of(mailing.content))}


def _test_problem(trial: forms.Form) -> str:
    shown = [(trial[name].label, words) for name, words in trial.errors.items() if name in trial.fields]
    return " · ".join(f"{label}: {' '.join(map(str, words))}" for label, words in shown)


def _reader(key: str, user: User) -> Reader:
    """One of the people in ``user``'s sight, else somebody invented."""
    number = query_params.key(key) if access.may(user, VIEW_PEOPLE) else None
    if number is not None:
        seen = Person.objects.visible_to(user).select_related("zone__parent")
        if person := seen.filter(pk=number).first():
            return previews.real(person)
    return previews.invented(is_known=key != UNKNOWN)


def fixed() -> list[dict[str, str]]:
    """Those on offer besides: somebody invented, and an address of which nothing else is known."""
    return [
        {"key": "", "name": "Camille Martin", "more": _("example")},
        {"key": UNKNOWN, "name": _("E-mail address only"), "more": _("nothing else is known")},
    ]


@needs(CHANGE_MAILINGS, VIEW_PEOPLE)
@require_safe
def sample_people(request: HttpRequest) -> HttpResponse:
    """The people whom a few letters may mean, by name and town."""
    text = query_params.text(request)
    seen = Person.objects.visible_to(me(request)).select_related("zone")
    found = seen.search(text, _OFFERED).order_by("name_key", "pk")[:_OFFERED] if text else []
    people = [{"key": str(each.pk), "name": str(each), "more": str(each.zone or "")} for each in found]
    return JsonResponse({"people": people})
