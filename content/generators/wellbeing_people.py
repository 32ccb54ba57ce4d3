"""Files of the topic wellbeing-people: the export of a discussion."""

from chalicelib.content import files

VICTIMS = ["Sofia", "Ilyes", "Maya", "Noam", "Lucie", "Tariq"]
ACCOUNTS = [("zed_9", "zed_99"), ("kobra7", "kobra77"), ("mr.x", "mr.xx"), ("lynx_a", "lynx_aa")]
OTHERS = ["pia", "oskar", "wassim"]
SEPARATOR = {"fr": ";", "en": ","}
HEADER = {"fr": ["date", "auteur", "destinataire", "message"], "en": ["date", "author", "recipient", "message"]}
TEXTS = {
    "fr": ["réponds !", "tu viens demain ?", "lol", "personne ne t'aime", "ok", "on sait où tu es"],
    "en": ["answer!", "are you coming tomorrow?", "lol", "nobody likes you", "ok", "we know where you are"],
}


def evidence(rng, language):
    """150 messages of a month; an account with nearly the same name, and messages to others, mislead."""
    victim, other = rng.sample(VICTIMS, 2)
    account, twin = rng.choice(ACCOUNTS)
    month, start = rng.integer(1, 9), rng.integer(3, 10)
    end, rows = start + rng.integer(7, 14), []
    for _ in range(150):
        day = rng.choice([start, end, rng.integer(1, 28), rng.integer(1, 28), rng.integer(1, 28)])
        rows.append(
            [
                f"2026-{month:02d}-{day:02d} {rng.integer(7, 23):02d}:{rng.integer(0, 59):02d}",
                rng.choice([account, account, twin, *OTHERS]),
                rng.choice([victim, victim, other]),
                TEXTS[language][rng.integer(0, 5)],
            ]
        )
    count = sum(row[1] == account and row[2] == victim and start <= int(row[0][8:10]) <= end for row in rows)
    bounds = {"first": f"2026-{month:02d}-{start:02d}", "last": f"2026-{month:02d}-{end:02d}"}
    content = files.csv([HEADER[language], *sorted(rows)], SEPARATOR[language])
    return {"victim": victim, "account": account, **bounds, "count": count, "files": {"export.csv": content}}


def solve_evidence(found, values, language):
    """Compares dates as texts."""
    rows = files.read_csv(found["export.csv"], SEPARATOR[language])[1:]
    mine = [date[:10] for date, who, to, _ in rows if (who, to) == (values["account"], values["victim"])]
    return len([date for date in mine if values["first"] <= date <= values["last"]])
