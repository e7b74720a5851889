"""Pages that everybody reads: asks, offers, and how fast answers come."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hustings.foundation.lib.sql import keyset
from hustings.networks.exchange import figures, viewers
from hustings.networks.exchange.forms.public import RequestForm
from hustings.networks.exchange.models import Endorsement, Kind, Post, Side
from hustings.people.signups import recognition

SHOWN = 30


@never_cache
@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    """Open asks and offers, the newest first; of one side and kind where they are chosen."""
    side, kind = request.GET.get("side", ""), request.GET.get("kind", "")
    rows = Post.objects.shown().for_lists().prefetch_related("skills")
    rows = rows.filter(side=side) if side in Side.values else rows
    rows = rows.filter(kind=kind) if kind in Kind.values else rows
    found, more = keyset.page(rows, request.GET.get("after", ""), SHOWN, ("-posted_at", "-pk"))
    known = recognition.of(request)
    words = {
        "posts": found, "more": more, "side": side, "kind": kind, "sides": Side.choices,
        "kinds": Kind.choices, "figures": figures.now(),
        "member": viewers.of_person(known.person) if known else None,
    }  # fmt: skip
    return render(request, "exchange/posts.html", words)


@never_cache
@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them; members who ask for the same kind may ask directly."""
    found = get_object_or_404(Post.objects.shown().for_lists().prefetch_related("skills"), pk=pk)
    known = recognition.of(request)
    member = viewers.of_person(known.person) if known else None
    form = None
    if member and not found.is_ask and found.member_id != member.pk:
        mine = Post.objects.live().asks().filter(member=member, kind=found.kind)
        form = RequestForm(mine) if mine.exists() else None
    endorsements = Endorsement.objects.shown().filter(about=found.member)[:10]
    words = {"post": found, "member": member, "form": form, "endorsements": endorsements}
    return render(request, "exchange/post.html", words)
