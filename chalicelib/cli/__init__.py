"""The command line `pix`: one module per verb family."""
