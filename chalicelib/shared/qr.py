"""QR codes as SVG, for documents."""

import io

RECOVERY = "m"  # 15 % of the modules may be unreadable: creased paper, a photocopy


def svg(address: str) -> str:
    """The QR code of an address, dark on nothing, with the quiet zone that readers need."""
    import segno  # noqa: PLC0415 - only functions that typeset have it

    out = io.BytesIO()
    segno.make(address, error=RECOVERY, micro=False).save(
        out, kind="svg", border=4, xmldecl=False, nl=False, omitsize=True, dark="#1d2630"
    )
    return out.getvalue().decode()
