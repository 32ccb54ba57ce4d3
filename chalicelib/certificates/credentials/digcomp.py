"""The European framework that our competences cover: where it is published, and the names of its competences."""

PUBLISHED = {
    "2.2": "https://publications.jrc.ec.europa.eu/repository/handle/JRC128415",
    "3.0": "https://publications.jrc.ec.europa.eu/repository/handle/JRC144121",
}
HOME = "https://joint-research-centre.ec.europa.eu/digcomp/digcomp-framework_en"
NAMES = {  # DigComp 2.2: Vuorikari, Kluzer, Punie (2022), European Union, CC BY 4.0
    "1.1": "Browsing, searching and filtering data, information and digital content",
    "1.2": "Evaluating data, information and digital content",
    "1.3": "Managing data, information and digital content",
    "2.1": "Interacting through digital technologies",
    "2.2": "Sharing through digital technologies",
    "2.3": "Engaging in citizenship through digital technologies",
    "2.4": "Collaborating through digital technologies",
    "2.5": "Netiquette",
    "2.6": "Managing digital identity",
    "3.1": "Developing digital content",
    "3.2": "Integrating and re-elaborating digital content",
    "3.3": "Copyright and licences",
    "3.4": "Programming",
    "4.1": "Protecting devices",
    "4.2": "Protecting personal data and privacy",
    "4.3": "Protecting health and well-being",
    "4.4": "Protecting the environment",
    "5.1": "Solving technical problems",
    "5.2": "Identifying needs and technological responses",
    "5.3": "Creatively using digital technologies",
    "5.4": "Identifying digital competence gaps",
}


def name(code: str, version: str) -> str:
    """The competence's own name where we know it; otherwise its number."""
    return NAMES.get(code, code) if version == "2.2" else f"DigComp {version}, {code}"


def address(version: str) -> str:
    """Where that version of the framework can be read."""
    return PUBLISHED.get(version, HOME)
