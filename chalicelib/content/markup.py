"""Author's markdown to safe HTML: no raw HTML, no remote pictures, links only to https. Build time only."""

from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's own name
        """Any other link stays text: pages of this service are no place for authors to send people to."""
        return url.startswith("https://")


_markdown = _Markdown("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")


@lru_cache(maxsize=20_000)
def block(text: str) -> str:
    """Paragraphs, lists, tables, code."""
    return _markdown.render(text).strip()


@lru_cache(maxsize=20_000)
def inline(text: str) -> str:
    """One line: emphasis, code, links."""
    return _markdown.renderInline(text.strip())


def plain(text: str) -> str:
    """Text for HTML, without any markup."""
    return escapeHtml(text)
