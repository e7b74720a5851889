"""Sentences for rules and answers, in the reader's language."""

from collections.abc import Iterable
from datetime import datetime
from functools import singledispatch
from zoneinfo import ZoneInfo

from hustings.foundation.legal import receipt_sentences
from hustings.foundation.legal.gift_sentences import KINDS, MEANS, RECIPIENTS, TESTS, one_of
from hustings.foundation.legal.holidays import WEEKDAYS
from hustings.foundation.legal.pack import GROUNDS, TRAITS
from hustings.foundation.legal.places import Place
from hustings.foundation.legal.rule_sentences import (
    DAYS,
    MONTHS,
    amount,
    day,
    gettext_noop,
    moment,
    of_month,
    translate,
)
from hustings.foundation.legal.rules import (
    Amount,
    Basis,
    Channel,
    Closing,
    Consent,
    Content,
    Dated,
    Demand,
    GiftRule,
    Holidays,
    Kind,
    Quiet,
    ReceiptFile,
    Receipts,
    Rule,
    Shift,
    Silence,
    Wording,
)
from hustings.foundation.legal.sections import UNITS
from hustings.foundation.legal.send_windows import Answer, QuietTime
from hustings.foundation.legal.silences import Window
from hustings.foundation.legal.times import Hours, Minutes

_ = gettext_noop
CHANNELS = {
    Channel.EMAIL: _("e-mail"),
    Channel.SMS: _("text message"),
    Channel.CALL: _("call"),
    Channel.ROBOCALL: _("automated call"),
    Channel.POST: _("letter"),
    Channel.WEB: _("website"),
    Channel.SOCIAL: _("social networks"),
    Channel.PRESS: _("press"),
    Channel.LEAFLET: _("leaflet"),
    Channel.MEETING: _("meeting"),
    Channel.DOOR: _("door to door"),
}
CONTENTS = {
    Content.CAMPAIGN: _("campaigning"),
    Content.POLL: _("opinion polls"),
    Content.RESULT: _("results"),
    Content.SERVICE: _("replies to a person’s own action"),
}
BASES = {
    Basis.LAW: _("law"),
    Basis.AUTHORITY: _("required by an authority"),
    Basis.ANALOGY: _("applied by analogy"),
    Basis.PRACTICE: _("common practice"),
}
SECTION_NAMES = {
    "election": _("Elections"),
    "vote": _("Territories that vote on another day"),
    "closing": _("Closing of the polls"),
    "silence": _("Election silence"),
    "quiet": _("Permitted hours"),
    "holiday": _("Public holidays"),
    "consent": _("Legal basis for contacting people"),
    "demand": _("Required information in messages"),
    "gift": _("Donations"),
    "wording": _("Required wording"),
    "receipt": _("Receipts"),
    "receipt_file": _("Files of receipts"),
    "limit": _("Other limits"),
    "zones": _("Territories and time zones"),
}

_WHICH = {
    "first": _("first"),
    "second": _("second"),
    "third": _("third"),
    "fourth": _("fourth"),
    "last": _("last"),
}


def _say(text: str, language: str, **values: object) -> str:
    return translate(text, language).format_map(values)


def channels(given: Iterable[Channel], language: str) -> str:
    """Their names, in our order."""
    wanted = set(given)
    return ", ".join(translate(name, language) for channel, name in CHANNELS.items() if channel in wanted)


def contents(given: Iterable[Content], language: str) -> str:
    """Their names, in our order."""
    wanted = set(given)
    return ", ".join(translate(name, language) for content, name in CONTENTS.items() if content in wanted)


def _about(what: str, how: str, language: str) -> str:
    return _say(_("{what}: {how}"), language, what=what, how=how)


# --- Values ------------------------------------------------------------------------------------
@singledispatch
def value(given: object, language: str) -> str:
    return str(given)


@value.register
def _of_kind(given: Kind, language: str) -> str:
    parts = [_say(_("rounds: {n}"), language, n=given.rounds)]
    if given.weekday is not None:
        parts.append(
            _say(_("usually on a {weekday}"), language, weekday=translate(DAYS[given.weekday], language))
        )
    if given.whole_country:
        parts.append(translate(_("silence until the last polls in the country close"), language))
    else:
        parts.append(translate(_("silence until the polls of the territory close"), language))
    if given.zones:
        parts.append(_say(_("only in {zones}"), language, zones=", ".join(given.zones)))
    return ", ".join(parts)


@value.register
def _of_shift(given: Shift, language: str) -> str:
    text = _("{kinds}, {rounds}: {days} in {zones}")
    rounds = translate(_("every round"), language)
    if given.rounds:
        rounds = _say(_("round {n}"), language, n=", ".join(map(str, given.rounds)))
    values = {"kinds": ", ".join(given.kinds), "rounds": rounds, "zones": ", ".join(given.zones)}
    return _say(text, language, days=_before(-given.days, language), **values)


def _before(days: int, language: str) -> str:
    if days == 0:
        return translate(_("on the day itself"), language)
    if days == 1:
        return translate(_("on the eve"), language)
    if days < 0:
        return _say(_("{n} days after"), language, n=-days)
    return _say(_("{n} days before"), language, n=days)


@value.register
def _of_closing(given: Closing, language: str) -> str:
    return f"{given.at:%H:%M}"


@value.register
def _of_silence(given: Silence, language: str) -> str:
    text = _("{contents} by {channels}: from {time} {days}")
    return _say(
        text,
        language,
        contents=contents(given.contents, language),
        channels=channels(given.channels, language),
        time=f"{given.at:%H:%M}",
        days=_before(given.days_before, language),
    )


@value.register
def _of_quiet(given: Quiet, language: str) -> str:
    said = _about(channels([given.channel], language), hours(given.hours, language), language)
    if not given.is_default:
        return said
    return f"{said} {translate(_('(unless the campaign chooses its own)'), language)}"


def hours(given: Hours, language: str) -> str:
    """The hours of a week, days that are alike together."""
    groups: list[tuple[int, int]] = []
    for number, spans in enumerate(given.week):
        if groups and given.week[groups[-1][0]] == spans:
            groups[-1] = groups[-1][0], number
        else:
            groups.append((number, number))
    names = [translate(name, language) for name in DAYS]
    said = []
    for first, last in groups:
        days = names[first] if first == last else f"{names[first]}–{names[last]}"
        said.append(f"{days} {_spans(given.week[first], language)}")
    said.append(f"{translate(_('public holidays'), language)} {_spans(given.holiday, language)}")
    return translate(_("; "), language).join(said)


def _spans(given: Iterable[Minutes], language: str) -> str:
    said = [f"{a // 60:02}:{a % 60:02}–{b // 60:02}:{b % 60:02}" for a, b in given]
    return ", ".join(said) or translate(_("never"), language)


@value.register
def _of_holidays(given: Holidays, language: str) -> str:
    days = ", ".join(_holiday(each, language) for each in given.days)
    return f"{days} ({', '.join(given.zones)})" if given.zones else days


def _holiday(rule: str, language: str) -> str:
    """A rule for a holiday in words: 1 May, Easter +39, last Monday of May."""
    if rule.startswith("easter"):
        return f"{translate(_('Easter'), language)} {rule.removeprefix('easter')}".strip()
    if rule[0].isdigit():
        return f"{of_month(int(rule[3:]), language)} {translate(MONTHS[int(rule[:2]) - 1], language)}"
    which, weekday, _of, month = rule.split()
    text = _("{which} {weekday} of {month}")
    named = translate(DAYS[WEEKDAYS.index(weekday)], language), translate(MONTHS[int(month) - 1], language)
    return _say(text, language, which=translate(_WHICH[which], language), weekday=named[0], month=named[1])


@value.register
def _of_consent(given: Consent, language: str) -> str:
    grounds = translate(_(" or "), language).join(
        translate(GROUNDS[each], language) for each in given.grounds
    )
    return _about(channels(given.channels, language), grounds, language)


@value.register
def _of_demand(given: Demand, language: str) -> str:
    said = _about(given.element, channels(given.channels, language), language)
    if given.when != "always":
        said += _say(_(", if: {trait}"), language, trait=translate(TRAITS[given.when], language))
    return (
        _say(_("{said}, for example “{words}”"), language, said=said, words=given.words.say(language))
        if given.words
        else said
    )


@value.register
def quantity(given: Amount, language: str) -> str:
    """A number and its unit."""
    return f"{amount(given.value, language)} {translate(UNITS[given.unit], language)}"


@value.register
def _of_gift(given: GiftRule, language: str) -> str:
    parts = [quantity(given, language)]
    if given.test:
        allowed = one_of(given.one_of, language)
        parts.append(_say(TESTS[given.test], language, one_of=allowed))
    if given.to:
        to = [translate(RECIPIENTS[each], language) for each in RECIPIENTS if each in given.to]
        kinds = [translate(KINDS[each], language) for each in KINDS if each in given.kinds]
        kinds += [translate(MEANS[each], language) for each in MEANS if each in given.means]
        parts += [", ".join(to), ", ".join(kinds)]
    if given.elections:
        parts.append(_say(_("only for: {kinds}"), language, kinds=", ".join(sorted(given.elections))))
    return translate(_("; "), language).join(parts)


@value.register
def _of_receipts(given: Receipts, language: str) -> str:
    return receipt_sentences.value(given, language)


@value.register
def _of_receipt_file(given: ReceiptFile, language: str) -> str:
    return receipt_sentences.file(given, language)


@value.register
def _of_wording(given: Wording, language: str) -> str:
    return given.words.say(language).replace("\n", " ")


# --- Rules -------------------------------------------------------------------------------------
def force(dated: Dated[object], language: str) -> str:
    """From when until when a value is the law, as far as that is noted."""
    if dated.since and dated.until:
        text = _("from {since} to {until}")
    elif dated.since:
        text = _("since {since}")
    elif dated.until:
        text = _("until {until}")
    else:
        text = _("start date unknown")
    since, until = (day(each, language) if each else "" for each in (dated.since, dated.until))
    return _say(text, language, since=since, until=until)


def rule_lines(rule: Rule[object], language: str) -> list[str]:
    """A rule in full: what it says, its values, where it stands, who looked and how sure it is."""
    lines = [rule.says.say(language)]
    if not rule.key.startswith("zones"):
        lines += [f"{value(dated.value, language)} ({force(dated, language)})" for dated in rule.values]
    where = _("{article} – {basis} – {source} – checked on {day}")
    lines.append(
        _say(
            where,
            language,
            article=rule.article,
            basis=translate(BASES[rule.basis], language),
            source=rule.source,
            day=day(rule.checked_on, language),
        )
    )
    if rule.doubt:
        text = _("Note: {doubt}") if rule.confirmed else _("Not confirmed: {doubt}")
        lines.append(_say(text, language, doubt=rule.doubt.say(language)))
    return lines


# --- Answers -----------------------------------------------------------------------------------
def on_clock(at: datetime, place: Place, language: str) -> str:
    """A moment by the clock of a place, or by the first of several."""
    clock = place.clocks[0]
    return f"{moment(at.astimezone(ZoneInfo(clock)), language)} ({clock})"


def window(given: Window, place: Place, language: str) -> str:
    """A silence: what may not be spread from when until when, for which vote, and by which article."""
    text = _("{contents}: from {since} until {until}, round {round}, voting on {day}. {article}{doubt}")
    found = given.rule.on(given.votes_on)
    doubt = "" if given.rule.confirmed else " " + translate(_("(not confirmed)"), language)
    return _say(
        text,
        language,
        contents=contents(found.contents if found else (), language),
        since=on_clock(given.since, place, language),
        until=on_clock(given.until, place, language),
        round=given.round,
        day=day(given.votes_on, language),
        article=given.rule.article,
        doubt=doubt,
    )


def quiet_time(given: QuietTime, language: str) -> str:
    if given.rule is None:
        text = _("It is {moment} ({clock}): outside the campaign’s own sending hours.")
    elif given.is_holiday:
        text = _("It is {moment} ({clock}), a public holiday: outside the allowed hours ({article}).")
    else:
        text = _("It is {moment} ({clock}): outside the allowed hours ({article}).")
    article = given.rule.article if given.rule else ""
    return _say(text, language, moment=moment(given.local, language), clock=given.clock, article=article)


def answer(given: Answer, place: Place, language: str) -> list[str]:
    """Whether a message may go, why not, what was let pass, and when it may go next."""
    lines = [translate(_("It can be sent now.") if given.may else _("It can’t be sent now."), language)]
    lines += [window(each, place, language) for each in given.silences]
    lines += [quiet_time(each, language) for each in given.quiet]
    for key, exemption in given.waived:
        text = _("Allowed by {who}: {key}, {why}.")
        lines.append(_say(text, language, who=exemption.who, key=key, why=exemption.why.rstrip(".")))
    if not given.may and given.next_at:
        lines.append(
            _say(_("It can be sent on {moment}."), language, moment=on_clock(given.next_at, place, language))
        )
    elif not given.may:
        lines.append(translate(_("No possible time was found soon. Give the person’s time zone."), language))
    return lines
