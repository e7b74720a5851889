"""Keep views of the list."""

import logging
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.people.persons.refusals import Refused
from hustings.people.segments import saved_views
from hustings.people.segments.models import FirstView, SavedView

log = logging.getLogger(__name__)


class ViewNameTaken(Refused):
    """The user has a view of that name."""


class TooManyViews(Refused):
    """Nobody would find the next one."""


@transaction.atomic
def save_view(
    *, user: User, name: str, query: str, is_shared: bool = False, is_first: bool = False, **more: Any
) -> SavedView:
    """Keep what the list shows at ``?query`` under a name."""
    if SavedView.objects.filter(user=user).count() >= saved_views.MOST:
        raise TooManyViews(_("You have too many saved views. Delete some first."))
    view = SavedView(user=user)
    _call(view, name)
    view.query, view.columns = saved_views.plain(QueryDict(query))
    view.is_shared = is_shared
    view.save()
    if is_first:
        begin_with(user=user, view=view)
    log.info("view saved id=%s", view.pk)
    return view


@transaction.atomic
def change_view(*, view: SavedView, name: str, is_shared: bool | None = None) -> None:
    """Another name; shared, or for oneself alone. None leaves that as it is."""
    _call(view, name)
    if is_shared is not None:
        view.is_shared = is_shared
    view.save()
    if not view.is_shared:
        FirstView.objects.filter(view=view).exclude(user=view.user_id).delete()


def replace_view(*, view: SavedView, query: str) -> None:
    """The view becomes what the list shows at ``?query``."""
    view.query, view.columns = saved_views.plain(QueryDict(query))
    view.save()


def begin_with(*, user: User, view: SavedView | None) -> None:
    """The list begins with ``view`` for ``user``; None: with everybody."""
    if view is None:
        FirstView.objects.filter(user=user).delete()
    else:
        FirstView.objects.update_or_create(user=user, defaults={"view": view})


def remove_view(*, view: SavedView) -> None:
    """Forget it; whose list began with it sees everybody."""
    pk = view.pk
    view.delete()
    log.info("view removed id=%s", pk)


def _call(view: SavedView, name: str) -> None:
    view.name = " ".join(name.split())[:100]
    others = SavedView.objects.filter(user=view.user_id, name__iexact=view.name).exclude(pk=view.pk)
    if others.exists():
        raise ViewNameTaken(
            _("A view named “%(name)s” already exists. Open it to change it.") % {"name": view.name}
        )
