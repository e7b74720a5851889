"""Who sees polling stations and who changes them, for the walk over all views."""

from hustings.field.stations.rights import CHANGE_STATIONS, VIEW_STATIONS
from hustings.foundation.accounts.roles import Role

HOLDERS = {
    VIEW_STATIONS: {Role.DIRECTOR, Role.ORGANISER, Role.COORDINATOR},
    CHANGE_STATIONS: {Role.DIRECTOR, Role.ORGANISER},
}
