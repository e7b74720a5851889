"""Consultations: questions and texts that people contribute to, argue about and vote on."""
