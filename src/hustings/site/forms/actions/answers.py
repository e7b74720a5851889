"""Actions on answers: taken, confirmed with their sender, put aside, counted again."""

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.lib.sql import sql_rows
from hustings.foundation.territories.models import Zone
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.actions.topics import choose_topic
from hustings.people.persons.models import Arrival, Person, Purpose, Topic, TopicStand
from hustings.people.persons.refusals import Refused
from hustings.people.signups import actions as signups_actions
from hustings.people.signups.actions.submissions import TooMany
from hustings.people.signups.models import SignUp
from hustings.site.forms import valid_responses
from hustings.site.forms.answering import consents as consenting
from hustings.site.forms.answering import kinds, quotas, spam
from hustings.site.forms.answering.spam import TooManyAnswers
from hustings.site.forms.models import Answer, Question, Questionnaire, Response
from hustings.site.forms.tasks import send_answer_mail
from mailguard.identifiers import addresses

log = logging.getLogger(__name__)
Answers = Iterable[tuple[Question, Any]]
_TYPED = ("given_name", "family_name", "phone", "postcode", "consents", "ref")
_TEXTS = {Question.Kind.SHORT, Question.Kind.LONG}


class NotOpen(Exception):
    """It is closed, or has had all the answers it takes."""


class _Robot(NamedTuple):
    """What tells whether somebody filled it in: the field that people don't see, and the seconds it took."""

    is_trapped: bool
    age: float | None


def answer(
    *,
    questionnaire: Questionnaire,
    answers: Answers,
    who: Mapping[str, Any],
    language: str,
    source: str,
    key: str,
    visitor: str = "",
    came: Mapping[str, str] | None = None,
    is_trapped: bool = False,
    age: float | None = None,
    shown: Mapping[str, list[int]] | None = None,
    known: Any = None,
) -> Response:
    """Keep what a visitor sent, once a ``key``, and mail the link; put aside what looks like spam.

    Raises NotOpen, NotAgreed, QuotaFull and TooManyAnswers. ``age``: seconds since the form was shown.
    ``known``: a ``recognition.Known``, whose answers need no link.
    """
    found = list(answers)
    given = who["consents"]
    if questionnaire.is_survey and consenting.USE not in given:
        raise consenting.NotAgreed
    is_named = not questionnaire.is_survey or consenting.stays_in_touch(given)
    new = Response(
        questionnaire=questionnaire, key=key, who=dict(who), language=language, source=source[:200],
        mailbox=addresses.read(who["email"]).key if is_named else "", visitor=visitor, came=dict(came or {}),
        zone_id=who["zone"], shown=dict(shown) if shown else None,
        agreed_id=given.get(consenting.USE),
        topics=list(who.get("topics", ())) if is_named and _gets_mail(given, known) else [],
    )  # fmt: skip
    new.known = known
    robot = _Robot(is_trapped, age)
    try:
        with transaction.atomic():
            if is_named:
                return _again(new, found) or _take(new, found, robot)
            return _nameless(new, found, robot)
    except IntegrityError:  # the same was sent in this very moment
        return Response.objects.get(key=key)


def _gets_mail(given: Mapping[str, Any], known: Any) -> bool:
    return Purpose.EMAIL in given or bool(known and Purpose.EMAIL in known.given)


def _again(new: Response, answers: list[tuple[Question, Any]]) -> Response | None:
    """The one that was sent with this form before, with what was corrected since; None for none."""
    earlier = Response.objects.select_for_update().filter(key=new.key).first()
    if earlier and earlier.confirmed_at is None:
        earlier.answers.all().delete()
        _write(earlier, answers)
        if (earlier.zone_id, earlier.topics) != (new.zone_id, new.topics):
            earlier.zone_id, earlier.topics = new.zone_id, new.topics
            earlier.save(update_fields=["zone", "topics"])
        if earlier.aside_at is None and _holds_quotas(new.questionnaire):
            quotas.give_back(earlier)
            quotas.take(earlier)
        names = ("given_name", "family_name", "phone", "postcode", "consents")
        waiting = SignUp.objects.filter(responses=earlier.pk, confirmed_at=None)
        waiting.update(zone=new.who["zone"], **{name: new.who[name] for name in names})
        log.info("response sent again id=%s", earlier.pk)
    return earlier


def _nameless(new: Response, answers: list[tuple[Question, Any]], robot: _Robot) -> Response:
    """Keep answers that hang on nobody; who joins does so apart from them."""
    if earlier := Response.objects.filter(key=new.key).first():
        return earlier
    who, visitor, came = new.who, new.visitor, new.came
    consenting.hide(new, timezone.now())
    new.confirmed_at = new.sent_at
    _keep(new, answers, robot, visitor)
    new.zone_id = consenting.wider(new.zone_id)
    if new.why:
        new.confirmed_at = None
    new.save(update_fields=["zone", "confirmed_at"])
    if consenting.JOIN in who["consents"] and not new.why:
        consents = {consenting.JOIN.value: who["consents"][consenting.JOIN]}
        try:
            _sign_up(new, {**who, "consents": consents}, visitor, came, form_key="")
        except TooMany:
            log.warning("sign-up of a survey not taken: too many from one network")
    log.info("response without a name taken id=%s aside=%s", new.pk, new.why or "no")
    return new


def _take(new: Response, answers: list[tuple[Question, Any]], robot: _Robot) -> Response:
    _keep(new, answers, robot, new.visitor)
    if not new.why:
        _ask(new, new.visitor)
    log.info("response taken id=%s aside=%s", new.pk, new.why or "no")
    return new


def _keep(new: Response, answers: list[tuple[Question, Any]], robot: _Robot, visitor: str) -> None:
    """Write it with its answers and its places, unless the form is closed or full."""
    questionnaire = new.questionnaire
    if not questionnaire.is_open:
        raise NotOpen
    has_quotas = _holds_quotas(questionnaire)
    if questionnaire.most and questionnaire.responses.seats().count() >= questionnaire.most:
        raise NotOpen
    texts = [str(value) for question, value in answers if value and question.kind in _TEXTS]
    domain = new.mailbox.rpartition("@")[2]
    new.why = spam.why(questionnaire, texts, visitor, robot.is_trapped, domain=domain, age=robot.age)
    new.aside_at = timezone.now() if new.why else None
    new.save()
    _write(new, answers)
    if has_quotas and not new.why:
        quotas.take(new)


def _holds_quotas(questionnaire: Questionnaire) -> bool:
    """Lock the form where it takes only so many, so that answers come in one at a time; whether by quotas."""
    has_quotas = questionnaire.quotas.exists()
    if questionnaire.most or has_quotas:
        Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    return has_quotas


def _write(response: Response, answers: Answers) -> None:
    Answer.objects.bulk_create(
        Answer(response=response, question=question, **columns)
        for question, value in answers
        for columns in kinds.rows(question, value)
    )


def _ask(response: Response, visitor: str) -> None:
    """Mail the link, as a sign-up does; or wait for one that this mailbox has already."""
    who = response.who
    address = addresses.read(who["email"])

    def join(sign_up: SignUp) -> None:
        response.sign_up, response.who = sign_up, {}  # the sign-up has it
        response.save(update_fields=["sign_up", "who"])

    try:
        sign_up = _sign_up(response, who, visitor, response.came, form_key=response.key, beside=join)
    except TooMany:
        response.why, response.aside_at = Response.Why.MANY, timezone.now()
        response.save(update_fields=["why", "aside_at"])
        return
    if sign_up is None:
        waiting = SignUp.objects.filter(key=address.key, confirmed_at=None).order_by("-pk").first()
        if waiting is None:
            raise TooManyAnswers("This mailbox has had enough mails within the hour.")
        join(waiting)


def _sign_up(
    response: Response, who: Mapping[str, Any], visitor: str, came: Mapping[str, str], form_key: str,
    beside: Callable[[SignUp], object] = lambda sign_up: None,
) -> SignUp | None:  # fmt: skip
    sign_up = SignUp.typed(
        address=addresses.read(who["email"]), language=response.language, source=response.source,
        visitor=visitor, came=came, form_key=form_key, known=response.known,
        zone=Zone.objects.filter(pk=who["zone"]).first() if who["zone"] else None,
        **{name: who[name] for name in _TYPED},
    )  # fmt: skip
    return signups_actions.request_sign_up(sign_up=sign_up, beside=lambda: beside(sign_up))


@transaction.atomic(savepoint=False)
def settle(*, sign_up: SignUp, person: Person) -> None:
    """Make theirs what they sent: their address is proven now. Twice is like once."""
    sent = "sign_up_id = %s AND confirmed_at IS NULL AND aside_at IS NULL"
    waiting = sql_rows.find(Response, sent, sign_up.pk, is_locked=True)
    for response in sorted(waiting, key=lambda row: row.pk):
        response.person, response.confirmed_at, response.mailbox = person, timezone.now(), ""
        response.save(update_fields=["person", "confirmed_at", "mailbox"])
        valid_responses.read_anew(person.pk)
        signups_actions.note_arrival(
            person=person, act=Arrival.Act.ANSWER, came=response.came, came_before=True
        )  # who brought them the sign-up tells
        _apply(response, person)
        person.log(
            "survey.answered", form=response.questionnaire_id, title=str(response.questionnaire),
            came=response.came,
        )  # fmt: skip
        send_answer_mail.enqueue(response.pk)
        log.info("response confirmed id=%s person=%s", response.pk, person.pk)


def _apply(response: Response, person: Person) -> None:
    """What the form adds to the record: fields, topics, tags. Consents came with the sign-up."""
    _choose_topics(response, person)
    for answer in response.answers.filter(question__field__isnull=False).select_related("question__field"):
        assert answer.question.field
        try:
            persons_actions.set_field(
                person=person, field=answer.question.field, value=answer.text, source=response.source
            )
        except Refused as why:  # the field has changed since
            log.warning("answer not kept in its field id=%s: %s", answer.pk, type(why).__name__)
    for tag in response.questionnaire.tags.all():
        persons_actions.tag(person=person, name=tag.name)


def _choose_topics(response: Response, person: Person) -> None:
    """What was ticked; what was offered and not ticked they get no more by default, unless they chose it."""
    for topic in Topic.objects.active().filter(pk__in=response.topics):
        choose_topic(person=person, topic=topic, is_in=True, source=response.source)
    if response.topics:
        chosen = TopicStand.objects.filter(person=person).values("topic")
        left = response.questionnaire.topics.active().filter(is_default=True).exclude(pk__in=response.topics)
        for topic in left.exclude(pk__in=chosen):
            choose_topic(person=person, topic=topic, is_in=False, source=response.source)


@transaction.atomic
def put_aside(*, response: Response) -> None:
    """Count it no more, but the one before, if any. What it changed on the record stays."""
    found = Response.objects.filter(pk=response.pk, aside_at=None)
    found.update(aside_at=timezone.now(), why=Response.Why.HAND)
    if response.person_id:
        valid_responses.read_anew(response.person_id)
    log.info("response put aside id=%s", response.pk)


@transaction.atomic
def take_back(*, response: Response) -> None:
    """Count it again, unless a newer one counts; one that nobody confirmed yet gets its mail now."""
    response = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
    if response.aside_at is None:
        return
    response.aside_at, response.why = None, ""
    response.save(update_fields=["aside_at", "why"])
    quotas.take(response, is_forced=True)
    if response.person_id:
        valid_responses.read_anew(response.person_id)
    if response.is_anonymous:
        Response.objects.filter(pk=response.pk).update(confirmed_at=response.sent_at)
    elif response.sign_up_id is None and response.person_id is None:
        try:
            _ask(response, "")
        except TooManyAnswers as many:
            raise NotNow(_("This mailbox has received enough e-mails this hour. Try again later.")) from many
    log.info("response taken back id=%s", response.pk)


class NotNow(Refused):
    """Its mail can't leave now."""


@transaction.atomic
def remove(*, response: Response) -> None:
    """Delete one that was put aside before anybody confirmed it, or came without a name: it was nobody's."""
    rows = Response.objects.filter(pk=response.pk).exclude(aside_at=None)
    if not response.is_anonymous:
        rows = rows.filter(confirmed_at=None)
    rows.delete()
    log.info("response removed id=%s", response.pk)


@transaction.atomic
def forget_answers(*, person: Person) -> None:
    """Their answers may be used no more: those to surveys go, whole."""
    n, _by_table = Response.objects.filter(person=person, questionnaire__is_survey=True).delete()
    log.info("answers of surveys forgotten person=%s rows=%s", person.pk, n)
