"""The national register's side: our schema of its files, a contract, receipts."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from chalicelib.certificates.register.flux import NAMESPACE
from chalicelib.certificates.register.model import Contract

CPF = NAMESPACE
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parents[1] / "data" / "register" / "flux.xsd"))
CONTRACT = Contract(client="03ABC123", contract="MCFCER000001", kind="RS", code="RS1234")


def receipt(
    flux: str,
    accepted: Iterable[str] = (),
    refused: Mapping[str, str] | None = None,
    namespace: str = 'xmlns:ns2="urn:cdc:cpf:pc5:rapport:schema"',
) -> str:
    """A receipt as the Caisse writes them, by what is published of one."""
    refusals = "".join(
        f"<passage><idTechnique>{each}</idTechnique><messageErreur>{escape(why)}</messageErreur></passage>"
        for each, why in (refused or {}).items()
    )
    acceptances = "".join(f"<idTechnique>{each}</idTechnique>\n" for each in accepted)
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<rapport {namespace}>'
        f"<nomFichier>x.xml</nomFichier><idFlux>{flux}</idFlux><idTraitement>13407</idTraitement>"
        f"<PassagesKO>{refusals}</PassagesKO><PassagesOK>{acceptances}</PassagesOK></rapport>"
    )


def ids(path: Path) -> list[str]:
    """The certificates of a file, which keeps to our schema."""
    tree = etree.parse(path)
    SCHEMA.assertValid(tree)
    return [str(each.text) for each in tree.iter(f"{{{CPF}}}idTechnique")]
