"""Forms of the campaign in other sites' pages: who may show them, what they are, how often they are used."""
