"""HQ: who is in a sequence, who comes in by hand, and where somebody would be in the days to come."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.lib.sql import keyset
from hustings.foundation.lib.web import query_params as typed
from hustings.outreach.automations import manual_enrolment, simulation, step_kinds
from hustings.outreach.automations.flow import Flow
from hustings.outreach.automations.forms import PutSegmentForm
from hustings.outreach.automations.models import Enrolment
from hustings.outreach.automations.rights import may_steer_sequence
from hustings.outreach.automations.views.sequences import GET_POST, find, framed
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS
from hustings.people.changes.actions import operations
from hustings.people.changes.operations.selection import Whom
from hustings.people.persons.access import access_gate
from hustings.people.persons.models import Operation, Person
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE, VIEW_PEOPLE
from hustings.people.segments import criteria


@needs(VIEW_MAILINGS, VIEW_PEOPLE)
@require_safe
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Those who are in it, of those whom the user may see; the others by their number."""
    sequence, user = find(pk), me(request)
    flow = Flow.of(sequence)
    found = Enrolment.objects.open().filter(sequence=sequence)
    number = typed.key(request.GET.get("step", ""))
    step = flow.steps.get(number) if number is not None else None
    if step is not None:
        found = found.filter(step=step)
    rows = found.filter(person__in=Person.objects.visible_to(user).values("pk"))
    after = request.GET.get("after", "")
    shown, more = keyset.page(rows.select_related("person"), after, order=("-pk",))
    steers = may_steer_sequence(user, sequence) or access.may(user, CHANGE_PEOPLE)
    context = framed(_("People in the sequence"), sequence) | {
        "sequence": sequence,
        "more": more,
        "rows": [(row, step_kinds.says(flow.steps[row.step_id]) if row.step_id in flow.steps else "–")
                 for row in shown],
        "step": step_kinds.says(step) if step else "",
        "n_unseen": access_gate.n_unseen(user, found),
        "may_take_out": steers,
    }  # fmt: skip
    return render(request, "automations/people.html", context)


@needs(SEND_MAILINGS)
@require_http_methods(GET_POST)
def put(request: HttpRequest, pk: int) -> HttpResponse:
    """The people of a segment come in by hand."""
    sequence, user = find(pk), me(request)
    if not may_steer_sequence(user, sequence):
        return access.denied(request)
    form = PutSegmentForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid():
        segment = form.cleaned_data["segment"]
        try:
            within = criteria.compile(segment.criteria).visible_to(user, SEND_MAILINGS)
            n = within.count()
            operations.start(
                kind=manual_enrolment.KIND, user=user, of=Whom(criteria=segment.criteria), words=segment.name,
                n=n,
                choices={"sequence": sequence.pk, "name": sequence.name},
            )  # fmt: skip
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("People are being added in the background."))
        return redirect("automations:sequence", pk)
    context = framed(_("Add people"), sequence) | {
        "sequence": sequence, "form": form,
        "lead": _("Only people you can see, who agreed to these e-mails and can enter again, "
"are added."),
    }  # fmt: skip
    return render(
        request, "automations/form.html", context, status=422 if form.errors else 200
    )  # fmt: skip


@needs(SEND_MAILINGS)
@require_POST
def put_undo(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take those out again who came in by one deed, and to whom nothing has left."""
    sequence, user = find(pk), me(request)
    if not may_steer_sequence(user, sequence):
        return access.denied(request)
    found = Operation.objects.filter(kind=manual_enrolment.KIND, choices__sequence=sequence.pk)
    try:
        operations.undo(operation=get_object_or_404(found, pk=number), user=user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("They are removed, except people who already got a message."))
    return redirect("automations:sequence", pk)


@needs(VIEW_MAILINGS, VIEW_PEOPLE)
@require_safe
def course(request: HttpRequest, pk: int) -> HttpResponse:
    """Where one person would be in the next 30 days."""
    sequence, user = find(pk), me(request)
    seen = Person.objects.visible_to(user)
    asked = typed.text(request)
    found = list(seen.search(asked).select_related("zone")[:20]) if asked else []
    chosen, course = None, None
    if who := request.GET.get("who", ""):
        chosen = seen.filter(uid=who).first() if _is_uid(who) else None
        if chosen:
            try:
                course = simulation.course(sequence, chosen, timezone.now())
            except Refused as refused:
                messages.error(request, str(refused))
    context = framed(_("Test with a person"), sequence) | {
        "sequence": sequence, "asked": asked, "found": found, "chosen": chosen, "course": course,
        "days": simulation.DAYS,
    }  # fmt: skip
    return render(request, "automations/course.html", context)


def _is_uid(text: str) -> bool:
    from uuid import UUID

    try:
        UUID(text)
    except ValueError:
        return False
    return True
