"""Pages of HQ about polling stations."""
