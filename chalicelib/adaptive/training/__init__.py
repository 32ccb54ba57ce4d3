"""Training: which skill to ask next, and what the answers prove (domain 3 and 5; docs/training.md)."""

from .choice import Settings, explain, next_skill
from .explanation import Explanation, Message, Removal
from .knowledge import Observation, Skill, State
from .outcome import Standing, read_out

__all__ = [
    "Explanation",
    "Message",
    "Observation",
    "Removal",
    "Settings",
    "Skill",
    "Standing",
    "State",
    "explain",
    "next_skill",
    "read_out",
]
