"""Words for the kinds and means of gifts, as the rules of law know them."""

from django.db import models
from django.utils.translation import pgettext_lazy

from hustings.foundation.legal import GiftKind, Means


class Kinds(models.TextChoices):
    """Kinds of gifts."""

    GIFT = GiftKind.GIFT.value, pgettext_lazy("kind of gift", "donation")
    DUES = GiftKind.DUES.value, pgettext_lazy("kind of gift", "membership fee")
    OFFICE_DUES = GiftKind.OFFICE_DUES.value, pgettext_lazy("kind of gift", "fee of an elected official")
    IN_KIND = GiftKind.IN_KIND.value, pgettext_lazy("kind of gift", "donation in kind")
    LOAN = GiftKind.LOAN.value, pgettext_lazy("kind of gift", "loan")


class Ways(models.TextChoices):
    """Means of payment."""

    CARD = Means.CARD.value, pgettext_lazy("means of payment", "card")
    TRANSFER = Means.TRANSFER.value, pgettext_lazy("means of payment", "bank transfer")
    DEBIT = Means.DEBIT.value, pgettext_lazy("means of payment", "direct debit")
    CHEQUE = Means.CHEQUE.value, pgettext_lazy("means of payment", "cheque")
    CASH = Means.CASH.value, pgettext_lazy("means of payment", "cash")
    GOODS = Means.GOODS.value, pgettext_lazy("means of payment", "in kind")


SENT = [Ways.TRANSFER, Ways.CHEQUE]  # by donors themselves, when they like
