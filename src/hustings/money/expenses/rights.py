"""Right to ask for an expense; deciding and paying is for those who keep the books."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

ASK_EXPENSES = Right(
    "expenses.ask",
    _("ask for expenses and refunds"),
    held_by=[Role.TREASURER, Role.ORGANISER, Role.COORDINATOR, Role.COMMUNICATIONS],
)
