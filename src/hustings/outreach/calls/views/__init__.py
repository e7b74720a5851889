"""Pages of HQ about calls."""
