"""Addresses below /hq/local-groups/members/: files of members."""

from hustings.field.groups.files.member_target import TARGET
from hustings.foundation.file_imports.views import FilePages

app_name = "group_members"
urlpatterns = FilePages(TARGET).urls()
