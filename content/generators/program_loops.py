"""Values of the topic program-loops: numbers of rounds, sums of multiples."""


def beeps(rng, language):
    """A range with a step of 2 to 5, of 3 to 7 rounds."""
    a, step, rounds = rng.integer(0, 6), rng.integer(2, 5), rng.integer(3, 7)
    b = a + step * (rounds - 1) + rng.integer(1, step)
    values = list(range(a, b, step))
    return {"a": a, "b": b, "step": step, "times": len(values), "values": ", ".join(map(str, values))}


def multiples(rng, language):
    """The sum of 3 to 6 multiples; the end is sometimes itself a multiple, and then left out."""
    m, count = rng.integer(3, 7), rng.integer(3, 6)
    end = m * (count + 1) - rng.integer(0, m - 1)
    terms = [n for n in range(1, end) if n % m == 0]
    return {"m": m, "end": end, "total": sum(terms), "terms": " + ".join(map(str, terms))}
