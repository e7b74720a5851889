"""Addresses in a language: for members, and for those who may become some."""

from django.urls import path

from hustings.networks.hives.views import public

app_name = "hubs"
urlpatterns = [
    path("buying-groups/", public.hives, name="hives"),
    path("buying-groups/sales/<key:pk>/", public.sale, name="sale"),
    path("buying-groups/baskets/<key:pk>/", public.basket, name="basket"),
    path("buying-groups/baskets/<key:pk>/slip.pdf", public.slip, name="slip"),
    path("buying-groups/baskets/<key:pk>/payment/", public.payment, name="payment"),
    path("buying-groups/hand-overs/<key:pk>/", public.hand_over, name="hand_over"),
    path("buying-groups/<slug:slug>/", public.hive, name="hive"),
    path("buying-groups/<slug:slug>/members/", public.join, name="join"),
    path("buying-groups/<slug:slug>/leaving/", public.leave, name="leave"),
]
