"""Names that the demo's invented people are put together from."""

GIVEN = """
Adèle Adrien Agathe Alain Alexis Alice Alix Amandine Amina Anaïs André Anne Antoine Arnaud Arthur Aurélie Axel
Baptiste Béatrice Benoît Bérénice Bertrand Brahim Bruno Camille Carole Cécile Céline Chantal Charles Chloé
Christelle Christophe Claire Clément Colette Coralie Cyril Damien Daniel Delphine Denis Diane Didier Djamila
Dominique Édith Élise Élodie Éloïse Emma Emmanuelle Enzo Éric Estelle Esther Étienne Eugénie Fabien Fatou Félix
Florence Florian Francine Franck Gabriel Gaëlle Gaspard Geneviève Georges Gérard Gisèle Grégoire Guillaume Hélène
Henri Hugo Ibrahim Inès Irène Isabelle Jacques Jeanne Jérémie Joël Joséphine Judith Julien Juliette Justine Karim
Karine Laure Laurent Léa Léon Léonie Lina Louise Luc Lucas Lucie Ludovic Mael Manon Marc Margaux Marianne Marion
Martin Mathilde Maud Maurice Maxime Mehdi Mélanie Mickaël Mireille Mohamed Monique Morgane Nadia Nathan Nicole Noé
Nora Odile Olivier Ousmane Pascale Patrick Paul Pauline Perrine Philippe Pierre Quentin Rachel Raphaël Rémi Renaud
Robin Romane Rose Sabine Salomé Samir Sandrine Sarah Sébastien Serge Simon Sofiane Solène Sophie Stéphane Suzanne
Sylvie Théo Thérèse Thibault Thomas Tristan Valentin Valérie Victor Vincent Virginie Xavier Yann Yasmine Yves Zoé
""".split()

FAMILY = (
    """
Abadie Alvarez Ancel Arnoux Aubert Auclair Baillet Barbier Baron Barthe Bastien Baudry Beaumont Belkacem Bellanger
Benali Berger Bernard Besson Bidault Blanchard Bodin Bonnet Bouchard Boulanger Bourgeois Bouvier Brun Cadet Camara
Carlier Caron Castel Chabert Chauvin Chevalier Cissé Clavel Colas Collet Cordier Cosson Coulon Courtois Cousin
Da Silva Dallest Daniel Darras Delattre Delmas Deschamps Diallo Diaz Diop Dubreuil Ducrocq Dufour Dujardin Dumas
Duprat Durieux Duval Esnault Fabre Faure Favier Ferrand Fleury Fontaine Fouquet Fournier Gaillard Garnier Gauthier
Georges Gervais Gilbert Girard Gomes Gosselin Grandjean Grenier Gros Guérin Guibert Guillot Haddad Hamel Henry
Hoarau Hubert Huguet Imbert Jacob Jaouen Joly Jourdan Julien Kaddour Keller Klein Konaté Labbé Lacroix Lagarde
Lambert Langlois Laporte Le Bihan Le Goff Lebreton Leclerc Lefèvre Lemaire Lemoine Lopez Louis Maillard Mallet
Marchal Maréchal Marty Masson Mathieu Maurel Menard Mercier Meunier Michaud Millet Monnier Moreau Morel Moulin
Muller N’Guyen Navarro Nicolas Noël Olivier Ollivier Ouattara Pages Payet Pelletier Perez Perret Perrin Picard Pinto
Poirier Pons Poulain Prévost Prigent Pruvost Raynaud Renard Reynaud Ribeiro Rivière Robin Roche Rolland Rousseau
Roussel Roux Sabatier Salmon Sanchez Sauvage Schmitt Seguin Simon Sow Tanguy Tessier Thibaud Tissot Traoré Vasseur
Verdier Vidal Vigneron Villard Vincent Voisin Weber Zimmermann
""".replace("Da Silva", "Da_Silva")
    .replace("Le ", "Le_")
    .split()
)

STREETS = [
    "rue des Tilleuls", "rue du Moulin", "place de la Halle", "chemin des Vignes", "rue de la Fontaine",
    "avenue de la Gare", "rue des Écoles", "impasse du Lavoir", "rue Haute", "allée des Marronniers",
    "quai du Canal", "rue de la Tannerie", "boulevard des Platanes", "rue du Four", "sentier des Dunes",
]  # fmt: skip
