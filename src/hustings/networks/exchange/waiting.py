"""To-dos: asks for which nobody was found."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from hustings.foundation.lib.todos import Todo
from hustings.networks.exchange import figures, proposals
from hustings.networks.exchange.models import Match, Post
from hustings.networks.exchange.rights import sees_members


def due(user: Any) -> Iterator[Todo]:
    """Those older than a week, which wait and never had an answer."""
    if not sees_members(user):
        return
    answered = Match.objects.filter(ask=OuterRef("pk")).exclude(answered_at=None)
    old = Post.objects.visible_to(user).filter(posted_at__lte=timezone.now() - figures.PATIENCE)
    n = old.filter(pk__in=proposals.waiting().values("pk")).exclude(Exists(answered)).count()
    if n:
        words = ngettext("%(n)s ask without an answer", "%(n)s asks without an answer", n) % {"n": n}
        yield Todo(words, f"{reverse('exchange_hq:posts')}?side=ask&state=waiting")
