"""Files of the topic secure-incidents: a log of sign-ins."""

from chalicelib.content import files

ACCOUNTS = ["accueil", "direction", "archives", "atelier", "caisse", "jeunesse", "technique", "musique"]
HEADER = {"fr": ["heure", "compte", "adresse", "résultat"], "en": ["time", "account", "address", "result"]}
RESULT = {"fr": {True: "réussite", False: "échec"}, "en": {True: "success", False: "failure"}}
SEPARATOR = {"fr": ";", "en": ","}


def signins(rng, language):
    """Ordinary sign-ins, one account that was only attacked, one that gave way."""
    order = rng.shuffle(range(8))
    victim, decoy = ACCOUNTS[order[0]], ACCOUNTS[order[1]]
    addresses = [f"198.51.100.{n}" for n in rng.sample(range(10, 200), 10)]
    attacker, other = f"203.0.113.{rng.integer(1, 100)}", f"203.0.113.{rng.integer(101, 200)}"
    events = []
    for _ in range(110):
        place = rng.integer(0, 7)
        events.append(
            (rng.integer(480, 1080) * 60 + rng.integer(0, 59), ACCOUNTS[place], addresses[place], rng.chance(85))
        )
    begin = rng.integer(1100, 1300) * 60
    events += [(begin + 4 * n, victim, attacker, False) for n in range(rng.integer(11, 16))]
    events.append((begin + 90, victim, attacker, True))
    events += [(begin - 3000 + 5 * n, decoy, other, False) for n in range(rng.integer(12, 18))]
    rows = [[_clock(at), account, address, RESULT[language][ok]] for at, account, address, ok in sorted(events)]
    name = {"fr": "connexions.csv", "en": "signins.csv"}[language]
    content = files.csv([HEADER[language], *rows], SEPARATOR[language])
    return {"account": victim, "decoy": decoy, "address": attacker, "files": {name: content}}


def solve_signins(found, values, language):
    """Counts failures in a row per account and address, and looks for the success that follows ten of them."""
    failures = {}
    for _, account, address, result in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]:
        key = (account, address)
        if result == RESULT[language][False]:
            failures[key] = failures.get(key, 0) + 1
        elif failures.get(key, 0) >= 10:
            return account
        else:
            failures[key] = 0
    return ""


def _clock(seconds):
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
