"""Voices whose person is erased, or turns out to be somebody with another voice."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, QuerySet

from hustings.deliberation.consultations.actions import items, votes
from hustings.deliberation.consultations.models import Item, ItemKind, Participant, Shown, Version, Vote
from hustings.people.duplicates.search.mailboxes import counted_as


@transaction.atomic
def read_anew(*people: int) -> None:
    """Count one vote of a person on a version, the last, whichever of their addresses it came by.

    After a merge of two records, and after its undoing, when both count again.
    """
    votes.count_last(Vote.objects.filter(participant__person__in=people))


def of(people: Sequence[int], keys: Sequence[str]) -> QuerySet[Participant]:
    """The voices of these people, and those of these addresses."""
    mailboxes = [counted_as(key) for key in keys]
    return Participant.objects.filter(Q(person__in=people) | Q(mailbox__in=mailboxes))


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Their words go; their votes stay with a number that leads to nobody."""
    voices = of(people, keys)
    for voice in voices:
        items.take_back_all(voice)
    mine = Item.objects.filter(participant__in=voices)
    mine.filter(kind=ItemKind.SOURCE).update(data={})
    Version.objects.filter(Q(participant__in=voices) | Q(item__participant__in=voices)).update(
        title="",
        text="",
        why="",
        digest="",  # few words are guessed from their fingerprint
    )
    pks = list(voices.values_list("pk", flat=True))
    Participant.objects.filter(pk__in=pks).update(
        person=None, mailbox=None, name="", shown=Shown.PSEUDONYM, zone=None
    )
