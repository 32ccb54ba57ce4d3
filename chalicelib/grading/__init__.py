"""Is an answer right? Pure rules, standard library only (domain 4; docs/grading.md)."""

from .key import AnswerKey, InvalidKey
from .marking import Circumstances, Graded, Settings, Value, grade

__all__ = ["AnswerKey", "Circumstances", "Graded", "InvalidKey", "Settings", "Value", "grade"]
