"""Values of the topic privacy-traces: an entry form."""

DIRECT = {
    "fr": ["adresse postale", "courriel", "téléphone mobile", "téléphone fixe"],
    "en": ["postal address", "e-mail", "mobile phone", "landline phone"],
}
OTHER = {
    "fr": ["prénom", "année de naissance", "niveau de jeu", "club", "taille de maillot", "régime alimentaire"],
    "en": ["first name", "year of birth", "level of play", "club", "shirt size", "diet"],
}


def form(rng, language):
    """One to four direct contacts among four other fields."""
    direct = rng.sample(range(4), rng.integer(1, 4))
    other = rng.sample(range(6), 4)
    fields = rng.shuffle([DIRECT[language][n] for n in direct] + [OTHER[language][n] for n in other])
    named = ", ".join(DIRECT[language][n] for n in sorted(direct))
    return {"form": "\n".join(f"- {field}" for field in fields), "count": len(direct), "which": named}
