"""The pages that links in mails lead to: what stands behind a link, or what is wrong with it."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings.people.signups.models.mailed_links import LinkedQuerySet, LinkExpired, Row
from hustings.people.signups.public_forms import arrivals


def found(
    request: HttpRequest, rows: LinkedQuerySet[Row], token: str, app: str, *, may_be_old: bool = False
) -> Row | HttpResponse:
    """The row of a link, or the page of the ``app`` that says what is wrong with it."""
    try:
        row = rows.linked(token) if may_be_old else rows.by_link(token)
    except ObjectDoesNotExist:
        return render(request, f"{app}/link_unknown.html", status=404)
    except LinkExpired:
        return render(request, f"{app}/link_expired.html", {"token": token}, status=410)
    arrivals.keep(request, getattr(row, "came", None))  # from here they go on with by what they came
    return row
