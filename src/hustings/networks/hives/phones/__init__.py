"""Pick-up lists on phones."""
