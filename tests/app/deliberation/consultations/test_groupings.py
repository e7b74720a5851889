"""Duplicates are grouped, never rewritten."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from hustings.deliberation.consultations import actions
from hustings.deliberation.consultations.actions import groupings
from hustings.deliberation.consultations.announcements import listing
from hustings.deliberation.consultations.models import Choice, Grouped, Grouping, Item, Participant, Phase
from hustings.deliberation.consultations.public import around_items
from hustings.people.duplicates.actions.merges import merge
from hustings.site.website.models import SiteVersion
from tests.cast.deliberation.consultations.fixtures import counted, opened, voice, written

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def cast() -> tuple[Phase, Participant, list[Item]]:
    """Three that say nearly the same; bea agrees with the first two."""
    phase = opened()
    ada, bea = voice(phase, "a@example.org"), voice(phase, "b@example.org")
    texts = (
        "Repair the water pipes of the old town quickly",
        "Repair water pipes of the old town",
        "Quickly repair the water pipes in the old town",
    )
    items = [written(phase, ada, text) for text in texts]
    for item in items[:2]:
        actions.vote(participant=bea, version=item.version_id, choice=Choice.AGREE)
    return phase, bea, items


def due_now() -> None:
    """The pause before mails is over."""
    DBTaskResult.objects.update(run_after=timezone.now())


def test_members_keep_their_words_and_votes_and_the_voter_gets_one_mail(
    cast: Any, dora: Any, run_tasks: Any
) -> None:
    phase, _bea, items = cast
    groupings.group(consultation=phase.consultation, items=[each.pk for each in items], user=dora)
    run_tasks()
    assert not mail.outbox, "time to undo it"
    due_now()
    run_tasks()
    [message] = mail.outbox
    assert message.to == ["b@example.org"] and str(items[0]) in message.body
    assert [counted(each)[0] for each in items] == [1, 1, 0]


def test_a_group_stands_on_the_site_at_once_and_is_gone_at_once(
    cast: Any, dora: Any, django_capture_on_commit_callbacks: Any
) -> None:
    phase, _bea, items = cast
    before = SiteVersion.current()
    with django_capture_on_commit_callbacks(execute=True):
        made = groupings.group(consultation=phase.consultation, items=[each.pk for each in items], user=dora)
    between = SiteVersion.current()
    with django_capture_on_commit_callbacks(execute=True):
        groupings.ungroup(grouping=made, user=dora)
    assert len({before, between, SiteVersion.current()}) == 3


def test_an_undone_group_tells_nobody(cast: Any, dora: Any, run_tasks: Any) -> None:
    phase, _bea, items = cast
    made = groupings.group(consultation=phase.consultation, items=[each.pk for each in items], user=dora)
    assert groupings.ungroup(grouping=made, user=dora) and not groupings.ungroup(grouping=made, user=dora)
    [row], _rest = listing.page(phase.consultation)
    assert row.is_gone, "HQ says that it is dropped"
    due_now()
    run_tasks()
    assert not mail.outbox


def test_a_group_that_grows_is_one_group(cast: Any, dora: Any) -> None:
    phase, _bea, items = cast
    keys = [each.pk for each in items]
    groupings.group(consultation=phase.consultation, items=keys[:2], user=dora)
    made = groupings.group(consultation=phase.consultation, items=[keys[2], keys[0]], user=dora)
    assert Grouping.objects.get(undone_at=None) == made
    assert list(Grouped.objects.filter(grouping=made).values_list("item", flat=True)) == [
        keys[2], keys[0], keys[1],
    ]  # fmt: skip


def test_undoing_a_group_that_grew_brings_the_smaller_one_back(cast: Any, dora: Any) -> None:
    phase, _bea, items = cast
    keys = [each.pk for each in items]
    small = groupings.group(consultation=phase.consultation, items=keys[:2], user=dora)
    made = groupings.group(consultation=phase.consultation, items=[keys[2], keys[0]], user=dora)
    assert groupings.ungroup(grouping=made, user=dora)
    assert Grouping.objects.get(undone_at=None) == small
    assert not groupings.ungroup(grouping=made, user=dora) and groupings.ungroup(grouping=small, user=dora)
    assert not Grouping.objects.filter(undone_at=None).exists()


def test_two_addresses_of_one_person_agree_with_a_group_once(cast: Any, dora: Any) -> None:
    phase, bea, items = cast
    bee = voice(phase, "bee@example.org")
    actions.vote(participant=bee, version=items[2].version_id, choice=Choice.AGREE)
    groupings.group(consultation=phase.consultation, items=[each.pk for each in items], user=dora)
    assert around_items.alike(items[0]).n_voices == 2
    merge(kept=bea.person, absorbed=bee.person, user=dora)
    assert around_items.alike(items[0]).n_voices == 1


def test_only_what_is_shown_in_one_step_is_grouped(cast: Any, dora: Any) -> None:
    phase, _bea, items = cast
    elsewhere = opened()
    other = written(elsewhere, voice(elsewhere, "c@example.org"))
    for keys in ([items[0].pk], [items[0].pk, other.pk], [items[0].pk, items[0].pk]):
        with pytest.raises(groupings.NotAlike):
            groupings.group(consultation=phase.consultation, items=keys, user=dora)


def test_what_is_grouped_stands_in_lists_once_on_the_site(
    client: Client, cast: Any, dora: Any, site: Any
) -> None:
    phase, _bea, items = cast
    groupings.group(consultation=phase.consultation, items=[each.pk for each in items], user=dora)
    page = client.get(reverse("consultations:step", args=[phase.pk])).content.decode()
    assert f'id="item-{items[0].pk}"' in page and f'id="item-{items[1].pk}"' not in page
