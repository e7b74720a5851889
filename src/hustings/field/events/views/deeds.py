"""Copies of an event, and the agenda of a week as text."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from hustings.field.events import actions, forms, week_texts
from hustings.field.events.models import AgendaPage, Event
from hustings.field.events.views.events import GET_POST, enters, page, seen
from hustings.foundation.accounts.access import me
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.site.website import listings


@enters
@GET_POST
@once("events:events")
def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    event = seen(request, pk)
    form = forms.DuplicateForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        starts_at = form.cleaned_data["starts_at"]
        made = actions.duplicate(event=event, starts_at=starts_at, user=me(request))
        words = _("Duplicated, not published yet. Check its texts, then publish it.")
        edit = messages.button(reverse("events:edit", args=[made.pk]), _("Edit"))
        messages.success(request, words, buttons=[edit])
        return redirect("events:event", made.pk)
    return page(request, "duplicate", _("Duplicate"), {"form": form, "event": event}, status_of(form))


@enters
@require_safe
def week(request: HttpRequest) -> HttpResponse:
    """The week as the site shows it, by zone, to copy and paste."""
    form = forms.WeekForm({"day": forms.WeekForm.nearest(), **request.GET.dict()})
    monday = form.monday
    zone = form.cleaned_data.get("zone") if form.is_valid() else None
    found = week_texts.of_week(Event.objects.all(), monday, ZoneInfo(settings.TIME_ZONE), zone)
    start = listings.address(AgendaPage, "", (get_language() or settings.LANGUAGE_CODE)[:2])

    def address(event: Event) -> str:
        return f"{start}{event.path}" if start else ""

    context = {
        "form": form, "n": len(found), "monday": monday,
        "texts": [
            ("plain", _("Plain text"), week_texts.plain(found, address)),
            ("chat", _("For WhatsApp or Telegram"), week_texts.chat(found, address)),
        ],
    }  # fmt: skip
    return page(request, "week", _("Agenda of the week as text"), context)
