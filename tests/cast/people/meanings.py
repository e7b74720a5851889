"""What each criterion means, said in plain Python over what was read once, without a query of its own."""

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils import timezone

from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories.models import Containment, Zone
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.tracking.models import MailingLink
from hustings.people.imports.models import Import
from hustings.people.persons.models import Person
from hustings.people.segments.criteria.builtin.days import years_before
from hustings.people.segments.models import Segment
from tests.cast.people import consultation_population, field_meanings, network_population
from tests.cast.people.population import today
from tests.walks import gathered

INSIDE: set[tuple[int, int]] = set()
SEGMENTS: dict[int, Any] = {}
NOT = {  # these hold for everybody for whom the others don't
    **field_meanings.NOT, **network_population.NOT, **consultation_population.NOT,
    "family_name is_not": "family_name is", "given_name is_not": "given_name is",
    "language is_not": "language is", "zone outside": "zone inside", "email has_none": "email has",
    "email_status is_not": "email_status is", "phone has_none": "phone has",
    "address has_none": "address has", "phone_status is_not": "phone_status is",
    "address_status is_not": "address_status is",
    "consent not_yes": "consent yes", "spared not_marked": "spared marked",
    "spared not_paused": "spared paused", "tag is_not": "tag is", "tag none_of": "tag any_of",
    "source is_not": "source is", "own_number has_none": "own_number has", "note has_none": "note has",
    "postcode not_begins": "postcode begins", "distance far": "distance near", "area outside": "area inside",
    "contact had_not": "contact had", "follow_up none_open": "follow_up open", "owner is_not": "owner is",
    "owner has_none": "owner has", "household has_none": "household has",
    "organisation is_not": "organisation is", "organisation has_none": "organisation has",
    "recruiter was_not": "recruiter was", "arrival unknown": "arrival known",
    "happened did_not": "happened did",
    "import not_touched": "import touched", "segment not_in": "segment in", "mailing not_got": "mailing got",
    "text not_got": "text got",
    "mailings not_got": "mailings got", "mailing not_got_lately": "mailing got_lately",
    "mailing not_clicked_link": "mailing clicked_link",
    "mailing not_clicked": "mailing clicked", "mailing not_opened": "mailing seen",
    "mailings not_clicked": "mailings clicked", "mailings not_opened": "mailings seen",
    "sign_of_life none_since": "sign_of_life since", "form not_answered": "form answered",
    "form not_said": "form said",
    "petition not_signed": "petition signed",
    "appeal not_wrote": "appeal wrote", "appeal not_called": "appeal called",
}  # fmt: skip


def people() -> list[Person]:
    """Everybody, with all that hangs on them read once."""
    INSIDE.clear()
    INSIDE.update(Containment.objects.values_list("outer", "inner"))
    consultation_population.read()
    SEGMENTS.clear()
    SEGMENTS.update(Segment.objects.values_list("pk", "criteria"))
    parts = [
        "consents__entry", "emails", "phones", "addresses", "tags", "field_values__field", "notes",
        "contacts", "follow_ups", "affiliations__organisation", "activities",
        "deliveries", "reactions", "follows", "recruits", "zone", "topic_stands", "responses__answers",
        "signatures", "voices", "arrivals", "recruiter__recruit_links", "donations", "donation_plans",
        "receipts", "text_messages",
        *field_meanings.PARTS, *network_population.PARTS,
    ]  # fmt: skip
    return list(Person.objects.prefetch_related(*parts))


def expected(person: Person, part: dict[str, Any]) -> bool:
    """Whether the criteria hold for somebody."""
    if "criteria" in part:
        answers = [expected(person, inner) for inner in part["criteria"]]
        return {"all": all(answers), "any": any(answers), "none": not any(answers)}[part["match"]]
    name, value = f"{part['criterion']} {part['operator']}", part.get("value")
    if name.startswith("field:"):
        return _field(person, part["criterion"][6:], part["operator"], value)
    if name in NOT:
        return not MEANINGS[NOT[name]](person, value)
    return bool(MEANINGS[name](person, value))


def _begins(text: str, start: str) -> bool:
    return fold(text).startswith(fold(start))


def _ago(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)


def _day(moment: dt.datetime) -> str:
    return timezone.localdate(moment).isoformat()


def returns(day: dt.date | None, days: int) -> bool:
    """Whether one of today and the next days is an anniversary; of 29 February, 1 March in other years."""
    if day is None or day > today() + dt.timedelta(days):
        return False
    for after in range(days + 1):
        now = today() + dt.timedelta(after)
        try:
            same = day.replace(year=now.year)
        except ValueError:
            same = dt.date(now.year, 3, 1)
        if same == now:
            return True
    return False


def _enough(rows: Iterable[Any], value: dict[str, Any], moment: Callable[[Any], Any]) -> bool:
    recent = [row for row in rows if "days" not in value or moment(row) >= _ago(value["days"])]
    return len(recent) >= value.get("times", 1)


def _yes(person: Person, purpose: str) -> Any:
    stands = [one for one in person.consents.all() if one.purpose == purpose and one.is_given]
    return stands[0].entry if stands else None


def _stand(person: Person, purpose: str) -> bool | None:
    return {one.purpose: one.is_given for one in person.consents.all()}.get(purpose)


def kilometres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """The haversine."""
    a, b = math.radians(here[0]), math.radians(there[0])
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(there[1] - here[1]) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


def inside(here: tuple[float, float], corners: list[list[float]]) -> bool:
    """By the angles under which the edges are seen: a full turn from within, none from outside."""
    turn = 0.0
    for (y1, x1), (y2, x2) in zip(corners, corners[1:] + corners[:1], strict=True):
        one, two = math.atan2(y1 - here[0], x1 - here[1]), math.atan2(y2 - here[0], x2 - here[1])
        turn += (two - one + math.pi) % (2 * math.pi) - math.pi
    return abs(turn) > math.pi


def _there(person: Person, is_in: Callable[[tuple[float, float]], bool]) -> bool:
    houses = [(one.latitude, one.longitude) for one in person.addresses.all() if one.latitude is not None]
    if not houses and person.zone and person.zone.latitude is not None:
        houses = [(person.zone.latitude, person.zone.longitude)]
    return any(map(is_in, houses))


def _near(person: Person, value: dict[str, Any]) -> bool:
    zone = Zone.objects.get(pk=value["zone"])
    center = (zone.latitude, zone.longitude)
    return _there(person, lambda here: kilometres(here, center) <= float(value["km"]))


def _sent(person: Person, pk: str, state: str) -> bool:
    return any(one.mailing_id == int(pk) and one.state == state for one in person.deliveries.all())


def _came(person: Person, pk: int, kinds: set[str]) -> bool:
    """Of the second import the journal tells, of the first the number."""
    of = Import.objects.get(pk=pk)
    return any(
        one.kind in kinds
        and (one.operation_id == of.operation_id if of.operation_id else one.data.get("import") == pk)
        for one in person.activities.all()
    )


def _talked(person: Person, value: dict[str, Any]) -> bool:
    rows = [
        one for one in person.contacts.all()
        if value.get("method") in {None, one.method} and value.get("outcome") in {None, one.outcome}
    ]  # fmt: skip
    return _enough(rows, value, lambda one: one.contacted_at)


def _spoke(person: Person, appeal: int, way: str) -> bool:
    found = [one for one in person.voices.all() if (one.appeal_id, one.way) == (appeal, way)]
    return any(one.confirmed_at and not one.withdrawn_at for one in found)


def _topic(person: Person, topic: int) -> bool | None:
    return {one.topic_id: one.is_in for one in person.topic_stands.all()}.get(topic)


def _lived(person: Person, day: str) -> bool:
    own = {"sign_up.confirmed", "consent.yes", "consent.no", "own_page.opened", "topic.in", "topic.out"}
    return (
        any(
            one.kind in own and one.user_id is None and _day(one.happened_at) >= day
            for one in person.activities.all()
        )
        or any(one.outcome == "reached" and _day(one.contacted_at) >= day for one in person.contacts.all())
        or any(one.kind == "click" and _day(one.last_at) >= day for one in person.reactions.all())
    )


def _open(person: Person) -> list[Any]:
    return [one for one in person.follow_ups.all() if one.done_at is None]


def _reacted(did: str, person: Person, value: dict[str, Any]) -> bool:
    rows = [
        one for one in person.reactions.all()
        if (did == "seen" or one.kind == {"clicked": "click", "opened": "open"}[did])
        and not (did == "opened" and one.is_weak)
        and one.mailing_id == int(value.get("mailing", one.mailing_id))
    ]  # fmt: skip
    return _enough(rows, value, lambda one: one.last_at)


def _followed(kind: str, person: Person, value: dict[str, Any]) -> bool:
    rows = [one for one in person.follows.all() if one.kind == kind and one.confirmed_at]
    own = [one for one in rows if one.mailing_id == int(value["mailing"])]
    return _enough(own, value, lambda one: one.confirmed_at)


def _clicked_link(person: Person, key: int) -> bool:
    link = MailingLink.objects.get(pk=key)
    return any(
        one.kind == "click" and one.mailing_id == link.mailing_id and one.links >> (link.number - 1) & 1
        for one in person.reactions.all()
    )


def _letters(person: Person, value: dict[str, Any]) -> bool:
    rows: list[Delivery] = [one for one in person.deliveries.all() if one.state == "sent"]
    return _enough(rows, value, lambda one: one.sent_at)


_SPARED = {"calls": "no_calls_since", "visits": "no_visits_since", "mail": "no_mail_since"}


def _responses(person: Person) -> list[Any]:
    """Those that count."""
    there = person.responses.all()
    return [one for one in there if one.confirmed_at and not one.aside_at and not one.replaced_at]


MEANINGS: dict[str, Callable[[Any, Any], Any]] = {
    **gathered("MEANINGS"),
    **field_meanings.MEANINGS, **network_population.MEANINGS,
    "consultation took_part": consultation_population.took_part,
    **{f"{name} {how}": meaning for name in ["family_name", "given_name"] for how, meaning in {
        "begins": lambda p, v, name=name: _begins(getattr(p, name), v),
        "is": lambda p, v, name=name: fold(getattr(p, name)) == fold(v),
        "contains": lambda p, v, name=name: fold(v) in fold(getattr(p, name)),
        "unknown": lambda p, v, name=name: not getattr(p, name),
    }.items()},
    "language is": lambda p, v: p.language == v,
    "age at_least": lambda p, v: p.born_on is not None and p.born_on <= years_before(today(), v),
    "age at_most": lambda p, v: p.born_on is not None and p.born_on > years_before(today(), v + 1),
    "born_on before": lambda p, v: p.born_on is not None and p.born_on.isoformat() < v,
    "born_on after": lambda p, v: p.born_on is not None and p.born_on.isoformat() > v,
    "born_on birthday": lambda p, v: returns(p.born_on, v),
    "born_on unknown": lambda p, v: p.born_on is None,
    "zone inside": lambda p, v: (v, p.zone_id) in INSIDE,
    "zone inside_any": lambda p, v: any((one, p.zone_id) in INSIDE for one in v),
    "zone unknown": lambda p, v: p.zone_id is None,
    "distance near": _near,
    "distance near_spot": lambda p, v: _there(
        p, lambda here: kilometres(here, tuple(v["spot"][0])) <= float(v["km"])),
    "area inside": lambda p, v: _there(p, lambda here: inside(here, v)),
    "postcode begins": lambda p, v: any(one.postcode.startswith(v) for one in p.addresses.all()),
    "email has": lambda p, v: bool(p.emails.all()),
    "email_status is": lambda p, v: v in {one.status for one in p.emails.all()},
    "phone has": lambda p, v: bool(p.phones.all()),
    "phone_status is": lambda p, v: v in {one.status for one in p.phones.all()},
    "address has": lambda p, v: bool(p.addresses.all()),
    "address_status is": lambda p, v: v in {one.status for one in p.addresses.all()},
    "consent yes": lambda p, v: _stand(p, v) is True,
    "consent no": lambda p, v: _stand(p, v) is False,
    "consent never_asked": lambda p, v: _stand(p, v) is None,
    "petition signed": lambda p, v: any(
        one.petition_id == v and one.confirmed_at and not one.withdrawn_at for one in p.signatures.all()
    ),
    "appeal wrote": lambda p, v: _spoke(p, v, "letter"),
    "appeal called": lambda p, v: _spoke(p, v, "call"),
    "topic in": lambda p, v: _topic(p, v) is True,
    "topic out": lambda p, v: _topic(p, v) is False,
    "topic never_said": lambda p, v: _topic(p, v) is None,
    "consent yes_last": lambda p, v: (e := _yes(p, v["purpose"])) and e.given_at >= _ago(v["days"]),
    "consent yes_longer": lambda p, v: (e := _yes(p, v["purpose"])) and e.given_at < _ago(v["days"]),
    "consent yes_before": lambda p, v: (e := _yes(p, v["purpose"])) and _day(e.given_at) < v["day"],
    "consent yes_after": lambda p, v: (e := _yes(p, v["purpose"])) and _day(e.given_at) > v["day"],
    "consent yes_where": lambda p, v: (e := _yes(p, v["purpose"])) and e.source.startswith(v["source"]),
    "spared marked": lambda p, v: getattr(p, _SPARED[v]) is not None,
    "spared paused": lambda p, v: p.paused_until is not None and p.paused_until > timezone.now(),
    "tag is": lambda p, v: v in {tag.pk for tag in p.tags.all()},
    "tag any_of": lambda p, v: bool({tag.pk for tag in p.tags.all()} & set(v)),
    "tag none": lambda p, v: not p.tags.all(),
    "known_since last": lambda p, v: p.created_at >= _ago(v),
    "known_since longer": lambda p, v: p.created_at < _ago(v),
    "known_since before": lambda p, v: _day(p.created_at) < v,
    "known_since after": lambda p, v: _day(p.created_at) > v,
    "changed last": lambda p, v: p.updated_at >= _ago(v),
    "changed longer": lambda p, v: p.updated_at < _ago(v),
    "source is": lambda p, v: p.source == v,
    "source begins": lambda p, v: p.source.startswith(v),
    "source unknown": lambda p, v: not p.source,
    "own_number is": lambda p, v: p.external_id == v,
    "own_number has": lambda p, v: p.external_id is not None,
    "note has": lambda p, v: bool(p.notes.all()),
    "contact had": _talked,
    "sign_of_life since": lambda p, v: _lived(p, v),
    "follow_up open": lambda p, v: bool(_open(p)),
    "follow_up overdue": lambda p, v: any(one.due_on < today() for one in _open(p)),
    "owner is": lambda p, v: p.owner_id == v,
    "owner has": lambda p, v: p.owner_id is not None,
    "household has": lambda p, v: p.household_id is not None,
    "organisation is": lambda p, v: any(one.organisation_id == v for one in p.affiliations.all()),
    "organisation begins": lambda p, v: any(
        _begins(one.organisation.name, v) for one in p.affiliations.all()),
    "organisation has": lambda p, v: bool(p.affiliations.all()),
    "arrival shared": lambda p, v: any(one.kind == "via" for one in p.arrivals.all()),
    "arrival embedded": lambda p, v: any(one.kind == "embed" for one in p.arrivals.all()),
    "arrival known": lambda p, v: bool(p.arrivals.all()),
    **{f"arrival {kind}": lambda p, v, kind=kind: any(
        one.kind == kind and one.word == fold(v) for one in p.arrivals.all())
       for kind in ("campaign", "source", "medium", "content", "site", "embed")},
    "recruiter by_link": lambda p, v: p.recruiter and any(
        one.token == v for one in p.recruiter.recruit_links.all()),
    "recruiter was": lambda p, v: p.recruiter_id is not None,
    "recruiter brought": lambda p, v: len(p.recruits.all()) >= v,
    "recruiter brought_nobody": lambda p, v: not p.recruits.all(),
    "happened did": lambda p, v: _enough(
        [one for one in p.activities.all() if one.kind == v["kind"]], v, lambda one: one.happened_at),
    "import came": lambda p, v: _came(p, v, {"import.created"}),
    "import touched": lambda p, v: _came(p, v, {"import.created", "import.changed"}),
    "segment in": lambda p, v: expected(p, SEGMENTS[v]),
    "text got": lambda p, v: any(
        one.text_id == v and one.state in {"sent", "delivered"} for one in p.text_messages.all()),
    "text failed": lambda p, v: any(
        one.text_id == v and one.state == "failed" for one in p.text_messages.all()),
    "mailing got": lambda p, v: _sent(p, v, "sent"),
    "mailing clicked_link": _clicked_link,
    "mailing failed": lambda p, v: _sent(p, v, "failed"),
    "mailing bounced": lambda p, v: _sent(p, v, "bounced"),
    "mailing left": lambda p, v: any(
        one.mailing_id == int(v) and one.unsubscribed_at for one in p.deliveries.all()),
    "mailing got_lately": lambda p, v: any(
        one.state == "sent" and one.mailing_id == int(v["mailing"])
        and ("days" not in v or one.sent_at >= _ago(v["days"])) for one in p.deliveries.all()),
    **{f"{which} {did}": partial(_reacted, did) for which in ("mailing", "mailings")
       for did in ("clicked", "opened", "seen")},
    "mailing signed_up": partial(_followed, "sign_up"), "mailing replied": partial(_followed, "reply"),
    "mailings got": _letters,
    "form answered": lambda p, v: any(one.questionnaire_id == v for one in _responses(p)),
    "form said": lambda p, v: any(
        answer.option_id == v for one in _responses(p) for answer in one.answers.all()),
    "mailings left": lambda p, v: _enough(
        [one for one in p.deliveries.all() if one.unsubscribed_at], v, lambda one: one.unsubscribed_at),
}  # fmt: skip


def _field(person: Person, slug: str, operator: str, value: Any) -> bool:
    held = [held for held in person.field_values.all() if held.field.slug == slug]
    if operator in {"known", "unknown"}:
        return bool(held) == (operator == "known")
    if operator in {"is_not", "contains_not", "none_of"}:
        positive = {"is_not": "is", "contains_not": "contains", "none_of": "any_of"}[operator]
        return not any(_holds(one, positive, value) for one in held)
    return any(_holds(one, operator, value) for one in held)


def _holds(held: Any, operator: str, value: Any) -> bool:
    kind = held.field.kind
    if kind == "long_text":
        return bool(re.search(re.escape(value), held.text, re.IGNORECASE))
    if kind in {"choice", "choices"}:
        return held.option_id in (value if operator == "any_of" else [value])
    kept = held.value
    if kind == "text":
        return fold(kept) == fold(value) if operator == "is" else _begins(kept, value)
    if kind == "number":
        asked = Decimal(value)
        return {"is": kept == asked, "at_least": kept >= asked, "at_most": kept <= asked}[operator]
    if kind == "yes_no":
        return bool(kept) == (operator == "yes")
    day = kept.isoformat()
    if operator in {"is", "before", "after"}:
        return {"is": day == value, "before": day < value, "after": day > value}[operator]
    passed = (today() - kept).days
    return {
        "last": 0 <= passed <= value, "longer": passed > value, "next": 0 <= -passed <= value,
        "anniversary": returns(kept, value),
    }[operator]  # fmt: skip
