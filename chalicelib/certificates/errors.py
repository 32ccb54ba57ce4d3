"""What a person or program that verifies may be told, beside the certificate itself."""

from chalicelib.shared.errors import PixError


class CertificateUnknown(PixError):
    """A well-formed code that no issued certificate bears."""

    code = "certificate-unknown"


class CodeMalformed(PixError):
    """A text that cannot be a verification code: its check character says so."""

    code = "code-malformed"


class StatusListUnknown(PixError):
    """No status list of that name was ever published."""

    code = "status-list-unknown"
