"""Authors' markdown becomes HTML that pages show without looking at it again."""

import pytest

from chalicelib.content import markup


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "//a.example",
        "/fr/account.html",
        "mailto:a@b.example",
    ],
)
@pytest.mark.parametrize("written", ["[here]({})", "<{}>", "[here][1]\n\n[1]: {}"])
@pytest.mark.parametrize("render", [markup.block, markup.inline])
def test_only_https_is_a_link(render: object, written: str, address: str) -> None:
    """A question cannot send people to an unencrypted page, nor to another page of this service."""
    assert "<a" not in render(written.format(address))  # type: ignore[operator]


def test_a_link_to_https_is_one() -> None:
    """Sources can be named."""
    assert markup.inline("[here](https://a.example)") == '<a href="https://a.example">here</a>'


@pytest.mark.parametrize("written", ["<script>x</script>", "<img src=x onerror=x>", "![x](https://a.example/b.png)"])
def test_no_markup_of_authors_and_no_foreign_picture(written: str) -> None:
    """Either could run code, or tell another server who reads."""
    shown = markup.block(written)
    assert "<script" not in shown
    assert "<img" not in shown
