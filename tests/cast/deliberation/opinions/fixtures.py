"""Crowds that vote on statements."""

from collections.abc import Callable

from hustings.deliberation.consultations.models import Item, Participant, Phase, Vote


def crowd(phase: Phase, n: int, *, first: int = 1) -> list[Participant]:
    """Voices of nobody we know."""
    return Participant.objects.bulk_create(
        Participant(consultation=phase.consultation, number=first + nth, pseudonym=f"Voice {first + nth}")
        for nth in range(n)
    )


def cast(seeds: list[Item], voices: list[Participant], say: Callable[[int, int], str]) -> None:
    """Votes of all on all, with exact counters."""
    Vote.objects.bulk_create(
        Vote(item=item, version=item.version, participant=voice, choice=choice)
        for who, voice in enumerate(voices)
        for what, item in enumerate(seeds)
        if (choice := say(who, what))
    )
    for item in seeds:
        version = item.version
        assert version
        for choice in ("agree", "disagree", "pass"):
            setattr(version, f"n_{choice}", Vote.objects.filter(version=version, choice=choice).count())
        version.save()


def two_camps(who: int, what: int) -> str:
    """Half of the people say the contrary of the others, but for the first two statements and some noise."""
    if (who * 7 + what * 3) % 11 == 0:
        return "pass"
    if what < 2:
        return "agree"
    side = (who % 2) ^ ((who * 5 + what * 13) % 9 == 0)
    return "agree" if side == what % 2 else "disagree"
