"""Short lessons of our own: content/lessons/<name>.<language>.md, published as small accessible HTML pages."""

import math
import re
from dataclasses import dataclass
from pathlib import Path

from chalicelib.content import markup

_WORDS_PER_MINUTE = 150
_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1.1rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 0 auto; padding: 1rem; }}
table {{ border-collapse: collapse; }} th, td {{ border: 1px solid; padding: .3em .6em; text-align: left; }}
pre {{ overflow: auto; }}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson in one language."""

    title: str
    minutes: int
    page: bytes


def read_lesson(folder: Path, name: str, language: str) -> Lesson | None:
    """The lesson; None when it is not written in that language, or does not begin with `# Title`."""
    path = folder / f"{name}.{language}.md"
    if not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    title = re.match(r"# (.+)", text)
    if not title:
        return None
    minutes = max(1, math.ceil(len(text.split()) / _WORDS_PER_MINUTE))
    page = _PAGE.format(language=language, title=markup.plain(title[1]), body=markup.block(text))
    return Lesson(title[1], minutes, page.encode())
