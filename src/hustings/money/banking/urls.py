"""Addresses below /hq/banking/."""

from django.urls import path

from hustings.money.banking.views import deposits, statements

app_name = "banking"
urlpatterns = [
    path("", statements.Lines.as_view(), name="lines"),
    path("<int:pk>/", statements.line, name="line"),
    path("<int:pk>/match/", statements.match, name="match"),
    path("channels/<int:pk>/deposit/", deposits.ToDeposit.as_view(), name="to_deposit"),
    path("channels/<int:pk>/files/", deposits.collect, name="collect"),
    path("slips/<int:pk>/", deposits.slip, name="slip"),
    path("slips/<int:pk>/deposit/", deposits.deposited, name="deposited"),
    path("slips/<int:pk>/voiding/", deposits.void, name="void"),
    path("files/<int:pk>/", deposits.batch, name="batch"),
    path("files/<int:pk>/voiding/", deposits.void_file, name="void_file"),
]
