"""Pages of HQ about results at the doors."""
