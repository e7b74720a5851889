"""Expenses, their steps and papers, those who are paid, and budgets."""

from hustings.money.expenses.models.budgets import Allotment, Policy
from hustings.money.expenses.models.documents import Document
from hustings.money.expenses.models.expenses import Expense, Settlement, State, Step, Way
from hustings.money.expenses.models.payees import Payee
