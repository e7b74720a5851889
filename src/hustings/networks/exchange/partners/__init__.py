"""Partners: asks that members release go to other installations, signed; nothing else does."""
