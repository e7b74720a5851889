"""The form of a gift: how much, by whom, by which means."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.display import countries
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.money_fields import MoneyField
from hustings.foundation.lib.formats import money
from hustings.money.donations import caps
from hustings.money.donations.forms import MOST
from hustings.money.donations.models import Donor, Fund
from hustings.money.donations.models.words import Ways
from hustings.money.giving import questions
from hustings.money.payments import checkout
from hustings.money.payments.models import Channel
from hustings.money.payments.models.payments import MEANS
from hustings.money.payments.providers import mandate_words
from hustings.people.persons import name_validator
from hustings.people.persons.models import Purpose
from hustings.people.signups.public_forms import consents
from hustings.people.signups.public_forms.base import GuardedForm, text
from hustings.people.signups.public_forms.stamp import Stamp
from mailguard.identifiers import addresses

MEANS_WORDS = dict(Ways.choices)
OTHER = "other"
ONCE, MONTHLY = "once", "monthly"
_OLDEST = 120  # years
_MOST_IN_BAND = 8
_IDENTITY = ("given_name", "family_name")
_FACTS = (*_IDENTITY, "born_on", "nationality", "country", "street", "postcode", "city")
_OF_PAYER = ("holder", "iban")
_UNSHOWN = ("born_on", "nationality", "country", "street", "city")  # never sent to a browser again


class GiftForm(GuardedForm):
    """A form in which facts that somebody recognised declared before may stay empty: they are kept."""

    place = "give"
    amount = forms.ChoiceField(label=gettext_lazy("Amount"), widget=forms.RadioSelect)
    other = MoneyField(label=gettext_lazy("Your amount"), required=False, most=None)
    how_often = forms.ChoiceField(
        label=gettext_lazy("How often"), widget=forms.RadioSelect, initial=ONCE, required=False,
        choices=[(ONCE, gettext_lazy("Once")), (MONTHLY, gettext_lazy("Every month"))],
    )  # fmt: skip
    given_name = text(gettext_lazy("Given name"), "given-name", validators=[name_validator.check])
    family_name = text(gettext_lazy("Family name"), "family-name", validators=[name_validator.check])
    email = text(gettext_lazy("E-mail"), "email", 254, type="email")
    born_on = forms.DateField(label=gettext_lazy("Birth date"), widget=DayInput())
    nationality = forms.ChoiceField(label=gettext_lazy("Nationality"))
    country = forms.ChoiceField(label=gettext_lazy("Country of residence"))
    street = text(gettext_lazy("Tax address"), "street-address", 200)
    postcode = text(gettext_lazy("Postcode"), "postal-code", 20)
    city = text(gettext_lazy("City"), "address-level2", 100)
    tribute = text(gettext_lazy("In honour of"), "off", 150, required=False)
    team = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=gettext_lazy("Pay by"), widget=forms.RadioSelect, required=False)
    holder = text(gettext_lazy("Account holder"), "name", 70, required=False)
    iban = text(gettext_lazy("IBAN"), "off", 42, required=False)
    oath = forms.BooleanField(
        label=gettext_lazy(
            "I declare on my honour that this is true, and that I give my own money, not that of a company"
            " or an association."
        ),
    )

    def __init__(self, fund: Fund, *args: Any, amounts: Sequence[int] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fund, self.currency = fund, fund.books.currency
        self.asked = questions.of(fund)
        self.known = self.shown.known
        self.last = _last(self.known)
        self.units = list(amounts) or fund.amounts
        self._offer_amounts()
        self._offer_channels()
        self._ask_only_what_the_law_asks()
        if self.known:
            self._keep_what_is_known()

    def _offer_amounts(self) -> None:
        unit = 10 ** money.digits(self.currency)
        self.minor = [each * unit for each in self.units]
        self.asked = self.asked.with_examples(self.fund, self.minor)
        field: Any = self.fields["amount"]
        field.choices = [
            *((str(each), self._shown(each)) for each in self.minor),
            (OTHER, _("Other amount")),
        ]
        other: Any = self.fields["other"]
        other.currency, other.least = self.currency, unit

    def _offer_channels(self) -> None:
        """One channel for each means: where it fails, the next of the books is taken by itself."""
        books = self.fund.books
        self.channels = by_means(checkout.channels(books))
        self.monthly = by_means(checkout.channels(books, is_monthly=True)) if self.fund.has_monthly else {}
        field: Any = self.fields["channel"]
        every = self.channels | self.monthly
        field.choices = [(means, MEANS_WORDS[means]) for means in every]
        field.initial = next(iter(every), "")
        if not self.monthly:
            del self.fields["how_often"]
        self.asks_of_payer = {means: checkout.asks(each) for means, each in every.items()}
        for name in _OF_PAYER:
            if not any(name in asks for asks in self.asks_of_payer.values()):
                del self.fields[name]

    def _ask_only_what_the_law_asks(self) -> None:
        asked = self.asked
        dropped = [] if asked.asks_birth else ["born_on"]
        dropped += [] if asked.asks_nation else ["nationality"]
        dropped += [] if asked.asks_address else ["street", "postcode", "city"]
        dropped += [] if asked.asks_address or asked.asks_nation else ["country"]
        dropped += [] if asked.country else ["oath"]
        for name in dropped:
            del self.fields[name]
        for name in ("nationality", "country"):
            if name in self.fields:
                field: Any = self.fields[name]
                field.choices = [("", "—"), *countries.choices(asked.country)]
                field.initial = "" if self.last else asked.country
        for word, label in asked.boxes:
            self.fields[f"sworn_{word}"] = forms.BooleanField(label=label.capitalize(), required=False)

    def _keep_what_is_known(self) -> None:
        for name, value in self.known.facts.items():
            if name in self.fields and name not in _UNSHOWN:
                self.fields[name].initial = value
        if self.last:
            for name in (*_FACTS, "oath"):
                if name in self.fields and (name == "oath" or getattr(self.last, name)):
                    self.fields[name].required = False

    @property
    def mandate(self) -> list[str]:
        """Words of a mandate of direct debit."""
        channel = (self.channels | self.monthly).get(Ways.DEBIT)
        return mandate_words.lines(channel) if channel else []

    @property
    def is_ready(self) -> bool:
        """Whether we know all that we need of them: an amount and one press are left."""
        if not self.known or not self.last:
            return False
        return not any(self.fields[name].required for name in _UNSHOWN if name in self.fields)

    @property
    def room_words(self) -> str:
        """The most that may still be given: by somebody recognised, else by anybody."""
        most = self.asked.most
        if self.last and (means := next(iter(self.channels), "")):
            self.last.person = self.known.person
            most = caps.room(self.fund, self.last, means, timezone.localdate())
            if most == 0:
                return _("You have given all that the law allows for now.")
            return "" if most is None else _("You can still give %s by law.") % self._shown(most)
        return "" if most is None else _("One person can give at most %s by law.") % self._shown(most)

    def _shown(self, amount: int) -> str:
        return money.shown(amount, self.currency, is_short=True)

    @property
    def sworn_boxes(self) -> list[forms.BoundField]:
        return [self[f"sworn_{word}"] for word, _label in self.asked.boxes]

    @property
    def amount_choices(self) -> list[tuple[Any, str]]:
        """Each amount to choose, and its cost after tax in words."""
        costs = self.asked.examples
        shown = {str(each): self._shown(cost) for each, cost in costs.items()}
        return [(radio, shown.get(str(radio.data["value"]), "")) for radio in self["amount"]]

    def clean_email(self) -> str:
        try:
            return str(addresses.read(self.cleaned_data["email"]))
        except addresses.BadAddress as bad:
            raise ValidationError(_("Enter a complete e-mail address, like name@example.org.")) from bad

    def clean_born_on(self) -> date | None:
        said: date | None = self.cleaned_data["born_on"]
        today = timezone.localdate()
        if said and not today.year - _OLDEST <= said.year <= today.year - 1:
            raise ValidationError(_("Enter your birth date, with the year."))
        return said

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        chosen = said.get("amount")
        if chosen == OTHER and not said.get("other") and "other" not in self.errors:
            self.add_error("other", _("Enter an amount."))
        if said.get("other") and said["other"] > MOST:
            self.add_error("other", _("For such an amount, please write to us."))
        roads = self.monthly if self.is_monthly else self.channels
        if not said.get("channel"):
            said["channel"] = next(iter(roads), "")
        if said["channel"] not in roads and "channel" not in self.errors:
            self.add_error("channel", _("Donations of this kind can’t be paid this way. Choose another."))
        for name in self.asks_of_payer.get(said.get("channel") or "", ()):
            if name in self.fields and not said.get(name) and name not in self.errors:
                self.add_error(name, _("Direct debit needs this."))
        return said

    @property
    def is_monthly(self) -> bool:
        return self.cleaned_data.get("how_often") == MONTHLY

    @property
    def minor_amount(self) -> int:
        """The amount chosen, in minor units."""
        chosen = self.cleaned_data["amount"]
        return int(self.cleaned_data["other"] if chosen == OTHER else chosen)

    @property
    def means(self) -> str:
        """The means of payment chosen, a word of ``Ways``."""
        return str(self.cleaned_data["channel"])

    @property
    def chosen_channel(self) -> Channel:
        return (self.monthly if self.is_monthly else self.channels)[self.means]

    def payer(self) -> dict[str, str]:
        """Facts that the channel asks of the payer."""
        asked = self.asks_of_payer[self.means]
        return {name: self.cleaned_data[name] for name in asked if name in self.cleaned_data}

    def donor(self) -> Donor:
        """Facts of the donor: what was typed, else what they declared last."""
        said = self.cleaned_data
        facts = {name: said.get(name) or getattr(self.last, name, None) or "" for name in _FACTS}
        facts["born_on"] = facts["born_on"] or None
        boxes = [word for word, _label in self.asked.boxes if said.get(f"sworn_{word}")]
        kept = [word for word in (self.last.sworn if self.last else []) if word not in boxes]
        return Donor(
            **facts, email=said["email"], sworn=[*boxes, *kept],
            sworn_at=timezone.now() if self.asked.country else None,
        )  # fmt: skip


def by_means(channels: Iterable[Channel]) -> dict[str, Channel]:
    found: dict[str, Channel] = {}
    for channel in channels:
        found.setdefault(MEANS[channel.provider], channel)
    return found


def _last(known: Any) -> Donor | None:
    """Facts that somebody recognised declared last for a gift that was paid."""
    if not known:
        return None
    return Donor.objects.filter(person=known.person, kept_until__isnull=False).order_by("-pk").first()


def empty_form(fund: Fund, source: str, request: HttpRequest, typed: Any = None) -> GiftForm:
    """The form, stamped now, with the amount and the team of its address."""
    boxes = {key: each for key, each in consents.asked(request).items() if key == Purpose.EMAIL}
    shown = consents.stamped(source, request, boxes)
    units = band(request.GET.get("amounts", ""))
    form = GiftForm(fund, shown, typed, amounts=units, texts={each.pk: each.text for each in boxes.values()})
    if typed is None:
        _choose(form, request)
    return form


def bound_form(fund: Fund, shown: Stamp, request: HttpRequest) -> GiftForm:
    return GiftForm(fund, shown, request.POST, amounts=band(request.POST.get("band", "")))


def _choose(form: GiftForm, request: HttpRequest) -> None:
    """Begin with what the link asks for: a mail block or a share text may name an amount, or a team."""
    form.fields["team"].initial = request.GET.get("team", "")[:100]
    asked = money.read(request.GET.get("amount", "")[:15], form.currency)
    if asked in form.minor:
        form.fields["amount"].initial = str(asked)
    elif asked and 0 < asked <= MOST:
        form.fields["amount"].initial, form.fields["other"].initial = OTHER, asked
    if request.GET.get("monthly") and "how_often" in form.fields:
        form.fields["how_often"].initial = MONTHLY


def band(words: str) -> list[int]:
    """Amounts that a link proposes in place of the page's, such as to a segment: ``20,50,100``."""
    found = [word for word in words[:80].split(",") if word.isdecimal() and 0 < int(word) < 10**6]
    return sorted({int(word) for word in found})[:_MOST_IN_BAND]
