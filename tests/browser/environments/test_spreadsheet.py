"""Formulas give what the usual spreadsheets give, with the function names of three languages."""

from collections.abc import Callable
from typing import Any

import pytest

CELLS = {"A1": "3", "A2": "4,5", "A3": "pear", "A4": "-2", "A5": "", "B1": "apple", "B2": "Pear", "B3": "10%"}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=1+2*3^2", "19"), ("=(1+2)*3", "9"), ("=-2^2+1", "5"), ("=10%*50", "5"), ("=7/2", "3.5"), ("=1/0", "#DIV/0!"),
        ("=SUM(A1:A5)", "5.5"), ("=SOMME(A1;A2;1,5)", "9"), ("=SUM(A1,A2,1.5)", "9"), ("=SUMME(A1:B5)", "5.6"),
        ("=MOYENNE(A1:A5)", "1.833333333"), ("=COUNT(A1:A5)", "3"), ("=NBVAL(A1:A5)", "4"), ("=MEDIAN(A1:A5)", "3"),
        ("=MIN(A1:A5)&\"/\"&MAX(A1:A5)", "-2/4.5"), ("=IF(A1>2,\"big\",\"small\")", "big"),
        ("=SI(ET(A1>2;A2>5);\"yes\";\"no\")", "no"), ("=COUNTIF(A1:A5,\">0\")", "2"), ("=NB.SI(A1:B3;\"pear\")", "2"),
        ("=SUMIF(A1:A2,\">3\")", "4.5"), ("=ROUND(2.345,2)", "2.35"), ("=ARRONDI(-2,5;0)", "-3"), ("=MOD(-1,3)", "2"),
        ("=VLOOKUP(\"PEAR\",A3:B3,2)", "0.1"), ("=LEN(B1)", "5"), ("=MAJUSCULE(B1)", "APPLE"), ("=A1+A3", "#VALUE!"),
        ("=NOPE(1)", "#NAME?"), ("=1+", "#ERR!"), ("=C1+1", "#CYCLE!"), ("=A3=B2", "TRUE"), ("=NOT(A1=3)", "FALSE"),
        ("=constructor(1)", "#NAME?"),
    ],
)  # fmt: skip
def test_the_value_of_a_formula(stage: Callable[..., Any], formula: str, value: str) -> None:
    """What is learnt here must hold in the spreadsheet at school or at work."""
    played = stage("spreadsheet", {"task": "value", "cell": "C1", "cells": CELLS})
    played.go("C1")
    played.key("Enter")
    played.line(formula)
    cell, shown = played.answer().split("=", 1)
    assert cell == "C1"
    assert shown[:13] == value


def test_sorting_keeps_each_row_together_and_its_formulas_right(stage: Callable[..., Any]) -> None:
    """A sort that tears rows apart is the classic accident; here it would teach it."""
    cells = {
        "A1": "name",
        "B1": "n",
        "C1": "double",
        "A2": "x",
        "B2": "9",
        "C2": "=B2*2",
        "A3": "y",
        "B3": "4",
        "C3": "=B3*2",
    }
    played = stage("spreadsheet", {"task": "formulas", "range": "A2:C3", "cells": cells})
    played.go("B1")
    played.press("Sort B ascending")
    assert played.answer() == "y | 4 | =B2*2 | x | 9 | =B3*2"
