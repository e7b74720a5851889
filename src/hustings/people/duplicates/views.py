"""HQ's pages about records that may be one person: the list, two side by side, a merge taken back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.models import User
from hustings.people.duplicates import timeline_sentences
from hustings.people.duplicates.actions import duplicates
from hustings.people.duplicates.actions import merges as merging
from hustings.people.duplicates.forms import MergeForm
from hustings.people.duplicates.merging import of_record as taken_in
from hustings.people.duplicates.merging import pairs, unmerge
from hustings.people.duplicates.models import Duplicate, Merge
from hustings.people.duplicates.search import operation as searching
from hustings.people.duplicates.search import reasons
from hustings.people.persons.access import access_gate
from hustings.people.persons.models import Look, Operation, Person
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.people.persons.views import frame

PAGE, COUNTED = 30, 10_000
RIGHT = CHANGE_PEOPLE


def _page(
    request: HttpRequest, name: str, title: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    trail = [] if name == "list" else [(reverse("duplicates:duplicates"), _("Duplicates"))]
    template = f"duplicates/{name}.html"
    return frame.page(request, template, context, title=title, trail=trail, icon="copy", status=status)


@needs(RIGHT)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    certainty = request.GET.get("certainty", "")
    certainty = certainty if certainty in Duplicate.Certainty.values else Duplicate.Certainty.SURE.value
    mine = pairs.reachable(request.user)
    found = _after(mine.filter(certainty=certainty), request.GET.get("after", "")[:60])
    rows = list(found.select_related("first__zone", "second__zone").order_by("-score", "pk")[: PAGE + 1])
    more = f"{rows[PAGE - 1].score!r} {rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    shown = rows[:PAGE]
    seen = {pk for row in shown for pk in (row.first_id, row.second_id)}
    contact = access_gate.contact_data(request.user, sorted(seen), Look.How.LIST)
    searches = Operation.objects.filter(kind=searching.KIND).order_by("-pk")
    context = contact | {
        "rows": [(row, reasons.told(row.reasons, contact["hides"])) for row in shown],
        "more": more,
        "certainty": certainty,
        "certainties": [
            (value, label, mine.filter(certainty=value).order_by()[: COUNTED + 1].count())
            for value, label in Duplicate.Certainty.choices
        ],
        "counted": COUNTED,
        "last": searches.filter(state=Operation.State.DONE).first(),
        "running": searches.filter(state__in=duplicates.STANDING).first(),
        "may_search": access.everywhere(request.user, RIGHT),
    }
    return _page(request, "list", _("Duplicates"), context)


def _after(found: Any, place: str) -> Any:
    score, _space, pk = place.partition(" ")
    try:
        value, key = float(score), int(pk)
    except ValueError:
        return found
    return found.filter(score__lte=value).exclude(score=value, pk__lte=key)


@needs(RIGHT)
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    try:
        operation = duplicates.search(user=me(request))
    except Refused as why:
        messages.error(request, str(why))
        return redirect("duplicates:duplicates")
    return redirect("changes:operation", operation.pk)


@needs(RIGHT)
@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    pair = get_object_or_404(pairs.reachable(me(request)), pk=pk)
    duplicates.dismiss(pair=pair, user=me(request))
    messages.success(request, _("Saved: these are two people."))
    return redirect(f"{reverse('duplicates:duplicates')}?certainty={pair.certainty}")


@needs(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, first: UUID, second: UUID) -> HttpResponse:
    """Two records side by side, with a choice on each line; then made one."""
    if first == second:
        return redirect("persons:record", first)
    try:
        both = [frame.person(request, uid, RIGHT) for uid in (first, second)]
    except Http404:
        if whole := taken_in.now_in(first) or taken_in.now_in(second):  # sent twice, or an old link
            return redirect("persons:record", whole)
        raise
    form = MergeForm(frame.posted(request), first=both[0], second=both[1], user=me(request))
    if request.method == "POST" and form.is_valid():
        kept, absorbed = both if form.kept is both[0] else both[::-1]
        try:
            merging.merge(kept=kept, absorbed=absorbed, choices=form.choices(), user=me(request))
            return frame.back(
                request, kept, _("The two records were merged. You can unmerge them at any time.")
            )
        except Refused as why:
            form.add_error(None, str(why))
    older, newer = sorted(both, key=lambda one: one.pk)
    pair = Duplicate.objects.open().filter(first=older, second=newer).first()
    contact = access_gate.contact_data(me(request), [one.pk for one in both], Look.How.RECORD)
    context = contact | {
        "form": form, "first": both[0], "second": both[1], "pair": pair,
        "reasons": reasons.told(pair.reasons, contact["hides"]) if pair else [],
    }  # fmt: skip
    return _page(request, "merge", _("Compare records"), context, 422 if form.errors else 200)


@needs(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def merge_sure(request: HttpRequest) -> HttpResponse:
    """All sure pairs at once: how many first."""
    found = pairs.reachable(me(request)).filter(certainty=Duplicate.Certainty.SURE)
    if request.method == "POST":
        try:
            return redirect("changes:operation", merging.merge_sure(user=me(request)).pk)
        except Refused as why:
            messages.error(request, str(why))
    sample = found.select_related("first", "second").order_by("-score", "pk")[:10]
    return _page(request, "sure", _("Merge all sure pairs"), {"n": found.count(), "sample": list(sample)})


@needs(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """What a merge did; take it back."""
    reach = Person.objects.visible_to(me(request), RIGHT)
    done = get_object_or_404(Merge.objects.select_related("kept", "user", "undone_by"), pk=pk, kept__in=reach)
    if not _reached(me(request), [done]):
        raise Http404
    if request.method == "POST":
        try:
            parted = merging.part(merge=done, user=me(request))
            told = {
                "stays": parted.stays, "empty": parted.empty, "lost": parted.lost, "later": parted.later,
                "noes": parted.noes,
                "outs": parted.outs,
            }  # fmt: skip
            said = " ".join(
                [_("The records were unmerged."), *(f"{one}." for one in timeline_sentences.details(told))]
            )
            return frame.back(request, done.kept, said)
        except Refused as why:
            messages.error(request, str(why))
    context = {"merge": done, **_told(done)}
    return _page(request, "part", _("Merged record"), context)


def _reached(user: User, merges: Sequence[Merge]) -> list[Merge]:
    """Those whose absorbed one, too, would be theirs to change; of merges that are over nothing is shown."""
    if access.everywhere(user, RIGHT):
        return list(merges)
    zones = {one.pk: one.record[unmerge.PERSON][0]["fields"]["zone"] for one in merges if not one.undone_at}
    found = access.zones(user, RIGHT).filter(inner__in=set(zones.values()) - {None})
    mine = set(found.values_list("inner", flat=True))
    return [one for one in merges if one.undone_at or zones[one.pk] in mine]


def _told(done: Merge) -> dict[str, Any]:
    if done.undone_at:
        return {}
    later = {name: found.count() for name, found in unmerge.came_after(done).items()}
    return {
        "name": _named(done),
        "moved": timeline_sentences.counted({
            name: len(keys) for name, keys in done.moved.items() if keys and not name.endswith("duplicate")
        }),
        "later": timeline_sentences.counted({name: n for name, n in later.items() if n}),
    }  # fmt: skip


def _named(done: Merge) -> Person:
    names = done.record[unmerge.PERSON][0]["fields"]
    return Person(given_name=names["given_name"], family_name=names["family_name"])


@needs(RIGHT)
@require_safe
def merges(request: HttpRequest, uid: UUID) -> HttpResponse:
    someone = frame.person(request, uid, RIGHT)
    found = list(someone.merges.filter(undone_at=None).select_related("user")[:100])
    rows = [(one, _named(one)) for one in _reached(me(request), found)]
    return _page(request, "merges", _("Merges"), {"person": someone, "rows": rows})
