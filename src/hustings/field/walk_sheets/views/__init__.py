"""Pages of HQ about walk sheets."""
