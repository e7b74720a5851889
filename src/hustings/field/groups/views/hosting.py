"""The hosts' page: members, newcomers, roles, the public text. Only with one's own page open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings.field.groups import hooks
from hustings.field.groups.hosting import leads
from hustings.field.groups.models import LocalGroup, Membership


@leads
@require_safe
def host(request: HttpRequest, group: LocalGroup, membership: Membership) -> HttpResponse:
    """All of a group on one page."""
    words = {"group": group, "membership": membership, "parts": hooks.for_host(request, group, membership)}
    return render(request, "groups/hosting/host.html", words)
