"""Values and files of the topic media-images: a square crop, the magic wand, a colour code."""

from chalicelib.content import files


def square(rng, language):
    """A landscape photo with an even difference."""
    height, cut = rng.integer(40, 300) * 10, rng.integer(20, 90) * 5
    return {"width": height + 2 * cut, "height": height, "cut": cut, "both": 2 * cut}


def _spread(grid, row, column):
    """Pixels reached from one by shared sides in the same colour."""
    reached, waiting = {(row, column)}, [(row, column)]
    while waiting:
        y, x = waiting.pop()
        for near in ((y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)):
            inside = 0 <= near[0] < len(grid) and 0 <= near[1] < len(grid[0])
            if inside and near not in reached and grid[near[0]][near[1]] == grid[y][x]:
                reached.add(near)
                waiting.append(near)
    return reached


def wand(rng, language):
    """A grid of 8 × 10 letters in blocks; the clicked zone has 5 to 16 pixels and its colour is elsewhere too."""
    grid = [[rng.choice("BBVR") for _ in range(10)] for _ in range(8)]
    row, column = rng.integer(1, 6), rng.integer(1, 8)
    count = len(_spread(grid, row, column))
    every = sum(line.count(grid[row][column]) for line in grid)
    if not 5 <= count <= 16 or every == count:
        return wand(rng, language)
    text = "\n".join(" ".join(line) for line in grid) + "\n"
    return {
        "row": row + 1,
        "column": column + 1,
        "count": count,
        "all": every,
        "files": {"pixels.txt": files.txt(text)},
    }


def solve_wand(found, values, language):
    """Grows the zone until it no longer changes."""
    grid = [line.split() for line in found["pixels.txt"].decode().splitlines()]
    start = (int(values["row"]) - 1, int(values["column"]) - 1)
    same = {
        (y, x) for y, line in enumerate(grid) for x, letter in enumerate(line) if letter == grid[start[0]][start[1]]
    }
    zone, size = {start}, 0
    while len(zone) > size:
        size = len(zone)
        zone |= {(y, x) for y, x in same if any(abs(y - a) + abs(x - b) == 1 for a, b in zone)}
    return len(zone)


def colour(rng, language):
    """A code with three different parts."""
    red, green, blue = rng.sample(range(10, 250), 3)
    return {"code": f"#{red:02X}{green:02X}{blue:02X}", "red": red, "green": green, "blue": blue}
