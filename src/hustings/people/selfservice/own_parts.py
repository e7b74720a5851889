"""Parts of this app itself for the download."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.people.persons import origins
from hustings.people.persons.models import Person
from hustings.people.selfservice import access_history, referrals, timeline
from hustings.people.selfservice.parts import Part, Row
from hustings.people.signups.models import Device


def _person(person: Person) -> Iterator[Row]:
    yield (
        str(person.uid), person.given_name, person.family_name, person.get_language_display(),
        person.born_on, str(person.zone or ""), person.external_id or "", origins.named(person.source),
        person.created_at, person.updated_at, person.no_calls_since, person.no_visits_since,
        person.no_mail_since, person.paused_until, str(person.household or ""),
    )  # fmt: skip


_STATUS = {"status": _("details")}


PARTS: tuple[Part, ...] = (
    Part(
        "person",
        _("You"),
        {
            "number": _("number"),
            "given_name": _("given name"),
            "family_name": _("family name"),
            "language": _("language"),
            "born_on": _("birth date"),
            "territory": _("territory"),
            "own_number": _("external ID"),
            "source": _("source"),
            "known_since": _("date added"),
            "changed": _("last change"),
            "no_calls_since": _("no calls since"),
            "no_visits_since": _("no visits since"),
            "no_mail_since": _("no e-mail since"),
            "paused_until": _("e-mails paused until"),
            "household": _("household"),
        },
        _person,
    ),
    Part(
        "emails",
        _("E-mail addresses"),
        {"address": _("e-mail"), **_STATUS},
        lambda person: [(row.address, row.get_status_display()) for row in person.emails.all()],
    ),
    Part(
        "phones",
        _("Phones"),
        {"number": _("phone"), **_STATUS},
        lambda person: [(row.number, row.get_status_display()) for row in person.phones.all()],
    ),
    Part(
        "addresses",
        _("Postal addresses"),
        {
            "lines": _("address"),
            "postcode": _("postcode"),
            "city": _("city"),
            "country": _("country"),
            **_STATUS,
            "latitude": _("latitude"),
            "longitude": _("longitude"),
        },
        lambda person: [
            (
                row.lines,
                row.postcode,
                row.city,
                row.country,
                row.get_status_display(),
                row.latitude,
                row.longitude,
            )
            for row in person.addresses.all()
        ],
    ),
    Part(
        "fields",
        _("Other data"),
        {"field": _("field"), "value": _("value")},
        lambda person: [
            (row.field.label, row.shown)
            for row in person.field_values.select_related("field").order_by("field__label", "pk")
        ],
    ),
    Part(
        "tags",
        _("Tags"),
        {"tag": _("tag"), "added_at": _("when")},
        lambda person: [
            (row.tag.name, row.added_at) for row in person.taggings.select_related("tag").order_by("tag__key")
        ],
    ),
    Part(
        "organisations",
        _("Organisations"),
        {"organisation": _("organisation"), "role": _("role")},
        lambda person: [
            (row.organisation.name, row.role) for row in person.affiliations.select_related("organisation")
        ],
    ),
    Part(
        "consents",
        _("Your consent answers"),
        {
            "purpose": _("purpose"),
            "answer": _("yes"),
            "wording": _("wording"),
            "source": _("page or file"),
            "given_at": _("when"),
            "written_down_at": _("recorded"),
        },
        lambda person: [
            (
                row.get_purpose_display(),
                row.is_given,
                row.wording.text if row.wording else "",
                origins.named(row.source),
                row.given_at,
                row.recorded_at,
            )
            for row in person.consent_entries.select_related("wording")
        ],
    ),
    Part(
        "topics",
        _("Your e-mail topics"),
        {
            "topic": _("topic"),
            "answer": _("subscribed"),
            "source": _("page or file"),
            "given_at": _("when"),
            "written_down_at": _("recorded"),
        },
        lambda person: [
            (row.topic.name, row.is_in, origins.named(row.source), row.given_at, row.recorded_at)
            for row in person.topic_answers.select_related("topic")
        ],
    ),
    Part(
        "sign_ups",
        _("Forms you sent"),
        {
            "address": _("e-mail"),
            "source": _("page or file"),
            "requested_at": _("when"),
            "confirmed_at": _("confirmed"),
        },
        lambda person: [
            (row.address, origins.named(row.source), row.asked_at, row.confirmed_at)
            for row in person.signups.order_by("-asked_at")
        ],
    ),
    Part(
        "devices",
        _("Devices that remember you"),
        {"address": _("e-mail"), "made_at": _("when")},
        lambda person: [
            (row.email.address, row.made_at)
            for row in Device.objects.filter(email__person=person).select_related("email")
        ],
    ),
    Part(
        "recruiting",
        _("Your referral links"),
        {"address": _("address"), "made_at": _("when"), "stopped_at": _("ended")},
        lambda person: [
            (referrals.address(row), row.made_at, row.stopped_at) for row in person.recruit_links.all()
        ],
    ),
    Part(
        "arrivals",
        _("How you came"),
        {"to_what": _("for"), "kind": _("type"), "word": _("value"), "when": _("when")},
        lambda person: [
            (row.get_act_display(), row.get_kind_display(), "" if row.kind in row.CODES else row.word, row.at)
            for row in person.arrivals.order_by("-at", "kind")
        ],
    ),
    Part(
        "contacts",
        _("Contacts with you"),
        {"how": _("channel"), "outcome": _("outcome"), "note": _("note"), "when": _("when")},
        lambda person: [
            (row.get_method_display(), row.get_outcome_display(), row.note, row.contacted_at)
            for row in person.contacts.all()
        ],
    ),
    Part(
        "notes",
        _("Notes"),
        {"note": _("note"), "written_at": _("when")},
        lambda person: [(row.body, row.written_at) for row in person.notes.all()],
    ),
    Part(
        "follow_ups",
        _("Planned follow-ups"),
        {"what": pgettext_lazy("follow-up", "task"), "due_on": _("due date"), "done_at": _("done")},
        lambda person: [(row.what, row.due_on, row.done_at) for row in person.follow_ups.all()],
    ),
    Part(
        "looks",
        _("Who viewed your record"),
        {"when": _("when"), "who": _("who"), "how": _("channel"), "times": _("times that day")},
        lambda person: [(line.at, line.who, line.how, line.n) for line in access_history.of(person, 2_000)],
    ),
    Part(
        "timeline",
        _("Activity"),
        {"when": _("when"), "what": _("what"), "who": _("who")},
        lambda person: [
            (entry.happened_at, entry.sentence, entry.who) for entry in timeline.everything(person)
        ],
    ),
)
