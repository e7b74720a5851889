"""Who enters events and names their kinds, for the walk over all views."""

from hustings.foundation.accounts.roles import Role

ENTERS = frozenset({Role.DIRECTOR, Role.ORGANISER, Role.COMMUNICATIONS, Role.HELPER})
_SITE = frozenset({Role.DIRECTOR, Role.COMMUNICATIONS})  # publish the site everywhere
WITHOUT_NEEDS = {
    **dict.fromkeys(
        [
            f"events:{name}"
            for name in (
                "shifts",
                "week",
                "duplicate",
                "repeat",
                "leaving_out",
                "co_hosts",
                "co_host_removal",
                "change",
            )
        ],
        ENTERS,
    ),
    **dict.fromkeys(["events:kinds", "events:new_kind", "events:kind", "events:kind_archiving"], _SITE),
}
