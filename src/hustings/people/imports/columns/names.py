"""Names of columns in lists, English and French, folded, with ``_`` between words."""

import re
from collections.abc import Iterator

from hustings.foundation.lib.text.text_folding import fold

_SAID = """
external_id: external_id id_externe member_id membership_number numero numero_adherent
    numero_d_adherent n_adherent no_adherent identifiant matricule
given_name: first_name firstname first given_name given_names forename prenom prenoms
family_name: last_name lastname last surname family_name nom nom_de_famille nom_famille nom_usage
    nom_d_usage nom_de_naissance
name: name full_name fullname nom_complet nom_et_prenom nom_prenom prenom_nom prenom_et_nom contact
email: email e_mail mail email_address e_mail_address mail_address emailaddress courriel
    adresse_email adresse_e_mail adresse_mail adresse_electronique adresse_courriel mel adresse_mel
    email_1 email1 mail_1 email_2 email2 mail_2 email_3 email3 email_4 email4 e_mail_2
    deuxieme_email autre_email second_email
email_status: email_status status_email statut_email etat_email
phone: phone phone_number telephone tel tel_ mobile mobile_number mobile_phone cell cell_phone
    cellphone portable tel_portable tel_mobile telephone_mobile telephone_portable telephone_fixe
    tel_fixe fixe numero_de_telephone numero_telephone gsm phone_1 phone_2 phone_3 phone1 phone2
    telephone_1 telephone_2 home_phone work_phone work_phone_number num_tel n_tel no_tel tel_1 tel_2
born_on: born_at born_on birthdate birth_date date_of_birth dob birthday date_de_naissance
    date_naissance naissance ne_le nee_le ne_e_le
language: language lang langue preferred_language langue_preferee
tags: tags tag tag_list etiquettes etiquette mots_cles labels groupes
topics: topics topics_in topics_of_mail sujets sujets_de_mail
topics_out: topics_out topics_refused sujets_refuses
note: note notes comment comments remarque remarques commentaire commentaires observation
    observations
source: source origine provenance where_from
created_at: created_at created_on created date_added date_creation date_de_creation cree_le
    inscrit_le date_inscription date_d_inscription known_since connu_depuis joined_at
changed_at: updated_at updated_on updated modified_at modified date_modified last_modified date_modification
    date_de_modification modifie_le mis_a_jour mis_a_jour_le date_mise_a_jour derniere_modification
zone: territory territoire zone section circonscription constituency ward
lines: address address1 address_1 address_line_1 street street_address adresse adresse_1 adresse1
    rue voie adresse_postale adresse_ligne_1 ligne_1 numero_et_rue n_et_rue addresse lines
    postal_address
lines2: address2 address_2 address_line_2 adresse_2 adresse2 complement complement_adresse
    complement_d_adresse adresse_ligne_2 ligne_2
lines3: address3 address_3 address_line_3 adresse_3 adresse3 adresse_ligne_3 ligne_3 lieu_dit
postcode: postcode post_code postal_code postalcode zip zip_code zipcode code_postal cp codepostal
city: city town ville commune localite municipality locality
state: state province region_code state_abbreviated
country: country country_code pays code_pays
consent.email: email_opt_in newsletter opt_in optin opt_in_email optin_email email_consent
    consent_email consentement_email accepte_les_emails recevoir_la_newsletter abonne_newsletter
    rgpd
consent.sms: mobile_opt_in sms_opt_in opt_in_sms optin_sms consent_sms consentement_sms
    accepte_les_sms
consent.phone: phone_opt_in opt_in_phone consent_phone consentement_telephone
consent.post: mail_opt_in post_opt_in consent_post consentement_courrier
refusal.phone: do_not_call donotcall federal_donotcall is_do_not_call ne_pas_appeler
refusal.all: do_not_contact donotcontact is_do_not_contact ne_pas_contacter
refusal.email: unsubscribed do_not_email opt_out email_opt_out desinscrit desabonne ne_pas_ecrire
refusal.sms: do_not_text sms_opt_out
consent_on: consent_date date_consentement date_du_consentement opt_in_date optin_date
    subscription_date subscribed_at
"""


def _known() -> Iterator[tuple[str, str]]:
    target = ""
    for word in _SAID.split():
        if word.endswith(":"):
            target = word[:-1]
        else:
            yield word, target


KNOWN = dict(_known()) | {  # of a file of refused lines, and of our own exports
    "hustings_line": "", "hustings_problem": "", "hustings_export": "",
}  # fmt: skip
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def normal(name: str) -> str:
    """``"Adresse e-mail"`` becomes ``"adresse_e_mail"``."""
    return _NOT_WORD.sub("_", fold(name)).strip("_")


def is_known(folded: str) -> bool:
    word = _NOT_WORD.sub("_", folded).strip("_")
    return word in KNOWN or word.startswith("can2_") or word in {"nationbuilder_id", "uuid", "hustings_id"}
