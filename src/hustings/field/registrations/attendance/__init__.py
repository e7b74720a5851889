"""Who will come: a model of people's own history, and what the team does with it."""
