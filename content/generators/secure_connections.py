"""Files of the topic secure-connections: the configuration report of a router."""

from chalicelib.content import files

LINES = {
    "fr": {
        "password": (
            "mot de passe d'administration : changé le 2025-02-11",
            "mot de passe d'administration : celui d'usine",
        ),
        "home": ("Wi-Fi maison : chiffrement WPA3", "Wi-Fi maison : chiffrement WEP"),
        "guest": ("Wi-Fi invités : chiffrement WPA2", "Wi-Fi invités : chiffrement absent"),
        "remote": ("administration depuis internet : fermée", "administration depuis internet : ouverte"),
        "firmware": ("micrologiciel : à jour", "micrologiciel : mise à jour de sécurité en attente"),
    },
    "en": {
        "password": ("administration password: changed on 2025-02-11", "administration password: factory default"),
        "home": ("home Wi-Fi: encryption WPA3", "home Wi-Fi: encryption WEP"),
        "guest": ("guest Wi-Fi: encryption WPA2", "guest Wi-Fi: encryption none"),
        "remote": ("administration from the internet: closed", "administration from the internet: open"),
        "firmware": ("firmware: up to date", "firmware: security update pending"),
    },
}
OTHERS = {
    "fr": ["nom du réseau : Maison-Tilleul", "canal Wi-Fi : 6", "appareils connectés : 9", "langue : français"],
    "en": ["network name: Linden-House", "Wi-Fi channel: 6", "connected devices: 9", "language: English"],
}
BAD = {
    "fr": ("d'usine", "WEP", "absent", "ouverte", "attente"),
    "en": ("factory", "WEP", "none", ": open", "pending"),
}


def router(rng, language):
    """Nine lines, one to four of them problems."""
    keys = list(LINES[language])
    wrong = rng.sample(range(len(keys)), rng.integer(1, 4))
    lines = [LINES[language][key][position in wrong] for position, key in enumerate(keys)]
    problems = "; ".join(line for position, line in enumerate(lines) if position in wrong)
    order = rng.shuffle(range(9))
    every = [*lines, *OTHERS[language]]
    content = files.txt("\n".join(every[position] for position in order))
    return {
        "count": len(wrong),
        "problems": problems,
        "files": {"box.txt" if language == "fr" else "router.txt": content},
    }


def solve_router(found, values, language):
    """Counts the lines with one of the tell-tale words."""
    lines = next(iter(found.values())).decode().splitlines()
    return sum(any(mark in line for mark in BAD[language]) for line in lines)
