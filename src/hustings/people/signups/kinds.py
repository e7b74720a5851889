"""Kinds of submissions: what an app adds to the way from a form to a confirmed click."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

from hustings.foundation.contributions import Registry
from hustings.foundation.lib.sql import sql_rows
from hustings.people.signups.models import Submission


class Closed(Exception):
    """It is taken no more: what it was sent to is over, paused, or not open yet."""


def _delete(rows: QuerySet[Any]) -> object:
    return rows.delete()


@dataclass(frozen=True, kw_only=True)
class SubmissionKind:
    """A model, its words and its deeds. The deeds get the locked row, in a transaction."""

    name: str  # of its addresses, as ``reverse("petitions:link")``
    model: type[Submission]
    related: tuple[str, ...] = ()  # read with the row
    templates: str  # folder: confirm.html, thanks.html; more where an app says it otherwise
    subject: Callable[[Any], str]  # of the mail
    mail: str  # its template, of which the words are ``words`` and ``mail_words``
    words: Callable[[Any], Mapping[str, Any]]  # for pages and mail, by the row
    mail_words: Callable[[Any], Mapping[str, Any]] = lambda row: {}
    thanks_words: Callable[[Any], Mapping[str, Any]] = lambda row: {}
    confirm: Callable[[Any], Submission]  # the row that stands; raises Closed
    closed: Callable[[HttpRequest, Any], HttpResponse] | None = None  # the page that says so
    page_after: Callable[[Any], str] = lambda row: ""  # where it goes on in place of thanks
    withdraw: Callable[[Any], object] | None = None
    withdrawn: str | Promise = ""  # what that did, in a sentence
    disown: Callable[[Any], object]
    may_disown: Callable[[Any], bool] = lambda row: True  # no: others build on it; the page says so
    is_always_mailed: Callable[[Any], bool] = lambda row: False  # whoever sends it: it can't be taken back
    is_barred_after: bool = True  # whether the address gets no more of its mail once it was disowned
    remove: Callable[[QuerySet[Any]], object] = _delete  # of people and addresses that are erased

    @property
    def mails_url(self) -> str:
        return f"{self.name}:mails"

    @property
    def not_me_url(self) -> str:
        return f"{self.name}:not_me"

    def rows(self) -> Any:
        return self.model._default_manager.select_related(*self.related)

    def locked(self, pk: int) -> Any:
        """The row, for nobody else to change before the transaction ends. Raises DoesNotExist."""
        if row := sql_rows.first(self.model, "id = %s", pk, is_locked=True):
            return row
        raise self.model.DoesNotExist

    def by_link(self, token: str, *, is_locked: bool = False) -> Any:
        """The row of a link that may confirm it. Raises DoesNotExist, LinkExpired."""
        pk = self.model.number_in(token)
        row = self.locked(pk) if is_locked else self.rows().get(pk=pk)
        row.refuse_old(token)
        return row

    def erase(self, people: Any, keys: Any) -> None:
        """Remove what these people, and these addresses, sent, confirmed or not."""
        for mine in (Q(person__in=people), Q(key__in=keys)):
            self.remove(self.model._default_manager.filter(mine))


kinds = Registry[SubmissionKind]("signups.kinds.kinds", key=lambda kind: kind.name)


def named(name: str) -> SubmissionKind:
    kind = kinds.find(name)
    assert kind, f"no kind of submission is called {name}"
    return kind


def of(row: Submission) -> SubmissionKind:
    return next(kind for kind in kinds.all() if kind.model is type(row))
