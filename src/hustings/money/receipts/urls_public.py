"""Addresses of donors’ receipts, below the site’s languages."""

from django.urls import path

from hustings.money.receipts.views import public

app_name = "own_receipts"
urlpatterns = [
    path("my/receipts/<int:pk>/", public.own, name="own"),
    path("my-receipts/<str:token>/", public.link, name="link"),
]
