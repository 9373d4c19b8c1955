"""个人信息中心 and the province's rules about certificates: who may do what, by hand.

Each teacher sees their own; the owner typed one certificate by hand. Staff have no such pages.
"""

from tests.permissions.rows import ONLY_PROVINCE, PERSONS, row

OWNERS = "LLy. ...... .. ..."
OWNER_CHANGES = "LLw. ...... .. ..."
BOTH_CHANGE = "LLww ...... .. ..."
_TYPED = {
    "kind": "4",
    "subject": "物理",
    "number": "@credential_number",
    "issuer_name": "澜江市教育局",
    "issued_on": "2004-06-30",
    "registered": "no",
    "version": "1",
}

OWN = (
    row("accounts:centre", get=PERSONS),
    row("accounts:centre-identity", get=PERSONS),
    row("accounts:centre-certificates", get=PERSONS),
    row("accounts:centre-synchronise", post=BOTH_CHANGE),
    row("accounts:centre-record", get=PERSONS),
    row("accounts:centre-calendar", get=PERSONS),
)

BY_HAND = (
    row("accounts:centre-certificate-add", get=PERSONS, post=PERSONS),
    row("accounts:centre-certificate-edit", "credential_typed", get=OWNERS, post=OWNERS),
    row("accounts:centre-certificate-edit", "credential_typed", post=OWNER_CHANGES, send=_TYPED),
    row(
        "accounts:centre-certificate-delete",
        "credential_typed",
        get=OWNERS,
        post=OWNER_CHANGES,
        send={"version": "1"},
    ),
    # A draft lies in the session.
    row("accounts:centre-certificate-save", "=new", post=PERSONS),
    row("accounts:centre-certificate-save", "credential_typed", post=OWNERS),
    row("documents:show", "credential_picture", get="..y. ...... .. ..."),
    row("documents:page", "credential_picture", "=1", get="..y. ...... .. ..."),
)

RULES = (row("accounts:manage-credentials", get=ONLY_PROVINCE, post=ONLY_PROVINCE),)

CENTRE = (*OWN, *BY_HAND, *RULES)
