"""Values of the topic adapt-formats: sheets of paper, attachments."""

NAMES = ["Ines", "Marc", "Selma", "Yao", "Zoe", "Bruno", "Dalia", "Eloi"]


def sheets(rng, language):
    """Pages on both sides, one, two or four per side."""
    pages, per, copies = rng.integer(5, 60), rng.choice([1, 2, 4]), rng.integer(2, 30)
    sides = -(-pages // per)
    each = -(-sides // 2)
    return {
        "who": rng.choice(NAMES),
        "pages": pages,
        "per": per,
        "copies": copies,
        "sides": sides,
        "each": each,
        "sheets": each * copies,
    }


def attachments(rng, language):
    """A PDF and four photos of multiples of 4 MB; one to three must be reduced."""
    pdf = rng.integer(1, 3)
    photos = sorted((rng.integer(1, 4) * 4 for _ in range(4)), reverse=True)
    total = pdf + sum(photos)
    wanted = rng.integer(1, 3)
    after = total - sum(photo * 3 // 4 for photo in photos[:wanted])
    before = total - sum(photo * 3 // 4 for photo in photos[: wanted - 1])
    if before == after:
        return attachments(rng, language)
    limit = rng.integer(after, before - 1)
    words = {"fr": ("dossier.pdf", "photo"), "en": ("file.pdf", "photo")}[language]
    unit, colon = {"fr": ("Mo", " :"), "en": ("MB", ":")}[language]
    order = rng.shuffle(photos)
    lines = [
        f"- {words[0]}{colon} {pdf} {unit}",
        *(f"- {words[1]}-{n}.jpg{colon} {photo} {unit}" for n, photo in enumerate(order, 1)),
    ]
    return {"limit": limit, "list": "\n".join(lines), "least": wanted, "total": total, "after": after}
