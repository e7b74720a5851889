"""Addresses below /hq/donation-files/."""

from hustings.foundation.file_imports.views import FilePages
from hustings.money.donation_data.file_target import TARGET

app_name = "donation_data"
urlpatterns = FilePages(TARGET).urls()
