"""Rounds further on: with jurors who agreed, applications read, a committee."""

from typing import Any

from hustings.foundation.accounts.models import User
from hustings.networks.initiatives import actions as calls
from hustings.networks.initiatives.models import Application, Round
from hustings.networks.juries import actions, assignment, ranking
from hustings.networks.juries.models import Juror, Review
from tests.cast.networks.initiatives.fixtures import handed, opened


def juror(round_: Round, name: str, address: str = "", **values: Any) -> Juror:
    """Somebody who said yes."""
    address = address or f"{name.lower()}@jury.example"
    made = actions.invite_juror(round_=round_, address=address, given_name=name, language="en", **values)
    actions.answer_invitation(juror=made, is_yes=True)
    return Juror.objects.select_related("round__call", "person").get(pk=made.pk)


def eligible(round_: Round, n: int) -> list[Application]:
    """Applications that the jury may read."""
    rows = [
        handed(round_, f"p{at}@people{at}.example", f"Project {at}", given_name=f"Pia{at}") for at in range(n)
    ]
    calls.screen_many(applications=rows)
    return list(Application.objects.filter(round=round_).order_by("number").select_related("round__call"))


def marked(review: Review, mark: int, words: str = "Clear and useful.") -> Review:
    """Each criterion with the same mark."""
    marks = {str(each.pk): mark for each in review.juror.round.criteria.all()}
    texts = {"for_applicant": words, "for_committee": ""}
    return actions.mark(review=review, marks=marks, texts=texts, is_done=True)


def read(n: int = 4, n_jurors: int = 3, **values: Any) -> Round:
    """A round whose jury has marked everything: the first projects best."""
    round_ = opened(**({"n_reviews": 2, "places": 2, "n_needed": 1} | values))
    eligible(round_, n)
    for at in range(n_jurors):
        juror(round_, f"Juror{at}", f"j{at}@jury{at}.example")
    assignment.assign(round_)
    for review in Review.objects.filter(juror__round=round_).select_related("application"):
        marked(review, max(1, 5 - (review.application.number or 1)))
    ranking.rank(round_)
    return Round.objects.select_related("call").get(pk=round_.pk)


def seated(round_: Round, *users: User) -> None:
    """A committee."""
    for each in users:
        actions.seat(round_=round_, user=each)
