"""Mails of the exchange, to one member each. No address stands in them before both said yes."""

from collections.abc import Callable

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.text import phrases
from hustings.networks.exchange import contact_data, evenings, links, profiles
from hustings.networks.exchange.models import Match, Member, Notice
from hustings.outreach.mailings.audience import address_of

About = Notice.About


def send(notice: Notice) -> None:
    """Mail it, where it still matters and they can be written to."""
    member = notice.member
    address = address_of(member.person)
    if not address or member.person.no_mail_since or (member.left_at and notice.about != About.CANCELLED):
        return
    with translation.override(member.person.language), timezone.override(member.zone_info):
        words = _words(notice)
        if words:
            mails.message(address, words).send()


def _words(notice: Notice) -> Words | None:
    if notice.match_id is None:
        return _OTHERS[notice.about](notice)
    match = Match.objects.whole().get(pk=notice.match_id)
    return _OF_MATCH[notice.about](match, notice.member)


def _asked(match: Match, member: Member) -> Words | None:
    """Can you help? Nothing once they answered, or the time is over."""
    if match.answered_at or match.ended_at:
        return None
    lines = [
        _("%(who)s asks:") % {"who": match.asker_alias},
        phrases.quoted(match.ask.title),
        *([match.ask.text] if match.ask.text else []),
        _("Why you: %(why)s") % {"why": phrases.row(profiles.in_words(match.why))},
        _("Answer by %(day)s. After that we ask someone else.")
        % {"day": date_format(timezone.localtime(match.due_at), "DATETIME_FORMAT")},
    ]
    note = _("They don’t see your address before you both say yes.")
    return Words(
        _title(_("Can you help? %(title)s"), match),
        lines,
        _("Answer yes or no"),
        links.answer(match, member),
        [note],
    )


def _reminded(match: Match, member: Member) -> Words | None:
    words = _asked(match, member)
    if words is None:
        return None
    return Words(
        _title(_("Reminder: can you help? %(title)s"), match),
        words.lines,
        words.button,
        words.link,
        words.notes,
    )


def _answered(match: Match, member: Member) -> Words | None:
    """Somebody can help: a yes shares both addresses."""
    if match.agreed_at or match.ended_at:
        return None
    lines = [
        _("%(who)s can help you with “%(title)s”.") % {"who": match.helper_alias, "title": match.ask.title}
    ]
    if match.said:
        lines.append(phrases.quoted(match.said, 1_000))
    if match.why:
        lines.append(_("Why this match: %(why)s") % {"why": phrases.row(profiles.in_words(match.why))})
    note = _("If you say yes, you both get each other’s e-mail address.")
    return Words(
        _title(_("Someone can help: %(title)s"), match),
        lines,
        _("Answer yes or no"),
        links.answer(match, member),
        [note],
    )


def _agreed(match: Match, member: Member) -> Words | None:
    other = contact_data.of_other(match, member)
    if other is None:
        return None
    lines = [
        _("You both said yes. Write to each other and arrange to meet:"),
        f"{other.name}\n{other.address}",
    ]
    return Words(
        _title(_("You both said yes: %(title)s"), match), lines, _("Open"), links.answer(match, member)
    )


def _ended(match: Match, member: Member) -> Words:
    """An end that the other one chose."""
    if match.is_asked_by(member):
        lines = [_("%(who)s can’t help after all. We keep looking.") % {"who": match.helper_alias}]
    else:
        lines = [_("“%(title)s” no longer needs your help. Thank you!") % {"title": match.ask.title}]
    return Words(_title(_("No longer needed: %(title)s"), match), lines)


def _met(match: Match, member: Member) -> Words | None:
    if match.ended_at:
        return None
    other = match.helper_alias if match.is_asked_by(member) else match.asker_alias
    lines = [
        _("Did you meet %(who)s? Once you both confirm it, you can endorse each other.") % {"who": other}
    ]
    return Words(_title(_("Did you meet? %(title)s"), match), lines, _("Reply"), links.answer(match, member))


def _title(words: str, match: Match) -> str:
    return words % {"title": match.ask.title}


_OF_MATCH: dict[str, Callable[[Match, Member], Words | None]] = {
    About.ASKED: _asked, About.REMINDED: _reminded, About.ANSWERED: _answered, About.AGREED: _agreed,
    About.ENDED: _ended, About.MET: _met,
}  # fmt: skip


def _invited(notice: Notice) -> Words | None:
    member = notice.member
    if member.joined_at:
        return None
    name = Campaign.current().name
    lines = [
        _("%(name)s invites you to its exchange: ask other organisations for help, and offer yours.")
        % {"name": name},
        _("Nobody sees your address before you both say yes."),
    ]
    return Words(
        _("Join the exchange of %(name)s") % {"name": name}, lines, _("Join"), links.invitation(member)
    )


def _expiring(notice: Notice) -> Words | None:
    post = notice.post
    if post is None or post.closed_at:
        return None
    day = date_format(timezone.localtime(post.expires_at), "DATE_FORMAT")
    lines = [_("“%(title)s” ends on %(day)s. Is it still current?") % {"title": post.title, "day": day}]
    return Words(
        _("Still current? %(title)s") % {"title": post.title}, lines, _("Renew"), links.renewal(post)
    )


def _paused(notice: Notice) -> Words | None:
    until = notice.member.paused_until
    if until is None:
        return None
    day = date_format(timezone.localtime(until), "DATE_FORMAT")
    lines = [_("You didn’t answer several requests, so we won’t ask you again until %(day)s.") % {"day": day}]
    return Words(_("A break from requests"), lines, _("Answer requests again"), mails.link("exchange:me"))


def _booked(notice: Notice) -> Words | None:
    hour = notice.hour
    if hour is None or hour.booker is None or hour.cancelled_at:
        return None
    other = hour.booker if hour.member_id == notice.member_id else hour.member
    lines = [
        _("%(when)s with %(who)s") % {"when": _when(hour.starts_at), "who": other.alias},
        *filter(None, [hour.topic, hour.place]),
    ]
    return Words(
        _("Office hour booked: %(when)s") % {"when": _when(hour.starts_at)},
        lines,
        _("Open"),
        mails.link("exchange:hours"),
    )


def _cancelled(notice: Notice) -> Words | None:
    if (hour := notice.hour) is None:
        return None
    subject = _("Office hour cancelled: %(when)s") % {"when": _when(hour.starts_at)}
    return Words(
        subject,
        [_("This office hour won’t take place.")],
        _("Other office hours"),
        mails.link("exchange:hours"),
    )


def _dates(notice: Notice) -> Words | None:
    """The dates of one evening, by the clock of its place."""
    dating = notice.dating
    if dating is None or dating.published_at is None:
        return None
    rows = evenings.of_member(dating, notice.member)
    lines = [", ".join(filter(None, [_when(dating.starts_at), dating.place]))]
    lines += [
        _("%(time)s: table %(table)s, %(who)s") % {"time": row.time, "table": row.table, "who": row.who}
        for row in rows
    ]
    n = len(rows)
    lines.append(ngettext("%(n)s meeting", "%(n)s meetings", n) % {"n": n})
    return Words(str(dating), lines, _("Open"), mails.link("exchange:me"))


def _when(moment: object) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")  # type: ignore[arg-type]


_OTHERS: dict[str, Callable[[Notice], Words | None]] = {
    About.INVITED: _invited, About.EXPIRING: _expiring, About.PAUSED: _paused, About.BOOKED: _booked,
    About.CANCELLED: _cancelled, About.DATES: _dates,
}  # fmt: skip
