"""The part of an event's public page by which people register, or see that they have."""

from django.http import HttpRequest
from django.utils.text import get_text_list
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hustings.field.events.hooks import Part
from hustings.field.events.models import Event, hosting_groups
from hustings.field.registrations import openings, shift_words
from hustings.field.registrations.forms import empty_form
from hustings.field.registrations.models import Registration
from hustings.foundation.lib.web import live_fragments
from hustings.people.signups import recognition


def build(request: HttpRequest, event: Event) -> Part | None:
    """Nothing for an event that takes no registrations, is over or cancelled."""
    if not event.takes_registrations or event.cancelled_at or event.is_over:
        return None
    head = "signups/public_forms/scripts.html"
    known = recognition.of(request)
    if known and (mine := _mine(event, known.email.key)):
        live_fragments.for_one(request)
        waits = not mine.seats.seated().exists() and not mine.seats.offered().exists()
        return {"template": "registrations/mine.html", "registration": mine, "waits": waits}
    refusal = openings.refusal(event, list(event.shifts.all()))
    if refusal:
        return {"template": "registrations/refused.html", "refusal": refusal}
    seats = live_fragments.marked(shift_words.NAME, f"{event.pk}.{(get_language() or '')[:2]}")
    form = empty_form(event, request.path, request)
    groups = [one.name for one in hosting_groups(event)]
    seen_by = get_text_list(groups, _("and"))
    return {
        "template": "registrations/part.html", "head": head, "form": form, "seats": seats, "seen_by": seen_by,
    }  # fmt: skip


def _mine(event: Event, key: str) -> Registration | None:
    return Registration.objects.confirmed().filter(event=event, key=key).first()
