"""Manifest of check-ins: everything given to the other apps."""

from hustings.field.checkins import door_streams, phone_views
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes
from hustings.foundation.sync import kinds

app = Contribution(
    routes.routes(
        routes.Route("hustings.field.checkins.urls_phone", "phone/check-in/", place=routes.Place.FIRST),
    ),
    kinds.kinds(door_streams.KIND),
    kinds.shells(kinds.Shell("phone_checkins:door", phone_views.FILES)),
)
