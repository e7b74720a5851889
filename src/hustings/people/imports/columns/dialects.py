"""Exports of other programs, recognised whole: where each of their columns goes.

``new.<kind>`` is a field of the campaign's own; an empty target leaves the column out.
"""

from dataclasses import dataclass, field

_NB_PLACES = ["primary", "home", "mailing", "work", "billing", "registered", "user_submitted"]
_NB_PARTS = {
    "address1": "lines",
    "address2": "lines2",
    "address3": "lines3",
    "city": "city",
    "state": "state",
    "zip": "postcode",
    "zip5": "",
    "zip4": "",
    "country": "",
    "country_code": "country",
    "county": "",
    "fips": "",
    "lat": "",
    "lng": "",
    "submitted_address": "",
    "unit_number": "",
    "street_number": "",
    "street_name": "",
    "street_type": "",
    "street_prefix": "",
    "street_suffix": "",
    "carrier_route": "",
    "delivery_point": "",
    "lot": "",
    "sort_sequence": "",
}


@dataclass(frozen=True)
class Dialect:
    key: str
    name: str
    marks: frozenset[str]
    n_marks: int
    columns: dict[str, str] = field(default_factory=dict)
    date_columns: frozenset[str] = frozenset()

    def is_spoken(self, names: set[str]) -> bool:
        return len(self.marks & names) >= self.n_marks


NATIONBUILDER = Dialect(
    "nationbuilder",
    "NationBuilder",
    frozenset(
        {
            "nationbuilder_id",
            "email_opt_in",
            "born_at",
            "tag_list",
            "support_level",
            "mobile_opt_in",
            "is_volunteer",
            "federal_donotcall",
            "primary_address1",
            "point_person_id",
            "recruiter_id",
            "membership_level_name",
        }
    ),
    3,
    {
        "nationbuilder_id": "external_id?",
        "signup_nationbuilder_id": "",
        "external_id": "external_id",
        "civicrm_id": "new.text",
        "van_id": "new.text",
        "dw_id": "new.text",
        "ngp_id": "new.text",
        "county_file_id": "new.text",
        "salesforce_id": "new.text",
        "recruiter_id": "new.text",
        "point_person_id": "new.text",
        "parent_id": "new.text",
        "email": "email",
        "email1": "email",
        "email2": "email",
        "email3": "email",
        "email4": "email",
        "email1_is_bad": "email_bad.1",
        "email2_is_bad": "email_bad.2",
        "email3_is_bad": "email_bad.3",
        "email4_is_bad": "email_bad.4",
        "email_is_bad": "email_bad.1",
        "email_status": "email_status.1",
        "email_opt_in": "consent.email",
        "mobile_opt_in": "consent.sms",
        "do_not_call": "refusal.phone",
        "federal_donotcall": "refusal.phone",
        "do_not_contact": "refusal.all",
        "unsubscribed_at": "",
        "prefix": "new.text",
        "first_name": "given_name",
        "middle_name": "new.text",
        "last_name": "family_name",
        "full_name": "",
        "suffix": "new.text",
        "legal_name": "new.text",
        "employer": "new.text",
        "occupation": "new.text",
        "sex": "new.text",
        "party": "new.text",
        "born_at": "born_on",
        "phone_number": "phone",
        "work_phone_number": "phone",
        "mobile_number": "phone",
        "fax_number": "",
        "phone": "phone",
        "mobile": "phone",
        "work_phone": "phone",
        "is_mobile_bad": "",
        "phone_normalized": "",
        "mobile_normalized": "",
        "phone_time": "",
        "website": "new.text",
        "language": "language",
        "created_at": "created_at",
        "updated_at": "changed_at",
        "support_level": "new.number",
        "inferred_support_level": "new.number",
        "priority_level": "new.number",
        "membership_level_name": "new.text",
        "membership_started_at": "new.date",
        "membership_expires_at": "new.date",
        "is_volunteer": "new.yes_no",
        "is_fundraiser": "new.yes_no",
        "is_donor": "new.yes_no",
        "is_supporter": "new.yes_no",
        "is_prospect": "new.yes_no",
        "is_deceased": "new.yes_no",
        "is_ignore_donation_limits": "new.yes_no",
        "note": "note",
        "background": "note",
        "household_size": "new.number",
        "demo": "new.text",
        "tag_list": "tags",
        "twitter_login": "new.text",
        "facebook_username": "new.text",
    },
    frozenset({"born_at", "created_at", "membership_started_at", "membership_expires_at"}),
)
ACTION_NETWORK = Dialect(
    "action_network",
    "Action Network",
    frozenset(
        {
            "can2_user_tags",
            "can2_user_address",
            "can2_user_city",
            "can2_state_abbreviated",
            "can2_phone",
            "can2_county",
            "can2_subscription_date",
            "can2_subscription_status",
        }
    ),
    1,
    {
        "uuid": "external_id",
        "first_name": "given_name",
        "last_name": "family_name",
        "email": "email",
        "zip_code": "address.1.postcode",
        "can2_user_address": "address.1.lines",
        "can2_user_city": "address.1.city",
        "can2_county": "",
        "can2_state_abbreviated": "address.1.state",
        "country": "address.1.country",
        "can2_phone": "phone",
        "can2_user_tags": "tags",
        "can2_subscription_date": "consent_on",
        "can2_subscription_status": "email_status.1",
        "can2_sms_status": "consent.sms",
        "can2_phone_status": "consent.sms",
        "can2_language": "language",
        "language": "language",
        "can2_congressional_district": "",
        "can2_latitude": "",
        "can2_longitude": "",
    },
)
OWN = Dialect(
    "own",
    "Hustings",
    frozenset({"hustings_id"}),
    1,
    {
        "hustings_id": "uid",
        "external_id": "external_id",
        "given_name": "given_name",
        "family_name": "family_name",
        "language": "language",
        "born_on": "born_on",
        "tags": "tags",
        "topics": "topics",
        "topics_out": "topics_out",
        "source": "source",
        "known_since": "created_at",
        "territory": "",
        "territory_code": "",
        **{f"email_{n}": f"email.{n}" for n in range(1, 6)},
        **{f"email_{n}_status": f"email_status.{n}" for n in range(1, 6)},
        **{f"phone_{n}": f"phone.{n}" for n in range(1, 5)},
        **{
            f"address_{n}_{part}": f"address.{n}.{part}"
            for n in range(1, 5)
            for part in ("lines", "postcode", "city", "country")
        },
        **{f"consent_{purpose}": f"consent.{purpose}" for purpose in ("email", "sms", "phone", "post")},
        **{f"consent_{purpose}_on": "" for purpose in ("email", "sms", "phone", "post")},
    },
)
DIALECTS = [OWN, ACTION_NETWORK, NATIONBUILDER]
BY_KEY = {dialect.key: dialect for dialect in DIALECTS}


def spoken(names: list[str]) -> Dialect | None:
    """Whose export has these columns (normal names)."""
    found = set(names)
    return next((dialect for dialect in DIALECTS if dialect.is_spoken(found)), None)


def target(dialect: Dialect, name: str, places: list[str]) -> str | None:
    """Target of a column of the dialect, or None. ``places`` collects the kinds of address met so far."""
    if name in dialect.columns:
        return dialect.columns[name]
    if dialect is not NATIONBUILDER:
        return None
    for place in _NB_PLACES:
        part = _NB_PARTS.get(name.removeprefix(f"{place}_")) if name.startswith(f"{place}_") else None
        if part is not None:
            return _placed(place, part, places)
    return None


def _placed(place: str, part: str, places: list[str]) -> str:
    if not part:
        return ""
    if place not in places:
        places.append(place)
    number = places.index(place) + 1
    return f"address.{number}.{part}" if number <= 4 else ""
