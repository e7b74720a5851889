"""Payments found by what a person reads off a statement, a cheque or a letter, or hears on the phone."""

from functools import reduce
from operator import and_

from django.db.models import Q

from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.lib.web import query_params
from hustings.money.payments.providers import transfer

_WORDS = 8  # of a name
_ALIKE = str.maketrans("OIL", "011")  # letters that no number has, and that people read in it


def having(text: str) -> Q:
    """Number, bank reference, code, e-mail, or words of the payer's name in any order, however written."""
    typed = text.strip()
    compact = "".join(typed.split())  # numbers as people copy or read them out
    key = query_params.key(compact.upper().removeprefix("P"))
    keys = [*transfer.keys_in(typed), *([key] if key else [])]
    found = Q(pk__in=keys) | by_code(typed) | Q(provider_id=compact) | Q(email__iexact=typed)
    words = fold(typed).split()[:_WORDS]
    return found | reduce(and_, [Q(name_key__contains=word) for word in words]) if words else found


def by_code(text: str) -> Q:
    """The code that a payer writes on the back of a cheque."""
    return Q(number="".join(text.split()).upper().translate(_ALIKE))
