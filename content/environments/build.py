"""Writes an environment's page to look at, or the tables of docs/environments.md.

python content/environments/build.py page mailbox > /tmp/mailbox.html
python content/environments/build.py tables
"""

import json
import re
import sys
from pathlib import Path

from chalicelib.content import environment_pages

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "environments.md"
MARKS = re.compile(r"(?<=<!-- tables -->\n).*?(?=<!-- end of tables -->)", re.DOTALL)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _section(name: str) -> str:
    about = environment_pages.about(name)
    needs = [need.replace("_", " ") for need, met in about.needs.items() if not met]
    tasks = [
        (f"`{task.name}`", _cell(task.what), f"`{_cell(json.dumps(task.config, ensure_ascii=False))}`",
         f"`{_cell(task.answer)}`")
        for task in about.tasks.values()
    ]  # fmt: skip
    keys = [(f"`{key}`", _cell(what)) for key, what in about.config.items()]
    return "\n\n".join(
        [
            f"### `{name}`",
            f"{about.title['en']} ({about.title['fr']}), {about.height} px high at first"
            + (f"; not made for: {', '.join(needs)}." if needs else "."),
            _table(("task", "what the learner does", "example of config", "right answer then"), tasks),
            _table(("config", "what it holds"), keys),
        ]
    )


def tables() -> str:
    """The sections of all environments, Markdown."""
    return "\n" + "\n\n".join(map(_section, environment_pages.names())) + "\n\n"


def filled(document: str) -> str:
    """The documentation page with the tables of today."""
    return MARKS.sub(lambda _: tables(), document)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["page", wanted]:
            sys.stdout.buffer.write(environment_pages.build(wanted))
        case ["tables"]:
            DOCUMENT.write_text(filled(DOCUMENT.read_text("utf-8")), "utf-8")
        case _:
            sys.exit(__doc__)
