"""The safe HTML of questions as plain text."""

from html.parser import HTMLParser

BREAKS = {"p", "div", "ul", "ol", "table", "tr", "pre", "blockquote", "h1", "h2", "h3", "h4", "br", "li"}


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._numbers: list[int | None] = []
        self._verbatim = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BREAKS:
            self.parts.append("\n")
        if tag in ("ul", "ol"):
            self._numbers.append(0 if tag == "ol" else None)
        if tag == "li":
            self.parts.append(self._bullet())
        if tag in ("td", "th"):
            self.parts.append("| ")
        if tag == "img":
            self.parts.append(f"[{dict(attrs).get('alt') or ''}]")
        self._verbatim += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKS:
            self.parts.append("\n")
        if tag in ("ul", "ol") and self._numbers:
            self._numbers.pop()
        if tag in ("td", "th"):
            self.parts.append(" ")
        self._verbatim -= tag == "pre"

    def handle_data(self, data: str) -> None:
        self.parts.append(data if self._verbatim else " ".join(data.split("\n")))

    def _bullet(self) -> str:
        if not self._numbers or self._numbers[-1] is None:
            return "- "
        self._numbers[-1] += 1
        return f"{self._numbers[-1]}. "


def plain(html: str) -> str:
    """The text of a fragment: paragraphs apart, lists with their marks, table cells between bars."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    lines = [line.rstrip() for line in "".join(parser.parts).split("\n")]
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    return "\n".join(kept).strip("\n")
