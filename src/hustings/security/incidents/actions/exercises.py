"""Exercises: somebody takes part, answers, looks at their own answers, and deletes them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from hustings.foundation.accounts.models import User
from hustings.security.incidents import exercise_mails
from hustings.security.incidents.bulletin import team
from hustings.security.incidents.models import Exercise, Taking

_REMEMBERED = 200  # answers that the choice of the next looks at


@transaction.atomic
def take_part(*, user: User, is_in: bool) -> None:
    """Begin or end; what was answered stays until it is erased."""
    since = timezone.now() if is_in else None
    Taking.objects.update_or_create(user=user, defaults={"exercises_since": since})


@transaction.atomic
def next_exercise(*, user: User) -> Exercise:
    kinds = exercise_mails.kinds()
    mine = Exercise.objects.filter(user=user, kind__in=kinds)
    if waiting := mine.filter(answered_at=None).order_by("-pk").first():
        return waiting
    done = list(mine.order_by("-pk").values_list("kind", flat=True)[:_REMEMBERED])
    kind, seed = exercise_mails.new(done, (get_language() or "en")[:2])
    return Exercise.objects.create(user=user, seed=seed, kind=kind, is_attack=kinds[kind])


@transaction.atomic
def answer(*, exercise: Exercise, said_attack: bool) -> None:
    Exercise.objects.filter(pk=exercise.pk, answered_at=None).update(
        said_attack=said_attack, answered_at=timezone.now()
    )


@transaction.atomic
def erase(*, user: User) -> int:
    """Everything that they answered; how many."""
    return Exercise.objects.filter(user=user).delete()[0]


@transaction.atomic
def want_bulletins(*, user: User, wants: bool) -> None:
    Taking.objects.update_or_create(
        user=user, defaults={"no_bulletin_since": None if wants else timezone.now()}
    )
    team.said(user, wants=wants)
