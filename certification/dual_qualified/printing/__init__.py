"""What the workflow prints."""

from certification.dual_qualified.printing.certificate import CertificateData, draw

__all__ = ["CertificateData", "draw"]
