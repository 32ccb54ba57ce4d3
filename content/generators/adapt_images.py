"""Values and files of the topic adapt-images: dimensions, proportions, a vector drawing, usable photos."""

import io

from PIL import Image

from chalicelib.content import files

COLOURS = ["steelblue", "darkseagreen", "goldenrod", "indianred", "slategray", "peru"]
NAMES = {"fr": ["alpha", "bravo", "delta", "lima"], "en": ["alpha", "bravo", "delta", "lima"]}


def dimensions(rng, language):
    """A small picture; the size is asked in several spellings."""
    width, height = rng.integer(120, 480), rng.integer(90, 360)
    shape = ("ellipse", (10, 10, width - 10, height - 10), rng.choice(COLOURS))
    sizes = [f"{width}x{height}", f"{width}×{height}", f"{width}*{height}"]
    return {"sizes": sizes, "files": {"image.png": files.png(width, height, [shape])}}


def solve_dimensions(found, values, language):
    """Reads the header of the PNG."""
    data = found["image.png"]
    return f"{int.from_bytes(data[16:20], 'big')}x{int.from_bytes(data[20:24], 'big')}"


def scale(rng, language):
    """Whole results only."""
    ratio, target, height = rng.choice([2, 3, 4, 5]), rng.integer(20, 80) * 10, rng.integer(20, 70) * 10
    width, tall = target * ratio, height * ratio
    return {"width": width, "height": tall, "target": target, "result": height}


def which_vector(rng, language):
    """Two PNG, one JPEG and one SVG without extensions."""
    order = rng.shuffle(range(4))
    colour = rng.choice(COLOURS)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {rng.integer(50, 200)} 100"><circle cx="50" cy="50" r="40" fill="{colour}"/></svg>'
    made = [
        files.txt(svg),
        files.png(60, 60, [("rectangle", (5, 5, 55, 55), colour)]),
        files.png(80, 50, [("ellipse", (5, 5, 75, 45), rng.choice(COLOURS))]),
        files.jpeg(70, 70, rng.choice(COLOURS)),
    ]
    archive = {NAMES[language][place]: made[kind] for place, kind in enumerate(order)}
    return {"name": NAMES[language][order.index(0)], "files": {"images.zip": files.zip_of(archive)}}


def solve_which_vector(found, values, language):
    """The one that is readable text."""
    inside = files.read_zip(found["images.zip"])
    return next(name for name, data in inside.items() if data.startswith(b"<svg"))


def usable(rng, language):
    """Five pictures around the limit, at least one usable; width or height alone is not enough."""
    width, height = rng.integer(20, 40) * 10, rng.integer(15, 30) * 10
    photos = {}
    for n in range(5):
        wide, high = rng.chance(60), rng.chance(60)
        w = width + rng.integer(0, 60) if wide else width - rng.integer(10, 60)
        h = height + rng.integer(0, 60) if high else height - rng.integer(10, 60)
        photos[f"photo-{n + 1}.png"] = (w, h)
    count = sum(w >= width and h >= height for w, h in photos.values())
    if not count:
        return usable(rng, language)  # “none” looks like a fault of the question
    archive = {
        name: files.png(w, h, [("rectangle", (0, 0, w, h), rng.choice(COLOURS))]) for name, (w, h) in photos.items()
    }
    return {"width": width, "height": height, "count": count, "files": {"photos.zip": files.zip_of(archive)}}


def solve_usable(found, values, language):
    """Opens each picture with the picture library."""
    sizes = [Image.open(io.BytesIO(data)).size for data in files.read_zip(found["photos.zip"]).values()]
    return sum(w >= int(values["width"]) and h >= int(values["height"]) for w, h in sizes)
