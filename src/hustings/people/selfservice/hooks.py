"""Ends and notices of own pages, where an address or a record changes: see ``page_hooks``."""

from collections.abc import Collection, Sequence

from hustings.foundation.contributions import Contribution
from hustings.people.duplicates.merging import unmerge
from hustings.people.persons.hooks import erasure_hooks, page_hooks
from hustings.people.persons.models import Email
from hustings.people.selfservice.models import PageLink, PageRequest, PageWish, address_digest
from hustings.people.selfservice.tasks import answer_page_request


def _typed(email: Email) -> None:
    """Queue a mail to the addresses that open the page: an attacker on the team is not alone in knowing."""
    person = email.person
    if person.emails.filter(barred_at=None).exclude(pk=email.pk).exists():
        digest = address_digest(email.key)
        told = person.page_requests.create(
            wish=PageWish.TOLD, address=email.address, digest=digest, language=person.language
        )
        answer_page_request.enqueue(told.pk)


def _unproven(pairs: Collection[tuple[int, str]]) -> None:
    links = PageLink.objects.filter(person__in=[person for person, _address in pairs])
    dead = [pk for pk, *pair in links.values_list("pk", "person_id", "address") if tuple(pair) in pairs]
    if dead:
        PageLink.objects.filter(pk__in=dead).delete()


def _closed(people: Collection[int], with_requests: bool) -> None:
    PageLink.objects.filter(person__in=people).delete()
    if with_requests:
        PageRequest.objects.filter(person__in=people).delete()


def _erase(people: Sequence[int], keys: Sequence[str]) -> None:
    PageRequest.objects.filter(digest__in=[address_digest(key) for key in keys]).delete()


part = Contribution(
    page_hooks.listeners(page_hooks.Hooks(_typed, _unproven, _closed)),
    erasure_hooks.erasers(_erase),
    unmerge.laters(
        unmerge.Later(
            "selfservice.pagelink.person",
            # what is to make an address somebody's own is theirs who asked for it
            lambda found, whose: found.filter(
                address__in=whose.addresses, created_at__gte=whose.since, wish=PageWish.OPEN
            ),
        ),
    ),
)
