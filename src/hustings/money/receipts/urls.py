"""Addresses below /hq/receipts/."""

from django.urls import path

from hustings.money.receipts.views import files, receipts, series, waiting

app_name = "receipts"
urlpatterns = [
    path("", receipts.Receipts.as_view(), name="receipts"),
    path("<int:pk>/", receipts.receipt, name="receipt"),
    path("<int:pk>/print/", receipts.hand_out, name="print"),
    path("<int:pk>/void/", receipts.void, name="void"),
    path("<int:pk>/replacement/", receipts.replacement, name="replacement"),
    path("<int:pk>/mail/", receipts.mail, name="mail"),
    path("waiting/", waiting.Waiting.as_view(), name="waiting"),
    path("list.csv", files.listed, name="csv"),
    path("series/", series.AllSeries.as_view(), name="all_series"),
    path("series/new/", series.new, name="series_new"),
    path("series/<int:pk>/", series.series, name="series"),
    path("series/<int:pk>/settings/", series.settings, name="settings"),
    path("series/<int:pk>/numbers/", series.numbers, name="numbers"),
    path("series/<int:pk>/signature/", series.signature, name="signature"),
    path("series/<int:pk>/signature/removal/", series.unsign, name="unsign"),
    path("series/<int:pk>/year/", series.year, name="year"),
    path("series/<int:pk>/closure/", series.closure, name="closure"),
    path("series/<int:pk>/file/", files.official, name="file"),
]
