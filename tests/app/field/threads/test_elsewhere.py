"""Conversations on other pages: the supporter's home, a group's page, the demonstration."""

import pytest
from django.test import RequestFactory

from hustings.field.groups import conversations, hooks
from hustings.field.groups.models import LocalGroup, Membership
from hustings.field.groups.models.noticeboard import with_boards
from hustings.field.threads import demo, home_card, waiting
from hustings.field.threads.models import Bulletin, Message, Thread
from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Person
from hustings.people.signups.recognition import Known
from tests.cast.field.threads.fixtures import someone

pytestmark = pytest.mark.django_db


def test_the_home_names_conversations_and_nothing_of_them(
    thread: Thread, charlie: Person, oscar: Person
) -> None:
    request = RequestFactory().get("/")
    for person, is_shown in ((charlie, True), (oscar, False)):
        email = person.emails.get()
        card = home_card._conversations(request, Known(email, "d1"))
        assert bool(card) is is_shown
    assert home_card._conversations(request, None) is None


def test_a_groups_pages_lead_to_them(group: LocalGroup, harriet: Person) -> None:
    request = RequestFactory().get("/")
    shown = with_boards(LocalGroup.objects.filter(pk=group.pk)).get()
    templates = [each.template for each in hooks.on_page(request, shown)]
    assert "groups/conversations.html" in templates
    leads = Membership.objects.get(person=harriet)
    assert any(
        each.context.get("kind") == conversations.GROUP for each in hooks.for_host(request, group, leads)
    )


def test_the_demonstration_has_one_once(group: LocalGroup, harriet: Person, dora: User) -> None:
    for n in range(5):
        Membership.objects.create(group=group, person=someone(f"Member{n}"))
    for _twice in range(2):
        demo.fill(print)
    thread = Thread.objects.get()
    assert thread.n_messages == Message.objects.count() == 6
    assert Bulletin.objects.get().state == "waiting"
    assert len(list(waiting.due(dora))) == 2
