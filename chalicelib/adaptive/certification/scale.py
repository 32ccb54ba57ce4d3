"""From ability to levels and pix: the published scale of the certification."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.adaptive.certification.likelihood import GRID, STEP


@dataclass(frozen=True, slots=True)
class Scale:
    """Level l begins at `first + (l - 1) width` logits; one level is `pix_per_level` pix.

    The defaults put level 4 around the mean of the published population (0) and give each level 0.6 logit.
    """

    first: float = -2.1
    width: float = 0.6
    levels: int = 8
    pix_per_level: int = 8

    def level(self, ability: float) -> int:
        """The level that an ability proves, 0 to `levels`."""
        return max(0, min(self.levels, int((ability - self.first) // self.width) + 1))

    def start(self, level: int) -> float:
        """The lowest ability of a level, in logits."""
        return self.first + (level - 1) * self.width

    def middle(self, level: int) -> float:
        """The ability in the middle of a level, in logits."""
        return self.start(level) + self.width / 2

    def pix(self, ability: float) -> float:
        """Continuous pix of an ability, so that level = floor(pix / pix_per_level)."""
        levels = (ability - self.first) / self.width + 1
        return self.pix_per_level * max(0.0, min(float(self.levels), levels))

    def level_probabilities(self, density: Sequence[float]) -> tuple[float, ...]:
        """Probability of each level 0..levels from the masses of the grid's cells.

        A cell cut by a threshold is shared in proportion, so any scale may be used with any grid.
        """
        below = [_mass_below(density, self.start(level)) for level in range(1, self.levels + 1)]
        return tuple(high - low for low, high in zip([0.0, *below], [*below, sum(density)], strict=True))


def _mass_below(density: Sequence[float], threshold: float) -> float:
    place = (threshold - GRID[0]) / STEP + 0.5
    cell = int(place // 1)
    if cell < 0:
        return 0.0
    if cell >= len(density):
        return sum(density)
    return sum(density[:cell]) + (place - cell) * density[cell]
