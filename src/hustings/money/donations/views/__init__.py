"""Pages of HQ about donations."""
