"""What the documentation shows as an example works when it is typed."""

import re
from pathlib import Path

from chalicelib.certificates.codes import is_code

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "chalicelib").rglob("*.py")))


def test_every_verification_code_passes_its_own_check() -> None:
    """Whoever tries the search or the verification with the example is told that the code is wrong, if it is."""
    codes = {(page.name, code) for page in PAGES for code in re.findall(r"\bP-[0-9A-Z]{11}\b", page.read_text("utf-8"))}
    examples = {each for each in codes if each[1] != "P-XXXXXXXXXXX"}
    assert examples
    assert {each for each in examples if not is_code(each[1])} == set()
