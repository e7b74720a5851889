"""Addresses below /hq/volunteers/."""

from django.urls import path

from hustings.field.volunteers.views import hours, settings, tasks, volunteers

app_name = "volunteers"
urlpatterns = [
    path("", volunteers.Volunteers.as_view(), name="volunteers"),
    path("<key:pk>/", volunteers.volunteer, name="volunteer"),
    path("<key:pk>/skills/<key:held>/", volunteers.skill, name="verification"),
    path("<key:pk>/hours/", volunteers.add_hours, name="add_hours"),
    path("<key:pk>/leaving/", volunteers.leaving, name="leaving"),
    path("skills/", settings.Skills.as_view(), name="skills"),
    path("skills/<key:pk>/", settings.skill_edit, name="skill_edit"),
    path("charters/", settings.Charters.as_view(), name="charters"),
    path("charters/new/", settings.charter_new, name="charter_new"),
    path("charters/<key:pk>/", settings.charter_edit, name="charter_edit"),
    path("limits/", settings.limits, name="limits"),
    path("hours/", hours.HoursList.as_view(), name="hours"),
    path("hours/file/", hours.hours_file, name="hours_file"),
    path("tasks/", tasks.Tasks.as_view(), name="tasks"),
    path("tasks/new/", tasks.task_new, name="task_new"),
    path("tasks/<key:pk>/", tasks.task, name="task"),
    path("tasks/<key:pk>/edit/", tasks.task_edit, name="task_edit"),
    path("tasks/<key:pk>/closing/", tasks.closing, name="task_closing"),
    path("tasks/<key:pk>/people/", tasks.people, name="task_people"),
    path("tasks/<key:pk>/places/", tasks.places, name="task_places"),
    path("tasks/<key:pk>/thanks/", tasks.thanks, name="task_thanks"),
    path("tasks/<key:pk>/code.svg", tasks.code, name="task_code"),
]
