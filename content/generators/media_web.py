"""Values and files of the topic media-web: the cascade, anchors, a grid, responsive images, a weight budget."""

import re

from chalicelib.content import files

SEPARATOR = {"fr": ";", "en": ","}
COLOURS = ["red", "blue", "green", "orange", "purple"]


def _weight(selector, important):
    return (important, selector.count("#"), selector.count("."))


def cascade(rng, language):
    """Five rules with five colours; the winner is not the last one."""
    name, cls = rng.choice(["accueil", "menu", "note"]), rng.choice(["doux", "vif", "clair"])
    selectors = rng.shuffle(["p", f".{cls}", f"p.{cls}", f"#{name}", "p"])
    colours = rng.shuffle(COLOURS)
    important = rng.integer(0, 4) if rng.chance(40) else -1
    rules = [(_weight(selector, n == important), n) for n, selector in enumerate(selectors)]
    winner = max(rules)[1]
    if winner == 4:
        return cascade(rng, language)
    lines = [
        f"{selector} {{ color: {colour}{' !important' if n == important else ''}; }}"
        for n, (selector, colour) in enumerate(zip(selectors, colours, strict=True))
    ]
    return {"id": name, "cls": cls, "style": "\n".join(["```", *lines, "```"]), "colour": colours[winner]}


ANCHORS = ["horaires", "tarifs", "acces", "equipe", "histoire", "contact", "plan", "photos"]


def anchors(rng, language):
    """Eight links; one target is spelt otherwise."""
    names = rng.shuffle(ANCHORS)
    broken = rng.choice(names)
    targets = [
        f"{name}s" if name == broken and not name.endswith("s") else name[:-1] if name == broken else name
        for name in rng.shuffle(names)
    ]
    links = "\n".join(f'<li><a href="#{name}">{name}</a></li>' for name in names)
    parts = "\n".join(f'<section id="{name}"><h2>{n}</h2><p>...</p></section>' for n, name in enumerate(targets, 1))
    return {
        "name": broken,
        "files": {"page.html": files.html("Page", f"<nav><ul>\n{links}\n</ul></nav>\n{parts}", language)},
    }


def solve_anchors(found, values, language):
    """Links less targets."""
    text = found["page.html"].decode()
    return (set(re.findall(r'href="#(\w+)"', text)) - set(re.findall(r'id="(\w+)"', text))).pop()


def grid(rng, language):
    """A whole number of pixels per fr."""
    unit, k, fixed, gap = (
        rng.integer(12, 40) * 5,
        rng.integer(2, 4),
        rng.integer(4, 12) * 20,
        rng.choice([8, 10, 16, 20]),
    )
    return {
        "width": fixed + 2 * gap + unit * (1 + k),
        "fixed": fixed,
        "k": k,
        "gap": gap,
        "unit": unit,
        "last": unit * k,
    }


def srcset(rng, language):
    """Five widths; density changes the choice."""
    widths = [320, 640, 960, 1280, 1920]
    window, part, density = rng.integer(36, 160) * 10, rng.choice([25, 50, 100]), rng.choice([2, 3])
    need = window * part * density // 100
    if need > 1920 or window * part * density % 100:
        return srcset(rng, language)
    best = next(width for width in widths if width >= need)
    plain = next(width for width in widths if width >= need / density)
    if best == plain:
        return srcset(rng, language)
    told = ", ".join(f"p{width}.jpg {width}w" for width in widths)
    return {
        "srcset": told,
        "window": window,
        "part": part,
        "density": density,
        "need": need,
        "best": best,
        "plain": plain,
    }


def weight(rng, language):
    """12 files, the first ones over the budget."""
    kinds = ["html", "css", "js", "font", "image", "image", "image", "video", "image", "js", "image", "image"]
    rows = [
        [f"f{n:02}.{kind}", rng.integer(8, 420), "lazy" if kind in ("image", "video") and rng.chance(55) else "eager"]
        for n, kind in enumerate(kinds, 1)
    ]
    first = sum(size for _, size, how in rows if how == "eager")
    every = sum(size for _, size, _ in rows)
    budget = first * rng.integer(60, 90) // 1000 * 10
    if first == every or budget >= first:
        return weight(rng, language)
    head = {"fr": ["fichier", "taille (ko)", "chargement"], "en": ["file", "size (kB)", "loading"]}[language]
    name = {"fr": "ressources.csv", "en": "resources.csv"}[language]
    return {
        "budget": budget,
        "over": first - budget,
        "all": every - budget,
        "files": {name: files.csv([head, *rng.shuffle(rows)], SEPARATOR[language])},
    }


def solve_weight(found, values, language):
    """Loads file after file and sees by how much the budget is passed."""
    left = int(values["budget"])
    for _, size, how in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]:
        left -= 0 if how == "lazy" else int(size)
    return -left
