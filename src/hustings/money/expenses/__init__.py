"""Expenses: asked for, decided, ordered, invoiced, paid; within the spending limit and the budget."""
