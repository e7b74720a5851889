"""Addresses below /hq/expenses/."""

from django.urls import path

from hustings.money.expenses.views import accounts, deeds, expenses, mine, payees

app_name = "expenses"
urlpatterns = [
    path("", expenses.Expenses.as_view(), name="expenses"),
    path("new/", expenses.start, name="start"),
    path("refunds/new/", expenses.start_refund, name="start_refund"),
    path("<int:pk>/", expenses.expense, name="expense"),
    path("<int:pk>/approval/", deeds.approval, name="approval"),
    path("<int:pk>/refusal/", deeds.refusal, name="refusal"),
    path("<int:pk>/order/", deeds.order, name="order"),
    path("<int:pk>/invoice/", deeds.invoice, name="invoice"),
    path("<int:pk>/payments/", deeds.settlement, name="settlement"),
    path("<int:pk>/cancellation/", deeds.cancellation, name="cancellation"),
    path("<int:pk>/documents/", deeds.documents, name="documents"),
    path("<int:pk>/documents/<int:key>/", deeds.document, name="document"),
    path("<int:pk>/documents/<int:key>/removal/", deeds.removal, name="removal"),
    path("mine/", mine.Mine.as_view(), name="mine"),
    path("mine/requests/", mine.requests, name="requests"),
    path("mine/requests/<int:pk>/", mine.ask, name="request"),
    path("mine/claims/", mine.claims, name="claims"),
    path("mine/claims/<int:pk>/", mine.claim, name="claim"),
    path("books/", accounts.Accounts.as_view(), name="accounts"),
    path("books/<int:pk>/new/", expenses.new, name="new"),
    path("books/<int:pk>/refund/", expenses.refund, name="refund"),
    path("books/<int:pk>/budget/", accounts.budget, name="budget"),
    path("books/<int:pk>/budget/edit/", accounts.budget_edit, name="budget_edit"),
    path("books/<int:pk>/account/", accounts.account, name="account"),
    path("books/<int:pk>/account.csv", accounts.account_file, name="account_file"),
    path("books/<int:pk>/surplus/", accounts.hand_over, name="surplus"),
    path("books/<int:pk>/missing/", accounts.Missing.as_view(), name="missing"),
    path("books/<int:pk>/calendar/", accounts.calendar, name="calendar"),
    path("books/<int:pk>/payees/", payees.Payees.as_view(), name="payees"),
    path("books/<int:pk>/payees/<int:key>/", payees.payee, name="payee"),
]
