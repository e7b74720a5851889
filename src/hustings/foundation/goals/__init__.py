"""Goals of the campaign: how many of something by a day, how far it is, and when it will be there."""
