"""To-dos: comments to read, signatures in doubt."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import ngettext

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.lib import todos
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.site.petitions.models import CommentState, Petition, Signature


def comments(petitions: Iterable[Petition]) -> dict[int, int]:
    rows = Signature.objects.filter(petition__in=petitions).saying(CommentState.WAITING)
    return dict(rows.order_by().values_list("petition").annotate(n=Count("pk")))


def in_doubt(petitions: Iterable[Petition], user: Any) -> dict[int, int]:
    """How many signatures that ``user`` may judge are in doubt, by petition."""
    rows = Signature.objects.confirmed().filter(petition__in=petitions).exclude(doubts="")
    rows = rows.filter(judged_at=None, set_aside_at=None)
    rows = rows.visible_to(user, CHANGE_PEOPLE)
    return dict(rows.order_by().values_list("petition").annotate(n=Count("pk")))


def due(user: Any) -> Iterable[todos.Todo]:
    found = list(Petition.objects.at_hand()[:50])
    if access.may(user, EDIT_SITE):
        for petition, n in _of(found, comments(found)):
            words = ngettext(
                "%(n)d comment on “%(title)s” to review",
                "%(n)d comments on “%(title)s” to review", n,
            )  # fmt: skip
            yield todos.Todo(
                words % {"n": n, "title": petition}, reverse("petitions_hq:comments", args=[petition.pk])
            )
    if access.may(user, CHANGE_PEOPLE):
        for petition, n in _of(found, in_doubt(found, user)):
            words = ngettext(
                "%(n)d signature of “%(title)s” to review",
                "%(n)d signatures of “%(title)s” to review", n,
            )  # fmt: skip
            yield todos.Todo(
                words % {"n": n, "title": petition}, reverse("petitions_hq:review", args=[petition.pk])
            )


def _of(petitions: list[Petition], counts: dict[int, int]) -> Iterable[tuple[Petition, int]]:
    return [(each, counts[each.pk]) for each in petitions if counts.get(each.pk)]
