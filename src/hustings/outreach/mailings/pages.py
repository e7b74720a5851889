"""Parts that pages about mailings share: the mailing of an address, its frame, its preview."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.lib.web.frame import frame
from hustings.outreach.emails import previews
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Person
from hustings.people.persons.rights import VIEW_PEOPLE

LARGEST = 2**63 - 1  # key of a row


def find(pk: int) -> Mailing:
    """The mailing, or a 404."""
    if pk > LARGEST:
        raise Http404
    return get_object_or_404(Mailing.objects.select_related("segment", "topic", "user", "sent_by"), pk=pk)


def typed(mailing: Mailing) -> Mailing:
    """As it was typed last where it is a draft; as it was sent else."""
    return mailing.get_latest_revision_as_object() if mailing.is_draft or mailing.is_step else mailing


def preview(request: HttpRequest, mailing: Mailing) -> dict[str, Any]:
    """A letter of it as one of its readers gets it, by what was chosen in the form above it."""
    mode = request.GET.get("letter") or previews.first(mailing)
    reader = previews.invented(is_known=request.GET.get("as") != "unknown")
    who = request.GET.get("who", "").strip()[:100] if access.may(request.user, VIEW_PEOPLE) else ""
    if who:
        seen = Person.objects.visible_to(request.user).select_related("zone__parent")
        person = seen.search(who, 1).order_by("name_key", "pk").first()
        reader = previews.real(person) if person else reader
    return previews.of(mailing, mode, reader) | {"letters": previews.letters(mailing), "who": who}


def framed(title: str, *trail: tuple[str, str]) -> dict[str, Any]:
    """The frame of a page below the list of mailings."""
    return frame(title, (reverse("dispatch:mailings"), _("Mailings")), *trail, icon="mail")


def framed_below(mailing: Mailing, title: str) -> dict[str, Any]:
    """The frame of a page below one mailing."""
    return framed(title, (reverse("dispatch:mailing", args=[mailing.pk]), mailing.name))
