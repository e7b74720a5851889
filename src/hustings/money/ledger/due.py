"""To-dos of whoever sees the books."""

from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.lib.todos import Todo
from hustings.money.ledger.models import Books, ProofRun
from hustings.money.ledger.rights import SEE_MONEY


def deeds_of(user: Any) -> Iterator[Todo]:
    """An alarm for each set of books that the last proof found altered."""
    if not access.may(user, SEE_MONEY):
        return
    latest = ProofRun.objects.filter(books=OuterRef("pk")).order_by("-pk").values("fault")[:1]
    altered = Books.objects.of(user, SEE_MONEY).annotate(fault=Subquery(latest)).exclude(fault="")
    for pk, name in altered.filter(fault__isnull=False).values_list("pk", "name"):
        words = _("The books “%(name)s” were altered") % {"name": name}
        yield Todo(words, reverse("ledger:proof", args=[pk]), is_urgent=True)
