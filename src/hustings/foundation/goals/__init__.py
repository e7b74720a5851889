"""Goals of the campaign: a number to reach by a day, the progress and the forecast."""
