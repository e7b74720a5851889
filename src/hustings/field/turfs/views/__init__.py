"""Pages of HQ about turfs."""
