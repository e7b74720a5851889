"""Jurors: invited, kept from conflicts, reading blind, marking and comparing; on pages by their link."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from hustings.foundation.jobs import queue
from hustings.foundation.jobs.models import Lease
from hustings.networks.initiatives import actions as calls
from hustings.networks.initiatives.models import Application, Letter
from hustings.networks.initiatives.refusals import Barred, NotDone, NotReady
from hustings.networks.juries import actions, assignment, conflicts, ranking, tasks
from hustings.networks.juries.models import Comparison, Conflict, Juror, Result, Review, Run
from hustings.people.persons.models import Household, Organisation
from tests.cast.networks.initiatives.fixtures import begun, handed, opened, paper, written
from tests.cast.networks.initiatives.rounds import eligible, juror, marked, read

pytestmark = pytest.mark.django_db(transaction=True)


def _url(who: Juror, name: str = "jury", *more: int) -> str:
    return reverse(f"jury:{name}", args=[who.token, *more])


def test_a_juror_agrees_reads_and_marks_by_the_link_in_the_mail(client, site, mailoutbox, run_tasks):
    round_ = opened(n_reviews=1)
    row = begun(round_)
    calls.add_file(application=row, file=paper())
    texts = {each.name: ["Ada Durand will dig"] for each in round_.questionnaire.questions.all()}
    calls.write(application=row, values=written(row, answers=texts, summary="By Ada, ada@example.org"))
    calls.hand_in(application=row)
    calls.screen(application=Application.objects.get(pk=row.pk), is_eligible=True)
    who = actions.invite_juror(round_=round_, address="jo@jury.example", given_name="Jo", language="en")
    run_tasks()
    assert f"calls/jury/{who.token}" in mailoutbox[-1].body
    assert client.get(_url(who)).status_code == 200
    assert client.post(_url(who, "answer"), {"is_yes": "yes"}).status_code == 302
    assert assignment.assign(round_).short == []
    run_tasks()
    assert "ready" in mailoutbox[-1].body
    review = Review.objects.get()
    page = client.get(_url(who, "review", review.pk)).content.decode()
    assert "Durand" not in page and "ada@example.org" not in page and "will dig" in page
    file = client.get(_url(who, "file", review.pk, row.attachments.get().pk))
    assert "plan" not in file.headers["Content-Disposition"]
    marks = {f"c{each.pk}": "4" for each in round_.criteria.all()}
    first = dict(list(marks.items())[:1])
    assert client.post(_url(who, "review", review.pk), first | {"go": "done"}).status_code == 422
    assert client.post(_url(who, "review", review.pk), first | {"go": "later"}).status_code == 302
    assert client.post(_url(who, "review", review.pk), marks | {"go": "done"}).status_code == 302
    review.refresh_from_db()
    assert (review.total, review.is_whole) == (75.0, True)


def test_weights_count_and_marks_go_from_nought_to_a_hundred():
    round_ = opened(n_reviews=1)
    eligible(round_, 1)
    first, *others = round_.criteria.all()
    round_.criteria.filter(pk=first.pk).update(weight=3)
    juror(round_, "Jo")
    assignment.assign(round_)
    marks = {str(first.pk): 5} | {str(each.pk): 1 for each in others}
    texts = {"for_applicant": "", "for_committee": ""}
    done = actions.mark(review=Review.objects.get(), marks=marks, texts=texts, is_done=True)
    assert done.total == pytest.approx(60)


def test_conflicts_are_found_by_person_organisation_domain_and_household():
    round_ = opened()
    rows = {name: handed(round_, address, name, given_name=name) for name, address in {
        "Same": "jo@jury.example", "Club": "a@free.fr", "Domain": "x@mail.firm.example",
        "Home": "h@home.example", "Stranger": "s@free.fr",
    }.items()}  # fmt: skip
    jo = juror(round_, "Jo", "jo@jury.example")
    kim = juror(round_, "Kim", "kim@firm.example")
    lea = juror(round_, "Lea", "lea@free.fr")
    club = Organisation.objects.create(name="Gardeners", key="gardeners")
    for person in (rows["Club"].person, lea.person):
        person.affiliations.create(organisation=club)
    home = Household.objects.create()
    for person in (rows["Home"].person, kim.person):
        person.household = home
        person.save()
    conflicts.find(round_)
    conflicts.find(round_)
    names = {jo.pk: "Jo", kim.pk: "Kim", lea.pk: "Lea"}
    found = {(names[each.juror_id], each.application.title, each.kind) for each in Conflict.objects.all()}
    assert found == {
        ("Jo", "Same", "same"), ("Jo", "Same", "domain"), ("Kim", "Domain", "domain"),
        ("Kim", "Home", "household"), ("Lea", "Club", "organisation"),
    }  # fmt: skip
    assert conflicts.of_juror(jo) == {rows["Same"].pk}
    assert conflicts.of_juror(kim) == {rows["Domain"].pk, rows["Home"].pk}
    assert conflicts.of_juror(lea) == {rows["Club"].pk}


def test_assignment_goes_around_conflicts_and_each_juror_has_an_order_of_their_own():
    round_ = opened(n_reviews=2)
    rows = eligible(round_, 12)
    who = [juror(round_, f"J{at}", f"j{at}@jury{at}.example") for at in range(4)]
    actions.declare_conflict(juror=who[0], application=rows[0])
    assignment.assign(round_)
    loads = [each.reviews.count() for each in who]
    assert sum(loads) == 24 and max(loads) - min(loads) <= 1
    assert not Review.objects.filter(juror=who[0], application=rows[0]).exists()
    orders = {tuple(each.reviews.values_list("application__number", flat=True)) for each in who}
    assert any(list(order) != sorted(order) for order in orders)
    begun_ = marked(Review.objects.first(), 3)
    assignment.assign(round_)
    assert Review.objects.filter(pk=begun_.pk, done_at__isnull=False).exists(), "what was read stays"
    assert Review.objects.filter(juror__round=round_).count() == 24


def test_nothing_is_assigned_before_somebody_agreed():
    round_ = opened()
    eligible(round_, 1)
    actions.invite_juror(round_=round_, address="jo@jury.example", given_name="Jo")
    with pytest.raises(NotReady):
        assignment.assign(round_)


def test_a_conflict_declared_takes_the_review_away_also_one_that_was_done(client, site):
    round_ = opened(n_reviews=1)
    eligible(round_, 1)
    who = juror(round_, "Jo")
    assignment.assign(round_)
    review = marked(Review.objects.get(), 5)
    assert client.post(_url(who, "conflict", review.pk)).status_code == 302
    assert not Review.objects.exists()
    assert client.get(_url(who, "review", review.pk)).status_code == 404
    with pytest.raises(NotReady):
        ranking.rank(round_)


def test_a_juror_sees_no_review_of_another_and_none_after_they_were_taken_off(client, site):
    round_ = opened(n_reviews=1)
    eligible(round_, 2)
    jo, kim = juror(round_, "Jo"), juror(round_, "Kim", "kim@other.example")
    assignment.assign(round_)
    theirs = kim.reviews.get()
    assert client.get(_url(jo, "review", theirs.pk)).status_code == 404
    assert client.post(_url(jo, "conflict", theirs.pk)).status_code == 404
    actions.take_off(juror=jo)
    assert client.get(_url(jo)).status_code == 404


def test_the_count_puts_the_best_first_and_can_be_made_again():
    round_ = read(4)
    first = list(Result.objects.values_list("application__number", "score", "place"))
    assert first[0][0] == 1
    ranking.rank(round_)
    assert list(Result.objects.values_list("application__number", "score", "place")) == first


def test_pairs_that_are_close_are_compared_and_move_the_places(client, site):
    round_ = opened(n_reviews=2, places=1)
    rows = eligible(round_, 2)
    who = [juror(round_, f"J{at}", f"j{at}@jury{at}.example") for at in range(2)]
    assignment.assign(round_)
    for review in Review.objects.all():
        marked(review, 3)
    ranking.rank(round_)
    Result.objects.update(is_close=True)
    assert "Compare" in client.get(_url(who[0])).content.decode()
    keys = {"first": rows[0].pk, "second": rows[1].pk, "better": rows[1].pk}
    assert client.get(_url(who[0], "pair")).status_code == 200
    assert client.post(_url(who[0], "pair"), keys).status_code == 302
    assert Comparison.objects.get().is_first is False
    assert actions.next_pair(who[0]) == []
    with pytest.raises(Barred):
        actions.compare(juror=who[1], pair=(rows[0].pk, rows[0].pk + 999), better=rows[0].pk)


def test_the_same_person_is_a_juror_once_and_comes_back_after_leaving():
    round_ = opened()
    jo = juror(round_, "Jo")
    with pytest.raises(NotDone):
        actions.invite_juror(round_=round_, address="jo@jury.example")
    actions.take_off(juror=jo)
    assert actions.invite_juror(round_=round_, address="jo@jury.example").pk == jo.pk


def test_jurors_are_reminded_once_a_day_of_what_is_left(mailoutbox, run_tasks):
    round_ = opened(n_reviews=1)
    eligible(round_, 1)
    juror(round_, "Jo")
    assignment.assign(round_)
    assert (actions.nudge(round_=round_), actions.nudge(round_=round_)) == (1, 0)
    run_tasks()
    assert "not marked" in mailoutbox[-1].body
    assert Letter.objects.filter(kind="nudge").count() == 1


def test_work_on_a_round_runs_in_the_background_once_and_says_how_far_it_is(
    client, site, dora, run_tasks, mailoutbox
):
    client.force_login(dora)
    round_ = opened(n_reviews=1)
    eligible(round_, 2)
    jury = reverse("juries_hq:jury", args=[round_.pk])
    assert "attendez que des jurés" in client.post(f"{jury}assignment/", follow=True).content.decode()
    juror(round_, "Jo")
    for _n in range(2):
        page = client.post(f"{jury}assignment/", follow=True).content.decode()
    run = Run.objects.get()
    progress = reverse("juries_hq:progress", args=[run.pk])
    assert progress in page and "C’est déjà en cours" in page and not Review.objects.exists()
    run_tasks()
    run.refresh_from_db()
    assert (run.low, run.high, run.n_short, run.percent) == (2, 2, 0, 100)
    assert client.get(progress).headers["HX-Refresh"] == "true"
    assert "chaque juré lit de 2 à 2" in client.get(jury).content.decode()
    begun_ = Review.objects.order_by("pk").values_list("pk", flat=True)[0]
    n_mails = len(mailoutbox)
    tasks.assign.call(run.pk)
    assignment.assign(round_, run)  # as a second worker that had begun before the first ended
    run_tasks()
    assert Review.objects.filter(pk=begun_).exists() and len(mailoutbox) == n_mails
    marked(Review.objects.get(pk=begun_), 4)
    client.post(reverse("juries_hq:count", args=[round_.pk]))
    run_tasks()
    assert Result.objects.get().n == 1


@pytest.mark.parametrize("deed", Run.Deed.values)
def test_work_that_kills_its_workers_is_told_and_may_be_asked_for_again(client, site, dora, run_tasks, deed):
    client.force_login(dora)
    round_ = read(2)
    run_tasks()
    page, button = {"assign": ("jury", "assignment"), "count": ("decision", "count")}[deed]
    page, button = (reverse(f"juries_hq:{name}", args=[round_.pk]) for name in (page, button))
    client.post(button)
    run = Run.objects.get(done_at=None)
    progress = reverse("juries_hq:progress", args=[run.pk])
    for attempt in range(3):
        DBTaskResult.objects.update(run_after=timezone.now() - timedelta(seconds=1))
        assert queue.claim(f"worker/{attempt}", queues=["long"])
        assert "HX-Refresh" not in client.get(progress).headers
        Lease.objects.update(expires_at=timezone.now() - timedelta(minutes=5))
        queue.take_over_lapsed()
    assert client.get(progress).headers["HX-Refresh"] == "true"
    words = client.get(page).content.decode()
    assert "Réessayer" in words and f'hx-get="{progress}"' not in words
    client.post(button)
    run_tasks()
    assert Run.objects.filter(deed=deed).first().done_at
    assert "Réessayer" not in client.get(page).content.decode()
