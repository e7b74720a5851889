"""Deeds on expenses: ask, decide, order, invoice, pay, cancel; papers, payees, budgets and surpluses."""

from hustings.money.expenses.actions.asking import ask, claim, claim_for
from hustings.money.expenses.actions.budgets import set_budget
from hustings.money.expenses.actions.deciding import approve, cancel, order, refuse
from hustings.money.expenses.actions.documents import add_document, remove_document
from hustings.money.expenses.actions.invoicing import record_invoice, settle
from hustings.money.expenses.actions.payees import add_payee, change_payee, forget_kept
from hustings.money.expenses.actions.surplus import hand_over
