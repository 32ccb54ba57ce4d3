"""Which passwords may be chosen."""

import re
import unicodedata
from functools import cache

from chalicelib.accounts.model import PasswordTooWeak, normalized
from chalicelib.shared.rules import Rules

# zxcvbn's list is mostly English: what French and German speakers try first is added here.
LOCAL = (
    "azertyui azertyuiop azerty123 motdepasse monmotdepasse jetaime bonjour chouchou doudou loulou marseille "
    "soleil coucou bonjour1 passwort passwort1 hallo123 qwertz123 qwertzui qwertzuiop schatz ichliebedich "
    "willkommen sommer geheim pixpixpix"
)
ENDING = re.compile(r"[\W\d_]{1,4}$")


def check(password: str, email: str, rules: Rules) -> None:
    """PasswordTooWeak unless the password may be chosen for the account of this address."""
    if not rules.password_min_length <= len(password) <= rules.password_max_length or _guessable(password, email):
        raise PasswordTooWeak(minimum=rules.password_min_length)


def _guessable(password: str, email: str) -> bool:
    text = unicodedata.normalize("NFKC", password).casefold()
    address = normalized(email)
    return len(set(text)) < 3 or text in {address, address.partition("@")[0]} or is_common(text)


def is_common(text: str) -> bool:
    """Whether a lower-case text is a common password, also with up to four digits or signs after it."""
    common = _common()
    return text in common or ENDING.sub("", text) in common


@cache
def _common() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415 - 60 ms, only where a password is chosen

    return frozenset(LOCAL.split()).union(FREQUENCY_LISTS["passwords"])
