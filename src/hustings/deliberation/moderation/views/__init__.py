"""Pages of moderation: on the site and in HQ."""
