"""`python -m chalicelib.cli`: the same as `pix`, by the interpreter in hand."""

from chalicelib.cli.main import main

main()
