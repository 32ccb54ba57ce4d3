"""What was done, by whom and when: a trail that shows when it was tampered with."""

from chalicelib.shared.audit.model import AuditError, Entry, new_salt, salted, sealed
from chalicelib.shared.audit.store import Trail
from chalicelib.shared.transactions import Refused

__all__ = ["AuditError", "Entry", "Refused", "Trail", "new_salt", "salted", "sealed"]
