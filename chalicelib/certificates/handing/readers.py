"""In whose language an address for results is written to: pure."""

from collections import Counter
from collections.abc import Iterable

from chalicelib.certification.ports.people import Contact

LANGUAGE = "fr"  # when nobody is known who could tell


def language_of(address: str, candidates: Iterable[Contact], planner: Contact | None) -> str:
    """That of the account with this address; else that of most accounts of the candidates who named it, or, of equals
    and without any, of the member who planned the session.
    """
    known = list(candidates)
    own = next((each.language for each in known if each.email.lower() == address.lower()), "")
    if own:
        return own
    usual = planner.language if planner else LANGUAGE
    counted = Counter(each.language for each in known)
    return max(counted, key=lambda language: (counted[language], language == usual, language), default=usual)
