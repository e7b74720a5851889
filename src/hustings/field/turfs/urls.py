"""Addresses below /hq/turfs/."""

from django.urls import path

from hustings.field.turfs.views import areas, moves, plans

app_name = "turfs"
urlpatterns = [
    path("", plans.Plans.as_view(), name="plans"),
    path("new/", plans.plan_new, name="plan_new"),
    path("<key:pk>/", plans.Turfs.as_view(), name="plan"),
    path("<key:pk>/edit/", plans.plan_edit, name="plan_edit"),
    path("<key:pk>/removal/", plans.removal, name="plan_removal"),
    path("<key:pk>/area/", areas.area, name="plan_area"),
    path("<key:pk>/area/buildings/", areas.buildings, name="plan_buildings"),
    path("<key:pk>/map/", moves.plan_map, name="plan_map"),
    path("<key:pk>/<key:number>/", plans.turf, name="turf"),
    path("<key:pk>/<key:number>/hand-out/", plans.hand_out, name="turf_hand_out"),
    path("<key:pk>/<key:number>/move/", moves.stops_move, name="stops_move"),
]
