"""HQ: the steps of a sequence and what brings people in."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me
from hustings.outreach.automations import step_kinds, triggers
from hustings.outreach.automations.actions import steps as deeds
from hustings.outreach.automations.flow import Flow, Place
from hustings.outreach.automations.forms import FORMS, PlaceForm, StepForm, TriggerForm
from hustings.outreach.automations.models import Enrolment, Sequence, Step
from hustings.outreach.automations.views import flow_chart
from hustings.outreach.automations.views.sequences import changing, framed, step_of
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS
from hustings.people.persons.models import Tag
from hustings.people.persons.rights import CHANGE_PEOPLE

ABOUT_PEOPLE = {"tag", "untag", "follow_up"}  # they change people: the writer must be allowed to
TAGS = 500


def _place(request: HttpRequest) -> Place:
    found = Place.read(request.GET.get("place", ""))
    if found is None:
        raise Http404
    return found


def _may(request: HttpRequest, kind: str) -> bool:
    return kind not in ABOUT_PEOPLE or access.may(request.user, CHANGE_PEOPLE)


@changing
def choose(request: HttpRequest, sequence: Sequence) -> HttpResponse:
    place = _place(request)
    offered = [kind for name, kind in step_kinds.KINDS.items() if _may(request, name)]
    context = framed(_("Add a step"), sequence) | {"sequence": sequence, "kinds": offered, "place": place}
    return render(request, "automations/choose.html", context)


@changing
def add(request: HttpRequest, sequence: Sequence, kind: str) -> HttpResponse:
    """What exactly it does. One that has nothing to say is made at once; a letter leads to its editor."""
    if kind not in step_kinds.KINDS:
        raise Http404
    if not _may(request, kind):
        return access.denied(request)
    place = _place(request)
    form = FORMS[kind](request.POST if request.method == "POST" else None, user=me(request))
    if request.method == "POST" and form.is_valid():
        made = deeds.add(
            sequence=sequence, place=place, kind=kind, what=form.what(), user=me(request)
        )  # fmt: skip
        if made.mailing_id:
            return redirect("mailing_writing:edit", made.mailing_id)
        return redirect(_shown(sequence, made))
    about = step_kinds.KINDS[kind]
    return _form(request, sequence, form, str(about.label), lead=about.hint)


def _shown(sequence: Sequence, step: Step) -> str:
    return f"{reverse('automations:sequence', args=[sequence.pk])}#step-{step.pk}"


def _form(
    request: HttpRequest, sequence: Sequence, form: StepForm, title: str, **more: Any
) -> HttpResponse:  # fmt: skip
    known = Tag.objects.filter(is_listed=True).values_list("name", flat=True)[:TAGS]
    context = framed(title, sequence) | {"sequence": sequence, "form": form, "known_tags": known} | more
    return render(request, "automations/form.html", context, status=422 if form.errors else 200)


@changing
def edit(request: HttpRequest, sequence: Sequence, number: int) -> HttpResponse:
    step = step_of(sequence, number)
    if not _may(request, step.kind):
        return access.denied(request)
    data = request.POST if request.method == "POST" else None
    form = FORMS[step.kind](data, user=me(request), step=step)
    if data is not None and form.is_valid():
        deeds.change(step=step, what=form.what())
        return redirect(_shown(sequence, step))
    waits = Enrolment.objects.open().filter(step=step).count()
    flow = Flow.of(sequence)
    place_form = PlaceForm(places=flow_chart.places(flow, flow.steps[step.pk]))
    return _form(
        request, sequence, form, step_kinds.says(step), step=step, place_form=place_form, n_waiting=waits,
        lead=step_kinds.KINDS[step.kind].hint,
    )  # fmt: skip


@changing
@require_POST
def move(request: HttpRequest, sequence: Sequence, number: int, way: str) -> HttpResponse:
    step, flow = step_of(sequence, number), Flow.of(sequence)
    if way == "place":
        place = Place.read(request.POST.get("place", ""))
    else:
        place = deeds.nearby(flow, flow.steps[step.pk], is_up=way == "up")
    if place is not None:
        deeds.move(step=step, place=place)
    return redirect(_shown(sequence, step))


@changing
def removal(request: HttpRequest, sequence: Sequence, number: int) -> HttpResponse:
    """Take a step out: what becomes of those who wait there is said first."""
    step, flow = step_of(sequence, number), Flow.of(sequence)
    under = flow.under(flow.steps[step.pk])
    if request.method == "POST":
        n = deeds.remove(step=step)
        words = ngettext("%(n)d person continued.", "%(n)d people continued.", n) % {"n": n} if n else ""
        messages.success(request, f"{_('Step removed.')} {words}".strip())
        return redirect("automations:sequence", sequence.pk)
    here = Q(step=step) | Q(step__in=[one.pk for one in under])
    n = Enrolment.objects.open().filter(here).count()
    context = framed(_("Remove step"), sequence) | {
        "sequence": sequence, "question": step_kinds.says(step), "button": _("Remove step"),
        "consequences": _consequences(flow, step, len(under), n),
    }  # fmt: skip
    return render(request, "automations/sure.html", context)


def _consequences(flow: Flow, step: Step, n_under: int, n_waiting: int) -> list[str]:
    said = []
    if n_under:
        words = ngettext(
            "%(n)d step inside it is removed too.", "%(n)d steps inside it are removed too.", n_under
        )
        said.append(words % {"n": n_under})
    if n_waiting:
        following = flow.after(flow.steps[step.pk])
        words = ngettext(
            "%(n)d person waiting there continues now: %(next)s",
            "%(n)d people waiting there continue now: %(next)s", n_waiting,
        )  # fmt: skip
        said.append(
            words
            % {"n": n_waiting, "next": step_kinds.says(following) if following else _("End of the sequence")}
        )
    said.append(_("People past it are not affected."))
    return said


@changing
@require_POST
def letter(request: HttpRequest, sequence: Sequence, number: int) -> HttpResponse:
    """From now on the letter leaves as it was typed last."""
    if not access.may(request.user, SEND_MAILINGS):
        return access.denied(request)
    step = step_of(sequence, number)
    if step.kind != "letter":
        raise Http404
    deeds.take_letter(step=step, user=me(request))
    messages.success(request, _("The new version of the message is sent from now on."))
    return redirect(_shown(sequence, step))


@changing
def trigger(request: HttpRequest, sequence: Sequence, kind: str) -> HttpResponse:
    found = triggers.find(kind)
    if found is None:
        raise Http404
    form = TriggerForm(
        request.POST if request.method == "POST" else None, kind=found, user=me(request)
    )  # fmt: skip
    if (request.method == "POST" and form.is_valid()) or not form.fields:
        if request.method != "POST":
            return redirect("automations:sequence", sequence.pk)
        segment = form.cleaned_data.get("segment")
        deeds.add_trigger(sequence=sequence, kind=kind, value=form.value(), segment=segment)
        return redirect("automations:sequence", sequence.pk)
    context = framed(str(found.label), sequence) | {"sequence": sequence, "form": form}
    return render(request, "automations/form.html", context, status=422 if form.errors else 200)


@changing
@require_POST
def trigger_removal(request: HttpRequest, sequence: Sequence, number: int) -> HttpResponse:
    found = get_object_or_404(sequence.triggers, pk=number)
    deeds.remove_trigger(trigger=found)
    return redirect("automations:sequence", sequence.pk)
