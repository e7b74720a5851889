"""Addresses below /hq/donations/."""

from django.urls import path

from hustings.money.donations.views import donations, funds, loans, promises, proposals

app_name = "donations"
urlpatterns = [
    path("", donations.Donations.as_view(), name="donations"),
    path("<int:pk>/", donations.donation, name="donation"),
    path("<int:pk>/refund/", donations.refund, name="refund"),
    path("<int:pk>/arrival/", promises.arrival, name="arrival"),
    path("<int:pk>/withdrawal/", promises.withdrawal, name="withdrawal"),
    path("<int:pk>/donor/", donations.donor, name="donor"),
    path("people/<uuid:uid>/", donations.enter, name="enter"),
    path("loans/", loans.Loans.as_view(), name="loans"),
    path("refunds/", proposals.Proposals.as_view(), name="proposals"),
    path("funds/", funds.Funds.as_view(), name="funds"),
    path("funds/new/", funds.new, name="fund_new"),
    path("funds/<int:pk>/", funds.fund, name="fund"),
    path("funds/<int:pk>/page/", funds.fund_page, name="fund_page"),
    path("funds/<int:pk>/showing/", funds.showing, name="showing"),
    path("funds/<int:pk>/closure/", funds.closure, name="closure"),
]
