"""Undo of one edit, from the timeline of a record."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings.foundation.accounts.access import me, needs
from hustings.people.changes import timeline_sentences
from hustings.people.changes.actions import edits
from hustings.people.persons.access import masking
from hustings.people.persons.models import Activity, Person
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE


@needs(CHANGE_PEOPLE)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an edit of somebody back whom the user may change."""
    people = Person.objects.visible_to(request.user, CHANGE_PEOPLE)
    line = get_object_or_404(Activity.objects.select_related("person"), pk=pk, person__in=people)
    try:
        kept = edits.undo_edit(line=line, user=me(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if kept:
            words = timeline_sentences.kept(kept)
            shown = masking.text(words) if masking.hides(request.user) else words
            messages.warning(request, _("Not everything was undone: %(list)s") % {"list": shown})
        else:
            messages.success(request, _("Undone."))
    return redirect("persons:record", line.person.uid)
