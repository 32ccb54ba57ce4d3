"""Values of the topic secure-phishing: deceptive addresses."""

TRUSTED = ["banque-du-lac.example", "ville-claire.example", "poste-du-pays.example", "impots-en-ligne.example"]
OWNERS = [
    "clic-rapide.example",
    "paiement-net.example",
    "dossier24.example",
    "suivi-colis.example",
    "compte-aide.example",
]
PATHS = ["login", "compte/verifier", "paiement", "espace-client"]


def address(rng, language):
    """A trusted name as a subdomain, in the path, before an @, or honestly as the domain itself."""
    trusted, owner, path = rng.choice(TRUSTED), rng.choice(OWNERS), rng.choice(PATHS)
    kind = rng.integer(0, 3)
    url = [
        f"https://{trusted}.{owner}/{path}",
        f"https://www.{owner}/{trusted}/{path}",
        f"https://{trusted}@{owner}/{path}",
        f"https://secure.{trusted}/{owner}/{path}",
    ][kind]
    domain, trap = (trusted, owner) if kind == 3 else (owner, trusted)
    return {"url": url, "domain": domain, "trap": trap}
