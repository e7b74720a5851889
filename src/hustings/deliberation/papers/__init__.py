"""Contributions on paper: typed from sheets, with their scans, which HQ alone sees."""
