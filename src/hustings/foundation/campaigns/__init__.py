"""The campaign: name, sender, country, languages."""
