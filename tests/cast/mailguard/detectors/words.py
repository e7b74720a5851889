"""The detectors that read words: each in both languages, and silent on what a team writes all day."""

EVERYDAY = [
    "Minutes of Tuesday: the hall is booked, Bob brings the banners, next call on Thursday.",
    "Bonjour à tous, voici l'ordre du jour de lundi : tractage, affiches, point sur le local.",
    "Thanks for canvassing on Saturday! Twelve doors opened, two people want to help.",
    "Avez-vous reçu les cartes cadeaux que les bénévoles ont offertes ? Merci encore.",
    "The volunteers were touched by the gift cards they got from the committee.",
    "Merci pour la relecture du programme, j'ai gardé tes remarques sur le chapitre santé.",
]
