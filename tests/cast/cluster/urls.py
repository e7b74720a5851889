"""The campaign's addresses and one of our own."""

from django.urls import path

from hustings.urls import urlpatterns as campaign
from tests.cast.cluster.deeds import deed

urlpatterns = [path("deed/", deed), *campaign]
