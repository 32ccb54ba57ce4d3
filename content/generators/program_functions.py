"""Values of the topic program-functions: nested calls, a recursion."""


def calls(rng, language):
    """A function of two parameters called inside its own argument."""
    m, x, y, z = rng.integer(2, 4), rng.integer(2, 9), rng.integer(2, 9), rng.integer(2, 9)
    name = {"fr": "points", "en": "points"}[language]
    inner = m * x - y
    result = m * inner - z
    code = f"def {name}(a, b):\n    return {m} * a - b\n\nprint({name}({name}({x}, {y}), {z}))"
    return {"code": code, "inner": inner, "result": result}


def recursion(rng, language):
    """f(0) given, f(n) = f(n - 1) * m + c; shown for n = 3 or 4."""
    start, m, c, n = rng.integer(1, 5), rng.integer(2, 3), rng.integer(1, 4), rng.integer(3, 4)
    values = [start]
    for _ in range(n):
        values.append(values[-1] * m + c)
    code = f"def f(n):\n    if n == 0:\n        return {start}\n    return f(n - 1) * {m} + {c}\n\nprint(f({n}))"
    return {"code": code, "result": values[-1], "values": ", ".join(map(str, values))}
