"""The hours ledger: who reads it, who keeps it, who lays down what a year asks for; by hand.

The school's administrators keep its ledger; its base and the bureaus above read it; reviewers,
clerks and the three separate administrators do not see it.
"""

from tests.permissions.rows import ONLY_PROVINCE, PERSONS, row

READERS = "LL.. yyyyyy .. ..."
OF_THE_SCHOOL = "LL.. y.yy.y .. ..."
FOREIGN = "LL.. ....yy .. ..."
KEEPER = "LL.. y..... .. ..."
KEEPER_CHANGES = "LL.. w..... .. ..."
OFFICES_NOBODY = "LL.. ...... .. ..."

_ENTRY = {
    "token": "0c7e3e0a-6b7f-4a39-9a3c-0d6f6e1f2a55",
    "year": "@hours_year",
    "kind": "general",
    "hours": "8",
    "title": "公需课",
}
_VOID = {"way": "void", "reason": "重复登记"}
_YEAR = {
    "general": "30",
    "professional": "42",
    "elective": "18",
    "total": "90",
    "period_hours": "360",
    "period_years": "5",
    "entry_limit": "200",
    "version": "0",
}

HOURS = (
    row("ceducation:mine", get=PERSONS),
    row("ceducation:schools", get=READERS),
    row("ceducation:school", "school_body", get=OF_THE_SCHOOL),
    row("ceducation:school", "foreign_school_body", get=FOREIGN),
    # No school.
    row("ceducation:school", "county_body", get=OFFICES_NOBODY),
    row("ceducation:school-export", "school_body", post="LL.. w.ww.w .. ..."),
    row("ceducation:school-export", "foreign_school_body", post="LL.. ....ww .. ..."),
    row("ceducation:teacher", "school_body", "owner_person", get=OF_THE_SCHOOL),
    # Who works elsewhere is not found under another school's address.
    row("ceducation:teacher", "foreign_school_body", "owner_person", get=OFFICES_NOBODY),
    row("ceducation:enter", "school_body", "owner_person", get=KEEPER, post=KEEPER),
    row(
        "ceducation:enter",
        "school_body",
        "owner_person",
        get=KEEPER,
        post=KEEPER_CHANGES,
        send=_ENTRY,
    ),
    row("ceducation:correct", "school_body", "hours_entry", get=KEEPER, post=KEEPER),
    row(
        "ceducation:correct",
        "school_body",
        "hours_entry",
        get=KEEPER,
        post=KEEPER_CHANGES,
        send=_VOID,
    ),
    row("ceducation:correct", "foreign_school_body", "hours_entry", get=OFFICES_NOBODY),
    row("ceducation:imports", "school_body", get=KEEPER, post=KEEPER),
    row("ceducation:import-template", "school_body", get=KEEPER),
    row("ceducation:import", "school_body", "hours_import", get=KEEPER),
    row("ceducation:import", "foreign_school_body", "hours_import", get=OFFICES_NOBODY),
    row("ceducation:import-report", "school_body", "hours_import", get=KEEPER),
    row("ceducation:import-confirm", "school_body", "hours_import", post=KEEPER_CHANGES),
    row("ceducation:import-discard", "school_body", "hours_import", post=KEEPER_CHANGES),
    row("ceducation:requirements", get=ONLY_PROVINCE),
    row("ceducation:requirement", "hours_year", get=ONLY_PROVINCE, post=ONLY_PROVINCE),
    row(
        "ceducation:requirement",
        "hours_year",
        get=ONLY_PROVINCE,
        post="LL.. .....w .. ...",
        send=_YEAR,
    ),
    row("ceducation:requirement", "=1900", get=OFFICES_NOBODY),
)
