"""The campaign's addresses and the page of tallies."""

from django.urls import path

from hustings.urls import urlpatterns as campaign
from tests.cast.foundation.sync.tally import page

urlpatterns = [path("phone/tally/", page, name="tally"), *campaign]
