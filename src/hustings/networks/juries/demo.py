"""A call of the demonstration: a round that was decided, with its projects, and one that is open."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from hustings.foundation.accounts.access import may
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.demo import Say
from hustings.networks.initiatives import actions as calls
from hustings.networks.initiatives.models import Application, Call, Round, State
from hustings.networks.initiatives.rights import DECIDE_CALLS
from hustings.networks.juries import actions, assignment, ranking
from hustings.networks.juries.models import Review
from hustings.networks.projects import actions as projects
from hustings.networks.projects.models import Project
from hustings.people.persons.models import Email

# Title, summary, hundreds asked, how good jurors find it (1 to 5).
_PROJECTS = [
    ("Jardins de la Croix", "Quarante bacs tenus par deux écoles et une maison de retraite.", 45, 5),
    ("Atelier vélo du samedi", "Réparer ensemble, apprendre à rouler, prêter dix vélos cargos.", 60, 4),
    ("Radio du canal", "Des lycéens racontent leur quartier, une heure par semaine.", 38, 4),
    ("Cuisine partagée", "Une cuisine ouverte trois soirs, avec les invendus du marché.", 72, 3),
    ("Fresque de la gare", "Un mur de quarante mètres peint par ses habitants.", 90, 2),
    ("Café des langues", "Douze langues du quartier, échangées autour d’un café.", 20, 3),
]
# From elsewhere: whoever shares a mail domain with an applicant may not read the application.
JURORS = [("Nadia", "Kervran"), ("Hugues", "Tellier"), ("Odile", "Marsan"), ("Samir", "Queval")]
_DAY = timedelta(days=1)


@transaction.atomic
def fill(say: Say) -> None:
    """Open the call once, decide its first round, and open the second."""
    members = [user for user in User.objects.order_by("pk") if may(user, DECIDE_CALLS)][:3]
    emails = list(
        Email.objects.filter(status=Email.Status.CONFIRMED).select_related("person").order_by("pk")[:20]
    )
    if not members or len(emails) < len(_PROJECTS) or Call.objects.exists():
        return
    say(gettext("A call for projects"))
    call = calls.new_call(
        values={
            "slug": "neighbourhoods", "titles": {"fr": "Quartiers vivants", "en": "Living neighbourhoods"},
            "intros": {
                "fr": "Nous finançons les premiers pas de projets d’habitants.",
                "en": "We fund the first steps of projects of residents.",
            },
        },
        by=members[0],
    )  # fmt: skip
    first = call.rounds.get()
    now = timezone.now()
    _dated(first, opens_at=now - 90 * _DAY, closes_at=now - 30 * _DAY, name="2026")
    calls.publish(call=call, is_shown=True, by=members[0])
    _decide(first, emails, members)
    _dated(calls.new_round(call=call, name="2027"), opens_at=now - 5 * _DAY, closes_at=now + 40 * _DAY)


def _dated(round_: Round, **values: object) -> None:
    rules = {"budget": 15_000_00, "most_asked": 10_000_00, "places": 3, "n_reviews": 2, "n_needed": 2}
    Round.objects.filter(pk=round_.pk).update(**rules | values)


def _decide(round_: Round, emails: list[Email], members: list[User]) -> None:
    rows = [
        _applied(round_, email, at, *about)
        for at, (email, about) in enumerate(zip(emails, _PROJECTS, strict=False), 1)
    ]
    round_.refresh_from_db()
    for given, family in JURORS:
        address = f"{given}@{family}.example".lower()
        juror = actions.invite_juror(
            round_=round_, address=address, given_name=given, family_name=family, by=members[0]
        )
        actions.answer_invitation(juror=juror, is_yes=True)
    assignment.assign(round_)
    worth = {row.pk: about[3] for row, about in zip(rows, _PROJECTS, strict=True)}
    for review in Review.objects.filter(juror__round=round_).select_related("juror__round"):
        _mark(review, worth[review.application_id])
    ranking.rank(round_)
    for user in members:
        actions.seat(round_=round_, user=user)
    for row in rows:
        for user in members:
            actions.vote(application=row, user=user, is_yes=worth[row.pk] >= 4)
    actions.announce(round_=round_, by=members[0])
    for project in Project.objects.filter(application__round=round_):
        _follow(project)


def _applied(
    round_: Round, email: Email, number: int, title: str, summary: str, asked: int, _worth: int
) -> Application:
    person, now = email.person, timezone.now() - 40 * _DAY
    names = [each.name for each in round_.questionnaire.questions.all()]
    return Application.objects.create(
        round=round_, person=person, address=email.address, key=email.key, language=person.language,
        given_name=person.given_name, family_name=person.family_name, title=title, summary=summary,
        asked=asked * 100_00, answers={name: [summary] for name in names}, state=State.ELIGIBLE,
        source="", number=number, asked_at=now, confirmed_at=now, sent_at=now,
    )  # fmt: skip


def _mark(review: Review, worth: int) -> None:
    """Marks around what it is worth: some jurors mark lower."""
    mark = max(1, worth - review.juror_id % 2)
    texts = {"for_applicant": gettext("Well thought through; say who does what."), "for_committee": ""}
    marks = {str(each.pk): mark for each in review.juror.round.criteria.all()}
    actions.mark(review=review, marks=marks, texts=texts, is_done=True)


def _follow(project: Project) -> None:
    today = timezone.localdate()
    values = {
        "agreement": gettext("We pay in two parts; you report after six months."),
        "summaries": {project.application.language: project.application.summary},
        "starts_on": today, "ends_on": today + 300 * _DAY, "shown_at": timezone.now(),
    }  # fmt: skip
    projects.change_project(project=project, values=values)
    projects.agree(project=project, name=project.application.name)
    project.milestones.create(title=gettext("First day open to everybody"), due_on=today + 60 * _DAY)
    project.reports.create(due_on=today + 180 * _DAY)
