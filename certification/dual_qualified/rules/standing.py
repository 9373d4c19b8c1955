"""What a certificate is worth on a day."""

from datetime import date

from certification.dual_qualified.enums import CertificateState, Standing


def standing_of(state: str, valid_until: date, day: date) -> Standing:
    """Revoked, or expired since the day after `valid_until`, or valid."""
    if state == CertificateState.REVOKED:
        return Standing.REVOKED
    return Standing.EXPIRED if valid_until < day else Standing.VALID
