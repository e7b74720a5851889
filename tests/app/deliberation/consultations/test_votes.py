"""Votes stay with the version they were cast on; counters are those of the rows."""

import pytest
from django.db.models import Count
from django.utils import timezone

from hustings.deliberation.consultations import actions, public_figures, refusals
from hustings.deliberation.consultations.hq import figures
from hustings.deliberation.consultations.models import Choice, Item, ItemKind, Vote
from tests.cast.deliberation.consultations.fixtures import counted, entered, opened, voice, written
from tests.cast.people import submissions

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_vote_counts_once_and_changes_with_its_voter() -> None:
    phase = opened()
    item = written(phase, voice(phase, "a@example.org"))
    bea = voice(phase, "b@example.org")
    for choice in (Choice.AGREE, Choice.AGREE, Choice.DISAGREE):
        actions.vote(participant=bea, version=item.version_id, choice=choice)
    assert counted(item) == (0, 0, 1, 0) and Vote.objects.count() == 1
    actions.vote(participant=bea, version=item.version_id, choice="")
    assert counted(item) == (0, 0, 0, 0) and not Vote.objects.exists()


def test_a_vote_stays_with_its_version_and_is_carried_over_by_its_voter_alone() -> None:
    phase = opened()
    ada, bea = voice(phase, "a@example.org"), voice(phase, "b@example.org")
    item = written(phase, ada, "Repair the pipes of the town")
    old = item.version
    actions.vote(participant=bea, version=old.pk, choice=Choice.AGREE)
    new = actions.edit(item=item, title="", text="Repair the pipes of all villages", participant=ada)
    assert counted(item) == (0, 0, 0, 0), "nobody voted on these words"
    old.refresh_from_db()
    assert old.n_agree == 1, "the old version keeps its vote"
    with pytest.raises(refusals.Changed):
        actions.vote(participant=bea, version=old.pk, choice=Choice.DISAGREE)
    made = actions.carry_over(participant=bea, item=Item.objects.get(pk=item.pk))
    assert made.carried_from == old and counted(item) == (1, 0, 0, 0)
    again = actions.carry_over(participant=bea, item=Item.objects.get(pk=item.pk))
    assert again == made and counted(item) == (1, 0, 0, 0), "twice is like once"
    assert new.number == 2 and not new.is_typo


@pytest.mark.parametrize(
    ("after", "goes_along"),
    [
        ("Repair all the pipes by 2030", True),
        ("Repair all the pipes by 2031", False),
        ("Do not repair all the pipes by 2030", False),
        ("Repair some big pipes by 2030", False),
    ],
)
def test_votes_go_along_with_a_change_of_spelling_alone(after: str, goes_along: bool) -> None:
    phase = opened()
    ada, bea = voice(phase, "a@example.org"), voice(phase, "b@example.org")
    item = written(phase, ada, "Repaire all the pipes by 2030")
    actions.vote(participant=bea, version=item.version_id, choice=Choice.AGREE)
    made = actions.edit(item=item, title="", text=after, participant=ada)
    assert made.is_typo is goes_along
    assert counted(item) == ((1, 0, 0, 0) if goes_along else (0, 0, 0, 0))
    assert Vote.objects.filter(version=made, is_carried_alone=True).exists() is goes_along


def test_figures_count_what_stands_once_after_a_change_of_spelling() -> None:
    phase = opened()
    ada, bea = voice(phase, "a@example.org"), voice(phase, "b@example.org")
    item, other = written(phase, ada, "Repaire all the pipes by 2030"), written(phase, ada, "Plant trees")
    for each in (item, other):
        actions.vote(participant=bea, version=each.version_id, choice=Choice.AGREE)
    assert actions.edit(item=item, title="", text="Repair all the pipes by 2030", participant=ada).is_typo
    shown, ours = public_figures.of(phase.consultation), figures.count(phase.consultation).figures
    assert shown.n_votes == ours.n_votes == sum(n for _day, n in ours.votes) == 2
    actions.take_back(item=other, participant=ada)
    assert public_figures.of(phase.consultation).n_votes == 1, "of what is shown"


def test_a_vote_set_aside_stays_aside_in_a_change_of_spelling() -> None:
    phase = opened()
    ada, bea = voice(phase, "a@example.org"), voice(phase, "b@example.org")
    item = written(phase, ada, "Repaire all the pipes by 2030")
    actions.vote(participant=bea, version=item.version_id, choice=Choice.AGREE)
    Vote.objects.update(set_aside_at=timezone.now())
    actions.edit(item=item, title="", text="Repair all the pipes by 2030", participant=ada)
    assert not Vote.objects.counted().exists()


def test_one_mailbox_is_one_voice_however_it_is_spelt() -> None:
    phase = opened()
    item = written(phase, voice(phase, "a@example.org"))
    act = {"act": "vote", "version": item.version_id, "choice": "agree"}
    entered(phase, "bea.lee@gmail.com", [act])
    entered(phase, "BeaLee+news@gmail.com", [act])
    assert counted(item) == (1, 0, 0, 0)


def test_acts_before_the_confirmation_count_with_it_and_not_before() -> None:
    phase = opened()
    item = written(phase, voice(phase, "a@example.org"))
    acts = [
        {"act": "vote", "version": item.version_id, "choice": "mixed"},
        {
            "act": "post",
            "phase": phase.pk,
            "kind": ItemKind.FOR,
            "parent": item.pk,
            "text": "It saves water.",
        },
        {"act": "vote", "version": 10**9, "choice": "agree"},
    ]
    entry = entered(phase, "b@example.org", acts, confirm=False)
    assert counted(item) == (0, 0, 0, 0) and item.children.count() == 0
    done = submissions.confirm(entry)
    assert counted(item) == (0, 1, 0, 0) and item.children.get().version.text == "It saves water."
    assert [act["refused"] for act in done.acts] == ["Gone"]
    submissions.confirm(entry)
    item.refresh_from_db()
    assert item.n_for == 1 and Item.objects.filter(kind=ItemKind.FOR).count() == 1


def test_whoever_disowns_an_entry_takes_back_all_that_came_with_it() -> None:
    phase = opened()
    item = written(phase, voice(phase, "a@example.org"))
    post = {"act": "post", "phase": phase.pk, "kind": ItemKind.AGAINST, "parent": item.pk, "text": "No."}
    entry = entered(
        phase, "b@example.org", [{"act": "vote", "version": item.version_id, "choice": "agree"}, post]
    )
    submissions.disown(entry)
    assert counted(item) == (0, 0, 0, 0)
    assert (item.n_against, Item.objects.live().filter(kind=ItemKind.AGAINST).count()) == (0, 0)


def test_counters_equal_the_rows() -> None:
    phase = opened()
    items = [written(phase, voice(phase, f"w{n}@example.org")) for n in range(3)]
    voices = [voice(phase, f"v{n}@example.org") for n in range(5)]
    for n, who in enumerate(voices * 3):
        actions.vote(participant=who, version=items[n % 3].version_id, choice=list(Choice)[n % 3])
    for item in items:
        rows = dict(Vote.objects.filter(item=item).values_list("choice").annotate(Count("pk")))
        assert counted(item) == tuple(rows.get(choice, 0) for choice in Choice)


@pytest.mark.parametrize("how", ["over", "closed", "hidden", "barred", "choice"])
def test_what_takes_no_vote_says_so(how: str) -> None:
    phase = opened()
    who = voice(phase, "a@example.org")
    item = written(phase, who)
    why: type[Exception] = refusals.NotOpen
    choice = Choice.PASS if how == "choice" else Choice.AGREE
    if how == "over":
        phase.ends_at = phase.starts_at.replace(microsecond=1) + (phase.ends_at - phase.starts_at) / 1000
        phase.save()
    if how == "closed":
        phase.consultation.closed_at = phase.starts_at
        phase.consultation.save()
    if how == "hidden":
        Item.objects.update(hidden_at=phase.starts_at)
        why = refusals.Gone
    if how == "barred":
        who.barred_at, why = phase.starts_at, refusals.Barred
        who.save()
    with pytest.raises(why):
        actions.vote(participant=who, version=item.version_id, choice=choice)
