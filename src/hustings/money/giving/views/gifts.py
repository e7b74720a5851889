"""Pages where people give: the page of a fund, its form, and the page of one gift."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.lib.web import live_fragments, query_params, tongues
from hustings.money.donations import actions as donations
from hustings.money.donations import paid
from hustings.money.donations.models import Donation, Fund, State
from hustings.money.donations.models.donations import ON_THE_WAY
from hustings.money.donations.refusals import NotTaken
from hustings.money.giving import actions, forms, gift_links, paying
from hustings.money.ledger.rights import SEE_MONEY
from hustings.money.payments.views import leaving
from hustings.people.persons.refusals import Refused
from hustings.people.signups import actions as signups
from hustings.people.signups.actions.submissions import TooMany
from hustings.people.signups.models import SignUp
from hustings.people.signups.public_forms import embeds, responses
from hustings.people.signups.public_forms.course import FormCourse
from hustings.people.signups.public_forms.stamp import Stamp
from mailguard.identifiers import addresses


def fund_of(request: HttpRequest, slug: str) -> Fund:
    """A fund whose page is online; before that, only for the team that keeps its books. Else 404."""
    fund = get_object_or_404(Fund.objects.select_related("books__election"), slug=slug)
    if fund.shown_at is None:
        live_fragments.for_one(request)
        user = getattr(request, "user", None)
        if not (
            user and user.is_authenticated and Fund.objects.of(user, SEE_MONEY).filter(pk=fund.pk).exists()
        ):
            raise Http404
    return fund


@require_safe
def fund(request: HttpRequest, slug: str) -> HttpResponse:
    """The aim, how far it is, and the form."""
    found = fund_of(request, slug)
    form = forms.empty_form(found, request.path, request)
    here = reverse("giving:fund", args=[slug])
    response = shown(request, "fund", {"fund": found, "form": form}, here)
    if found.shown_at is None:
        response["X-Robots-Tag"] = "noindex"
    response.is_for_everybody = response.is_counted = True  # type: ignore[attr-defined] # website.page_cache
    return response


def shown(
    request: HttpRequest, name: str, words: dict[str, Any], here: str = "", status: int = 200
) -> HttpResponse:
    """A page of this app in the site's look; ``here``: its own address, of those that are public."""
    context = {
        "tongues": tongues.others(here or request.path),
        "canonical": f"{settings.BASE_URL}{here}" if here else "",
        **words,
    }
    return render(request, f"giving/{name}.html", context, status=status)


@csrf_exempt  # uses no cookie and nobody's log-in; the signed stamp proves that our page was shown
@require_http_methods(["GET", "HEAD", "POST"])
def gifts(request: HttpRequest, slug: str) -> HttpResponse:
    return giving(request, fund_of(request, slug))


def giving(request: HttpRequest, found: Fund) -> HttpResponse:
    """Take the form of a fund, on our page or in a frame of another site."""
    return _Giving(request, found).answer()


class _Giving(FormCourse[forms.GiftForm, Fund]):
    part, page = "giving/form.html", "giving/again.html"
    called = "fund"
    url = ""  # where to pay

    def empty(self, source: str, typed: Any) -> forms.GiftForm:
        return forms.empty_form(self.subject, source, self.request, typed)

    def bound(self, stamp: Stamp) -> forms.GiftForm:
        return forms.bound_form(self.subject, stamp, self.request)

    def take(self, form: forms.GiftForm) -> Donation | None:
        """Promise the gift and begin its payment; an error of the form says why not."""
        row = None
        try:
            row = actions.promise(**_values(self.request, form))
            self.url = paying.begin(row, form.chosen_channel, form.payer()).url
        except NotTaken as refused:
            form.add_error(None, str(refused))
        except Refused as refused:
            self._let_go(row)
            form.add_error("iban" if form.payer().get("iban") else None, str(refused))
        else:
            _keep_informed(self.request, form)
        return row

    def _let_go(self, row: Donation | None) -> None:
        """Free the amount of a promise whose payment can't begin: what is corrected is another promise."""
        if row and row.state == State.PLEDGED:
            donations.fail(donation=row)

    def closed(self, form: forms.GiftForm, why: str) -> HttpResponse:
        return self.give_back(form, "giving/closed_words.html", "giving/closed.html", why=why)

    def refusal(self, form: forms.GiftForm) -> str | None:
        if self.subject.closed_at:
            return ""
        return form.asked.closed or None

    def thank(self, row: Donation | None) -> HttpResponse:
        """On to where it is paid, or to the page of the gift."""
        if row is None:  # a robot's
            return redirect("giving:fund", self.subject.slug)
        embeds.sent(self.request, "")
        here = gift_links.path(row)
        if embeds.of(self.request):
            words = {"url": self.url or f"{settings.BASE_URL}{here}"}
            return responses.again(self.request, leaving.PART, leaving.PAGE, words, 200)
        return leaving.leave(self.request, self.url, here)


_UNPAID = {*ON_THE_WAY, State.FAILED, State.EXPIRED}


def _values(request: HttpRequest, form: forms.GiftForm) -> dict[str, Any]:
    """Arguments of ``actions.promise``."""
    said, known = form.cleaned_data, form.known
    return {
        "fund": form.fund, "person": known.person if known else None, "donor": form.donor(),
        "amount": form.minor_amount, "means": form.means, "is_monthly": form.is_monthly,
        "form_key": form.key, "visitor": responses.visitor(request), "ref": form.shown.ref,
        "source": form.shown.source, "came": dict(form.shown.came) or None, "tribute": said["tribute"],
        "team": said["team"], "language": get_language() or settings.LANGUAGE_CODE,
    }  # fmt: skip


def _keep_informed(request: HttpRequest, form: forms.GiftForm) -> None:
    """Ask by mail whoever ticked that they want news: to give proves no mailbox."""
    if not form.consents:
        return
    said = form.cleaned_data
    typed = SignUp.typed(
        address=addresses.read(said["email"]), source=form.shown.source, consents=form.consents,
        came=form.shown.came, form_key=form.key, known=form.known, visitor=responses.visitor(request),
        language=get_language() or settings.LANGUAGE_CODE, given_name=said["given_name"],
        family_name=said["family_name"],
    )  # fmt: skip
    try:
        signups.request_sign_up(sign_up=typed)
    except TooMany:
        return


def gift_of(token: str) -> Donation:
    rows = Donation.objects.select_related("fund__books__election", "donor", "person", "plan")
    return get_object_or_404(rows, pk=gift_links.read(token))


@never_cache
@require_safe
def gift(request: HttpRequest, token: str) -> HttpResponse:
    """The page that one comes back to: paid, on its way, or how to pay otherwise."""
    row, begun = paying.seen(gift_of(token))
    source = reverse("giving:fund", args=[row.fund.slug])
    words = {
        "gift": row, "fund": row.fund, "begun": begun, "is_waiting": _is_waiting(row, begun),
        "roads": _offered(row),
        "pay_url": gift_links.path(row, "payment"), "state_url": gift_links.path(row, "state"),
        "withdrawal_url": gift_links.path(row, "withdrawal") if paid.can_give_up(row) else "",
        "problem": query_params.text(request, "problem", 20) == "road",
        "source": source, "next": {"source": source},
    }  # fmt: skip
    response = shown(request, "gift", words)
    response["X-Robots-Tag"] = "noindex"
    return response


def _offered(row: Donation) -> list[tuple[str, Any]]:
    """Means by which it can be paid now, in words."""
    if row.state not in _UNPAID:
        return []
    return [(means, forms.MEANS_WORDS[means]) for means in paying.roads(row)]


def _is_waiting(row: Donation, begun: Any) -> bool:
    """Whether an answer may come within moments; a bank transfer takes days."""
    return row.state == State.PENDING and bool(begun) and not begun.instructions


@never_cache
@require_safe
def gift_state(request: HttpRequest, token: str) -> HttpResponse:
    """The piece that a waiting page asks for: the whole page anew, once something has changed."""
    row, begun = paying.seen(gift_of(token))
    if not _is_waiting(row, begun):
        return leaving.lead(gift_links.path(row))
    return render(
        request, "giving/waiting.html", {"state_url": gift_links.path(row, "state"), "begun": begun}
    )


@csrf_exempt  # uses no cookie and nobody's log-in: whoever has the address may pay
@require_POST
def payment(request: HttpRequest, token: str) -> HttpResponse:
    """Pay by another road, or once more."""
    row = gift_of(token)
    channel = paying.roads(row).get(request.POST.get("means", ""))
    if channel is None or row.state not in _UNPAID:
        return redirect(f"{gift_links.path(row)}?problem=road")
    try:
        row, begun = paying.once_more(row, channel)
    except NotTaken as refused:
        return shown(request, "closed", {"fund": row.fund, "why": str(refused)}, status=409)
    except (Refused, TooMany):
        return redirect(f"{gift_links.path(row)}?problem=road")
    return leaving.leave(request, begun.url, gift_links.path(row))


@csrf_exempt  # as ``payment``
@require_POST
def withdrawal(request: HttpRequest, token: str) -> HttpResponse:
    """Give up what was promised and is not on its way: it counts no more."""
    row = gift_of(token)
    donations.give_up(donations=[row])
    return redirect(gift_links.path(row))
