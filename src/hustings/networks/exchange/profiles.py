"""Profiles of posts, as they are compared: what is read of them, in few queries for all."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.conf.locale import LANG_INFO
from django.utils import timezone
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from hustings.field.volunteers.models import Skill
from hustings.foundation.lib.text.text_folding import fold
from hustings.networks.exchange.matching import profiles, scores, week_hours
from hustings.networks.exchange.matching.profiles import Profile
from hustings.networks.exchange.models import Member, Post

OF_PARTNERS = -1  # organisation of their asks: none of ours


def hours_of(member: Member, now: dt.datetime) -> int:
    """Hours of the week, in UTC, by the clock of their place as it goes now."""
    offset = member.zone_info.utcoffset(now.replace(tzinfo=None)) or dt.timedelta()
    return week_hours.of_times(member.times, int(offset.total_seconds() // 60))


def of_posts(rows: Iterable[Post]) -> list[Profile]:
    """Profiles of these, whose members and skills are read with them."""
    now = timezone.now()
    return [_of(post, now) for post in rows]


def _of(post: Post, now: dt.datetime) -> Profile:
    skills = frozenset(skill.pk for skill in post.skills.all())
    words = profiles.words(f"{post.title} {post.text}")
    if member := post.member:
        city = post.city or ("" if post.is_ask else member.city)
        return Profile(
            post.kind, member.organisation_id or 0, skills, words, frozenset(member.languages),
            hours_of(member, now), fold(city),
        )  # fmt: skip
    languages, hours = frozenset(post.remote.get("languages", ())), int(post.remote.get("hours", "0"), 16)
    return Profile(post.kind, OF_PARTNERS, skills, words, languages, hours, fold(post.city))


def why(ask: Post, offer: Post) -> tuple[int, list[list[Any]]] | None:
    """Points and reasons of a pair, as a match keeps them; None where they are barred."""
    found = scores.reasons(*of_posts([ask, offer]))
    if found is None:
        return None
    kept = [[each.code, each.points, list(each.values)] for each in found]
    for each in kept:
        if each[0] == "city":
            each[2] = [ask.city]  # as they wrote it
    return sum(each.points for each in found), kept


def in_words(kept: list[list[Any]]) -> list[str]:
    """Reasons in the language of the moment, the weightiest first."""
    ordered = sorted(kept, key=lambda each: -each[1])
    return [said for code, _points, values in ordered if (said := _SAID[code](values))]


def _skills(values: list[Any]) -> str:
    known = Skill.objects.filter(pk__in=[each for each in values if isinstance(each, int)])
    names = [*(skill.name for skill in known), *(each for each in values if isinstance(each, str))]
    return _("offers: %(skills)s") % {"skills": ", ".join(names)} if names else ""


def carried(kept: list[list[Any]]) -> list[list[Any]]:
    """Reasons as another installation can read them: names of skills, and how many words."""
    found = []
    for code, points, values in kept:
        if code == "skills":
            values = [skill.name for skill in Skill.objects.filter(pk__in=values)]
        found.append([code, points, [len(values)] if code == "words" else values])
    return found


def _words(values: list[Any]) -> str:
    n = values[0] if values and isinstance(values[0], int) else len(values)
    return ngettext("%(n)s word in common", "%(n)s words in common", n) % {"n": n}


def _languages(values: list[Any]) -> str:
    known = [code for code in values if code in LANG_INFO]
    names = [str(get_language_info(code)["name_translated"]) for code in known]
    return _("both speak: %(languages)s") % {"languages": ", ".join(names)}


def _hours(values: list[Any]) -> str:
    n = values[0]
    return ngettext("both free %(n)s hour a week", "both free %(n)s hours a week", n) % {"n": n}


def _city(values: list[Any]) -> str:
    return _("both in %(city)s") % {"city": values[0]}


_SAID: dict[str, Callable[[list[Any]], str]] = {
    "skills": _skills, "words": _words, "languages": _languages, "hours": _hours, "city": _city,
}  # fmt: skip
