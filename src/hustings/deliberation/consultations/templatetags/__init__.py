"""Tags of the templates of consultations."""
