"""What is asked, by words of several kinds near one another."""

import time

import pytest

from mailguard.facts.asks import Said, names

ASKED = [
    ("data_request", "Could you send me the full list of our donors as a spreadsheet?"),
    ("data_request", "Pourriez-vous nous transmettre la liste\ncomplète des adhérent·e·s ?"),
    ("data_request", "il me faut « le fichier » des sympathisants"),
    ("internal_request", "I need the confidential polling figures before noon."),
    ("internal_request", "Peux-tu m'envoyer les relevés bancaires de la campagne ?"),
    ("private_request", "Who signs the payments in your office?"),
    ("private_request", "Merci de me communiquer le numéro personnel de la candidate."),
    ("access_request", "Please give me access to the shared drive."),
    ("access_request", "Désactive la double authentification de mon compte."),
    ("bank_moved", "We have changed banks; please use the new account below."),
    ("bank_moved", "Je souhaite que mon salaire soit versé sur un autre compte."),
    ("payment", "Can you settle an invoice today?"),
    ("payment", "Peux-tu faire partir un virement avant midi ?"),
    ("gift_card", "I need you to pick up six gift cards."),
    ("gift_card", "Pourrais-tu acheter des cartes prépayées ?"),
    ("refund_request", "I donated twice by mistake, please refund the difference."),
    ("refund_request", "J'ai versé deux fois, merci de me rembourser mon don."),
    ("code_request", "Read me the six digits that you receive by text."),
    ("code_request", "Dicte-moi le code que tu viens de recevoir."),
    ("channel_move", "Write to me on Signal instead."),
    ("channel_move", "Donne-moi ton numéro de portable."),
    ("contact_moved", "My phone was stolen, this is my new number."),
    ("opener", "Are you at your desk?"),
    ("opener", "Tu es dispo ? Petit service à te demander."),
    ("password_request", "Répondez avec votre identifiant et votre mot de passe actuels."),
    ("payroll_change", "Please split my salary from this month: half to the new account."),
    ("advance_fee", "To release the inheritance a fee of 900 must be paid."),
    ("private_request", "Peux-tu me transmettre son agenda et son portable ?"),
    ("payment", "Invoice 77 hasn't landed. Could you push it through this afternoon?"),
    ("hushed", "Keep this between us."),
    ("hushed", "N'en parle à personne."),
    ("extortion", "Stand down from the hustings and the recordings stay in my drawer."),
    ("extortion", "Renoncez au meeting, les clichés resteront chez moi."),
    ("extortion", "Two hundred posts against you are ready; 400 euros and they disappear."),
    ("extortion", "0.2 in bitcoin before Monday."),
    ("extortion", "J'ai accès depuis mai à votre appareil."),
    ("extortion", "Vos fichiers sont chez nous, rachetez les pour 900 euros."),
    ("held_for_fee", "Your package waits at customs, settle the charges below."),
    ("held_for_fee", "Un paquet est retenu au dépôt : acquittez l'affranchissement."),
    ("papers_asked", "Upload a copy of your passport."),
    ("papers_asked", "Il nous faut une copie de votre pièce d'identité."),
    ("unseen_money", "We could support you off the books."),
    ("unseen_money", "Nous voudrions vous aider sans passer par les comptes."),
    ("private_request", "Which private number reaches her on Sunday?"),
    ("private_request", "Quelle est son adresse personnelle ?"),
    ("data_request", "The canvassers are hard to reach, email me the sheet."),
    ("data_request", "Une copie de votre passeport est exigée par l'hôtel."),
    ("channel_move", "Signal is safer."),
    ("advance_fee", "The handling charges are refunded with the grant."),
    ("refund_request", "I typed 900 instead of 90, could you return the rest?"),
    ("charged", "Un paiement est suspendu sur votre compte."),
    ("note_calls", "A seller sent you a bill. If you do not recognise it, dial 555 0100."),
    ("extortion", "We hold your emails and will publish them unless you pay."),
    ("extortion", "Unless 2 BTC arrive the site goes dark."),
    ("extortion", "Je sais où tes enfants jouent."),
    ("extortion", "Pour 300 euros on ne fait rien."),
    ("data_request", "How about swapping membership lists?"),
    ("data_request", "Email me their names and phones."),
    ("code_request", "Lis-moi ce qui est écrit sur la carte."),
    ("payroll_change", "Merci d'ajouter à la paie de mai un nouveau salarié."),
    ("secret_typed", "Scannez ce carré puis tapez le code secret."),
    ("let_in", "Reliez votre agenda à notre outil."),
    ("vote_again", "Your ballot was rejected, vote again."),
    ("identity_proof", "Justifiez l'identité du titulaire."),
    ("advance_fee", "Send 300, they come back with the grant."),
    ("plight", "My bag was stolen in Porto, can you wire me 500?"),
    ("extortion", "We copied your archive; by Friday 1 BTC or reporters get it."),
    ("extortion", "Your girls play alone in the yard, I saw them."),
    ("extortion", "On connaît l'heure du bus de ta fille."),
    (
        "advance_fee",
        "A caution of 120 is paid beforehand, then the allocation: subvention, caution préalable.",
    ),
    ("advance_fee", "Our founder, who died without children, leaves you a flat; a fee is open."),
    ("secret_typed", "To stop receiving this, log in with your mailbox."),
    ("secret_typed", "Flashez ce carré avec votre identifiant."),
    ("secret_typed", "Identity check by bank card required."),
    ("proof_sent", "Payment waits until your ID document is received: proof of address uploaded."),
    ("let_in", "Grant the right to read your messages."),
    ("private_request", "Combien reste-t-il en caisse, sur le compte ?"),
    ("site_request", "Which firewall do you use?"),
    ("complaint", "Assignation : la télécharger ici."),
    ("look_at_this", "Is it you in this clip?"),
    ("look_at_this", "They wrote crazy stories, this of you is the worst: look."),
    ("extortion", "Send 2 ETH in crypto or your kids learn it."),
    ("extortion", "Les journalistes l'auront mardi, un arrangement à 900 est possible."),
    ("extortion", "Nos commentaires disparaissent pour 80 euros."),
    ("plight", "Robbed near the station; the hostel wants 90 now."),
    ("plight", "Ma voiture est au garage, peux-tu me dépanner ?"),
    ("password_request", "The engineer needs your password."),
    ("advance_fee", "Your loan is granted, first the insurance of 80."),
    ("secret_typed", "Tell us your IBAN and your date of birth."),
    ("secret_typed", "Enter the number on your polling card."),
    ("private_request", "À partir de quel montant une seconde signature ?"),
    ("listing_signed", "Sign the coupon and mail it back."),
    ("vote_again", "Échangez vos anciens codes de vote."),
    ("data_request", "Mail me the phone numbers of all volunteers."),
]

NOT_ASKED = [
    ("data_request", "I will send you the list of our members."),
    ("data_request", "Nous souhaitons vous transmettre la liste des bénévoles."),
    ("data_request", "Please take me off the list of supporters."),
    ("bank_moved", "Our bank details have not changed."),
    ("payment", "Ne réglez pas la facture."),
    ("gift_card", "We never send vouchers."),
    ("password_request", "My password has expired, what should I do?"),
    ("channel_move", "I'd need your purchase order number."),
    ("extortion", "We have the photos of Sunday's rally, have a look."),
    ("extortion", "The video of the debate is online, reviews are good."),
    ("held_for_fee", "Your parcel is on its way and arrives on Monday."),
    ("held_for_fee", "Votre colis est en attente au point relais, venez avec cet avis."),
    ("papers_asked", "Never scan your passport for a stranger."),
    ("data_request", "Une carte d'identité est-elle nécessaire pour voter ?"),
    ("data_request", "I would like to be a volunteer, send me the details."),
    ("extortion", "J'ai les photos de la réunion, je vous les envoie après lundi."),
    ("extortion", "I would like to donate 500 in bitcoin."),
    ("extortion", "Get access on your phone and your computer."),
    ("extortion", "According to your website 12 posters disappear each night."),
    ("held_for_fee", "Commande payée. Livraison en point relais, frais de port 4,90."),
    ("unseen_money", "Puis-je faire un don en liquide ?"),
    ("unseen_money", "How can I support you? I would like to donate."),
    ("note_calls", "If you did not ask for this, ignore it."),
    ("code_request", "The dress code is casual."),
    ("extortion", "We know where the polling stations are."),
    ("site_request", "The hall has a caretaker."),
    ("secret_typed", "Never type your PIN on a page like this."),
    ("vote_again", "Vote on Sunday, every ballot counts."),
    ("name_taken", "Our company registered a new domain."),
    ("listing_signed", "Sign the petition in the register."),
    ("secret_typed", "Unsubscribe. We never ask for your password."),
    ("proof_sent", "Passport: received."),
    ("plight", "The operation went well, see you at the rally."),
    ("hotline", "Our helpers are on 555 0100."),
]


@pytest.mark.parametrize(("name", "text"), ASKED)
def test_a_request_is_understood_in_many_wordings(name, text):
    assert Said(text).want(name).n


@pytest.mark.parametrize(("name", "text"), NOT_ASKED)
def test_an_offer_or_a_refusal_is_no_request(name, text):
    assert not Said(text).want(name).n


def test_every_request_of_the_vocabulary_can_be_asked_for():
    said = Said("Bonjour")
    assert len(names()) > 20
    assert all(said.want(name).n == 0 for name in names())


def test_a_long_text_is_read_in_time():
    text = "please send the list of donors today to my new bank account " * 200
    began = time.process_time()
    said = Said(text)
    assert said.want("data_request").n
    for name in names():
        said.want(name)
    assert time.process_time() - began < 1.0
