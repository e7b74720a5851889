"""Addresses below /hq/buying-groups/."""

from django.urls import path

from hustings.networks.hives.views import hives, producers, sales

app_name = "hives"
urlpatterns = [
    path("", hives.Hives.as_view(), name="hives"),
    path("new/", hives.new, name="new"),
    path("<key:pk>/", hives.hive, name="hive"),
    path("<key:pk>/edit/", hives.edit, name="edit"),
    path("<key:pk>/opening/", hives.opening, name="opening"),
    path("<key:pk>/ending/", hives.ending, name="ending"),
    path("<key:pk>/producers/", hives.supplies, name="supplies"),
    path("<key:pk>/producers/<key:key>/ending/", hives.supply_end, name="supply_end"),
    path("<key:pk>/fees/", hives.fees, name="fees"),
    path("<key:pk>/host/", hives.host, name="host"),
    path("<key:pk>/sales/new/", sales.new, name="sale_new"),
    path("sales/<key:pk>/", sales.sale, name="sale"),
    path("sales/<key:pk>/closing/", sales.closing, name="closing"),
    path("sales/<key:pk>/offers/<key:key>/withdrawal/", sales.offer_withdrawal, name="offer_withdrawal"),
    path("sales/<key:pk>/producers/<key:key>/payment/", sales.delivery_payment, name="delivery_payment"),
    path("sales/<key:pk>/phones/", sales.phone, name="phone"),
    path("sales/<key:pk>/<slug:name>.pdf", sales.sheet, name="sheet"),
    path("baskets/<key:pk>/", sales.basket, name="basket"),
    path("baskets/<key:pk>/lines/<key:key>/correction/", sales.correction, name="correction"),
    path("baskets/<key:pk>/payment/", sales.basket_payment, name="basket_payment"),
    path("baskets/<key:pk>/pick-up/", sales.picked, name="picked"),
    path("producers/", producers.Producers.as_view(), name="producers"),
    path("producers/new/", producers.producer_new, name="producer_new"),
    path("producers/unpaid/", producers.Unpaid.as_view(), name="unpaid"),
    path("producers/<key:pk>/", producers.producer, name="producer"),
    path("producers/<key:pk>/edit/", producers.producer_edit, name="producer_edit"),
    path("producers/<key:pk>/products/", producers.products, name="products"),
    path("producers/<key:pk>/products/<key:key>/withdrawal/", producers.withdrawal, name="withdrawal"),
    path("producers/<key:pk>/visits/", producers.visits, name="visits"),
]
