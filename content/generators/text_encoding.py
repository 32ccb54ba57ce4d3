"""Values of the topic text-encoding: sizes in bytes."""

PARTS = ["sol", "été", "naïf", "日本", "Ωmega", "né", "straße", "мир", "pain", "ça", "crème", "€5"]


def bytes_of(rng, language):
    """Two parts of different scripts."""
    text = " ".join(rng.sample(PARTS, 2))
    return {"text": text, "bytes": len(text.encode())}
