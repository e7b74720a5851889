"""Addresses below /hq/books/."""

from django.urls import path

from hustings.money.ledger.views import accounts, books, closing, entries

app_name = "ledger"
urlpatterns = [
    path("", books.AllBooks.as_view(), name="books"),
    path("new/", books.new, name="new"),
    path("<int:pk>/", entries.Journal.as_view(), name="journal"),
    path("<int:pk>/settings/", books.settings, name="settings"),
    path("<int:pk>/entries/new/", entries.entry_new, name="entry_new"),
    path("<int:pk>/entries/<int:number>/", entries.entry, name="entry"),
    path("<int:pk>/entries/<int:number>/reversal/", entries.reversal, name="reversal"),
    path("<int:pk>/entries/<int:number>/attachments/", entries.attachments, name="attachments"),
    path("<int:pk>/attachments/<int:number>/", entries.attachment, name="attachment"),
    path("<int:pk>/attachments/<int:number>/withdrawal/", entries.withdrawal, name="withdrawal"),
    path("<int:pk>/balance/", accounts.balance, name="balance"),
    path("<int:pk>/accounts/", accounts.Chart.as_view(), name="accounts"),
    path("<int:pk>/accounts/<slug:number>/", accounts.account, name="account"),
    path("<int:pk>/accounts/<slug:number>/closure/", accounts.closure, name="closure"),
    path("<int:pk>/periods/", closing.Periods.as_view(), name="periods"),
    path("<int:pk>/proof/", closing.proof, name="proof"),
    path("<int:pk>/exports/", closing.export, name="exports"),
    path("<int:pk>/exports/<slug:kind>/", closing.file, name="file"),
]
