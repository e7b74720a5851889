"""Buying groups on the site: their pages, an open sale, one's own basket."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.lib.sql import sql_rows
from hustings.foundation.lib.web import query_params, tongues
from hustings.money.payments.views import leaving
from hustings.networks.hives import actions, paying
from hustings.networks.hives.lists import filling, sheets
from hustings.networks.hives.models import Basket, HandOver, Hive, Member, Sale
from hustings.networks.hives.order_forms import OrderForm
from hustings.networks.hives.people.joining_forms import joining_form
from hustings.networks.hives.refusals import NotDone, SoldOut
from hustings.people.persons.refusals import Refused
from hustings.people.selfservice.views.recognised import recognised
from hustings.people.signups import recognition
from hustings.people.signups.recognition import Known

_LISTED = 200
_DONE = {"joined", "left", "ordered", "dropped"}


def _shown(request: HttpRequest, name: str, words: dict[str, Any], status: int = 200) -> HttpResponse:
    done = query_params.text(request, "done", 10)
    languages = tongues.others(request.get_full_path())
    context = {"tongues": languages, "done": done if done in _DONE else "", **words}
    return render(request, f"hives/{name}.html", context, status=status)


@require_safe
def hives(request: HttpRequest) -> HttpResponse:
    """All that people may join."""
    rows = Hive.objects.public().select_related("zone")[:_LISTED]
    return _shown(request, "hives", {"rows": rows})


@never_cache
@require_safe
def hive(request: HttpRequest, slug: str) -> HttpResponse:
    """One of them: the place, producers, the sale that is open."""
    found = get_object_or_404(Hive.objects.public(), slug=slug)
    known = recognition.of(request)
    here = reverse("hubs:hive", args=[slug])
    words = {
        "form": None if known else joining_form(request, here),
        "hive": found, "standing": actions.standing(found), "is_member": _is_member(found, known),
        "supplies": found.supplies.live().select_related("producer")[:_LISTED],
        "sales": found.sales.ahead().order_by("closes_at")[:5],
    }  # fmt: skip
    return _shown(request, "hive", words)


def _held(of: Sale, known: Known | None) -> Basket | None:
    where = "sale_id = %s AND person_id = %s AND dropped_at IS NULL"
    return sql_rows.first(Basket, where, of.pk, known.person.pk) if known else None


def _is_member(of: Hive, known: Known | None) -> bool:
    return bool(known and Member.objects.live().filter(hive=of, person=known.person).exists())


@recognised
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, known: Known, slug: str) -> HttpResponseBase:
    """Become a member. GET is where the link of the own page leads back to."""
    found = get_object_or_404(Hive.objects.public(), slug=slug)
    if request.method == "POST":
        actions.join(hive=found, person=known.person)
        return redirect(f"{reverse('hubs:hive', args=[slug])}?done=joined#done")
    return redirect("hubs:hive", slug)


@recognised
@require_POST
def leave(request: HttpRequest, known: Known, slug: str) -> HttpResponseBase:
    found = get_object_or_404(Hive, slug=slug)
    actions.leave(hive=found, person=known.person)
    return redirect(f"{reverse('hubs:hive', args=[slug])}?done=left#done")


def _sale(pk: int) -> Sale:
    """A sale of a group that goes on: by a statement that is ready, for at the last minute all ask for it."""
    found = sql_rows.first(Sale, "hives_sale.id = %s", pk, along=("hive__books",))
    if found is None or found.hive.ended_at:
        raise Http404
    return found


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sale(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All goods of a sale; members fill their basket here."""
    found = _sale(pk)
    if request.method == "POST":
        return _ordered(request, found)
    return _goods(request, found)


def _goods(
    request: HttpRequest, found: Sale, form: OrderForm | None = None, problem: str = ""
) -> HttpResponse:
    known = recognition.of(request)
    basket = _held(found, known)
    form = form or OrderForm(found, basket)
    is_member = _is_member(found.hive, known)
    words = {
        "sale": found, "hive": found.hive, "basket": basket, "form": form, "problem": problem,
        "is_known": known is not None, "is_member": is_member, "may_order": is_member and found.is_taking,
        "producers": form.by_producer([] if form.is_short else filling.deliveries(found)),
    }  # fmt: skip
    return _shown(request, "sale", words, 422 if problem or not form.is_valid else 200)


@recognised
def _ordered(request: HttpRequest, known: Known, found: Sale) -> HttpResponseBase:
    """Take the whole basket, or say what can't be had; what was typed stays."""
    form = OrderForm(found, sent=request.POST)
    if not form.is_valid:
        return _goods(request, found, form)
    try:
        actions.place(sale=found, person=known.person, wanted=form.wanted, seen=form.seen)
    except SoldOut as why:
        form.say(why.short)
        return _goods(request, found, form, _("Not saved yet. Change your basket, then order again."))
    except NotDone as why:
        return _goods(request, found, form if form.choices else None, str(why))
    done = "ordered" if form.wanted else "dropped"
    return redirect(f"{reverse('hubs:sale', args=[found.pk])}?done={done}#done")


def _basket(known: Known, pk: int) -> Basket:
    rows = Basket.objects.live().select_related("sale__hive__books", "person")
    return get_object_or_404(rows, pk=pk, person=known.person)


@recognised
@require_safe
def basket(request: HttpRequest, known: Known, pk: int) -> HttpResponseBase:
    """One's own basket: what comes, why something doesn't, what it costs, how to pay."""
    return _own(request, _basket(known, pk))


def _own(request: HttpRequest, found: Basket, problem: str = "") -> HttpResponse:
    begun = paying.seen(found)
    words = {
        "basket": found, "sale": found.sale, "hive": found.sale.hive, "problem": problem,
        "lines": found.lines.select_related("offer__producer"), "begun": begun,
        "roads": paying.roads(found),
    }  # fmt: skip
    return _shown(request, "basket", words, 409 if problem else 200)


@recognised
@require_POST
def payment(request: HttpRequest, known: Known, pk: int) -> HttpResponseBase:
    """Pay by the road that was chosen."""
    found = _basket(known, pk)
    try:
        begun = paying.begin(found, request.POST.get("means", ""), known)
    except Refused as why:
        return _own(request, found, str(why))
    return leaving.leave(request, begun.url, reverse("hubs:basket", args=[pk]))


@recognised
@require_safe
def slip(request: HttpRequest, known: Known, pk: int) -> HttpResponseBase:
    """The slip to take along, as a PDF."""
    found = _basket(known, pk)
    return sheets.sent(sheets.slips(found.sale, [found]), f"slip-{found.number}.pdf")


@recognised
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, known: Known, pk: int) -> HttpResponseBase:
    """Say whether one takes over as host."""
    rows = HandOver.objects.open().filter(to=known.person).select_related("hive")
    found = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        actions.answer_hand_over(offer=found, is_accepted="yes" in request.POST)
        return redirect("hubs:hive", found.hive.slug)
    return _shown(request, "hand_over", {"offer": found, "hive": found.hive, "now": timezone.now()})
