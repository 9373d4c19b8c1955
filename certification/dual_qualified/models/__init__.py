"""What a plan asks for, what an applicant gave, and the certificate in the end."""

from certification.dual_qualified.models.application import Application, Attachment
from certification.dual_qualified.models.certificate import Certificate, NumberRule, Series
from certification.dual_qualified.models.issuing import IssueItem, IssueResult, IssueRun
from certification.dual_qualified.models.offer import (
    Clause,
    Condition,
    EvidenceItem,
    FieldRule,
    Offer,
)
from certification.dual_qualified.models.report import SchoolKindReport

__all__ = [
    "Application",
    "Attachment",
    "Certificate",
    "Clause",
    "Condition",
    "EvidenceItem",
    "FieldRule",
    "IssueItem",
    "IssueResult",
    "IssueRun",
    "NumberRule",
    "Offer",
    "SchoolKindReport",
    "Series",
]
