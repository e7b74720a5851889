"""Statements of the bank."""

from hustings.money.banking.models.statements import Statement, StatementLine
