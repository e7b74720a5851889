"""The caller's page: one contact at a time, in this caller's hands."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web.frame import Pages
from hustings.outreach.calls import actions, barred, caller_context, claims, clock, forms, order, standing
from hustings.outreach.calls.models import Call, Callee, CallList
from hustings.outreach.calls.rights import CALL
from hustings.people.persons import phones
from hustings.people.persons.access import access_log
from hustings.people.persons.models import Look
from hustings.people.scripts.forms import TalkFields

page = Pages("calls/hq", "calls:desk", gettext_lazy("Call people"), "mail", top="desk")


@needs(CALL)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Lists that are called now, with what is ready; and the contact in hand, if any."""
    now = clock.now()
    claims.lapse(now)
    lists = CallList.objects.callable_by(request.user).order_by("name")[:50]
    rows = [(one, standing.of(one, now)) for one in lists]
    return page(request, "desk", _("Call people"), {"rows": rows, "held": claims.held_by(me(request))})


@needs(CALL)
@require_POST
def next_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the next contact, or say why there is none."""
    found = get_object_or_404(CallList.objects.callable_by(request.user), pk=pk)
    if actions.next_contact(call_list=found, user=me(request)):
        return redirect("calls:call")
    told = standing.of(found, clock.now())
    return page(request, "empty", found.name, {"call_list": found, "told": told})


@needs(CALL)
@require_safe
def call(request: HttpRequest) -> HttpResponse:
    """The contact in hand, with the number to ring; each look at it is written down."""
    held = _held(request)
    if held is None or not held.claim or not claims.beat(held.claim, me(request), clock.now()):
        return redirect("calls:desk")
    return _shown(request, Call.objects.get(claim=held.claim), forms.ResultForm())


def _held(request: HttpRequest) -> Callee | None:
    claims.lapse(clock.now())
    held = claims.held_by(me(request))
    end = barred.number_of(held.person)[1] if held else ""
    if held and end:  # a no came while the page was open
        claims.forbid(held, end, clock.now())
        messages.warning(request, _("This person must not be called any more. Take the next one."))
        return None
    return held


def _shown(request: HttpRequest, found: Call, form: forms.ResultForm, status: int = 200) -> HttpResponse:
    """The page of a call; once its lease is over without the number, with what was noted on it."""
    person, version = found.person, caller_context.version(found.call_list, request.POST.get("version", ""))
    held = claims.held_by(me(request))
    held = held if held and held.claim == found.claim else None
    access_log.saw(request.user, [person.pk], Look.How.CALL)
    context = {
        "call": found, "held": held, "shown": held and phones.shown(held.number), "person": person,
        "version": version, "asked": caller_context.asked(person), "form": form,
        "talk": TalkFields(caller_context.steps(version, person, me(request)), request.POST),
        "agreed": caller_context.agreed(request.POST).values(),
        "earlier": caller_context.earlier(person) if held else [],
        "beat": int(order.BEAT.total_seconds() * 1000),
    }  # fmt: skip
    answer = page(request, "call", person.name or _("Someone"), context, status)
    answer["Cache-Control"] = "no-store"
    return answer


@needs(CALL)
@require_POST
def result(request: HttpRequest, claim: UUID) -> HttpResponseBase:
    """Note what came of it, whatever became of the lease, then hand out the next one of the same list."""
    found = Call.objects.select_related("person", "call_list__script").filter(claim=claim).first()
    if found is None or found.user_id != me(request).pk:
        messages.error(request, _("This contact is no longer yours, and nothing was noted."))
        return redirect("calls:desk")
    form = forms.ResultForm(request.POST)
    if form.is_valid():
        try:
            actions.record(claim=claim, user=me(request), result=_result(request, found, form))
        except actions.BadTime as why:
            form.add_error("call_back_at", str(why))
        else:
            messages.success(request, _("Noted."))
            if "pause" not in request.POST and found.call_list.state == "open":
                return next_contact(request, found.call_list_id)
            return redirect("calls:desk")
    return _shown(request, found, form, 422)


def _result(request: HttpRequest, found: Call, form: forms.ResultForm) -> actions.Result:
    said = form.cleaned_data
    version = caller_context.version(found.call_list, request.POST.get("version", ""))
    steps = version.walked(found.person.language) if version else []
    return actions.Result(
        said["outcome"], said["note"], said["call_back_at"], wants_no_calls=said["wants_no_calls"],
        version=version, answers=TalkFields(steps, request.POST).answers,
        consents=caller_context.agreed(request.POST),
    )  # fmt: skip


@needs(CALL)
@require_POST
def beat(request: HttpRequest, claim: UUID) -> HttpResponse:
    """The page is still there. ``is_held`` is false once the contact is no longer this caller's."""
    held = _held(request)
    is_held = bool(held and held.claim == claim and claims.beat(claim, me(request), clock.now()))
    return JsonResponse({"is_held": is_held})


@needs(CALL)
@require_POST
def ring(request: HttpRequest, claim: UUID) -> HttpResponse:
    """The number was dialled: the phone may sleep now."""
    return JsonResponse({"is_held": claims.ring(claim, me(request), clock.now())})


@needs(CALL)
@require_POST
def release(request: HttpRequest, claim: UUID) -> HttpResponse:
    """The page is left: give the contact back at once."""
    is_given = claims.release(claim, me(request), clock.now())
    if "by_hand" in request.POST:
        return redirect("calls:desk")
    return JsonResponse({"is_given_back": is_given})
