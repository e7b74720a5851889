"""Asks and offers in the search of HQ."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.foundation.hq import search
from hustings.networks.exchange.models import Post
from hustings.networks.exchange.rights import sees_members


def _seen(user: Any) -> QuerySet[Post] | None:
    return Post.objects.visible_to(user) if sees_members(user) else None


POSTS = search.Rows(_seen, "title", "exchange_hq:post")
part = search.sources(search.Source("exchange", _("Exchange"), "link", 96, POSTS))
