"""Plans, prints and dual-qualified certification: who may do what, by hand.

The province keeps plans and has entrusted the county; both hold one. Of the province's the owner's
application waits for the school and the other teacher's is a draft; last year's gave the owner a
certificate.
"""

from tests.permissions.rows import EVERYBODY, NOBODY, OF_THE_SCHOOL, ONLY_PROVINCE, PERSONS, row

KEEPERS = "LL.. ...y.y .. ..."
# Only the owner's, only the other teacher's.
OWNERS = "LLy. ...... .. ..."
OWNER_CHANGES = "LLw. ...... .. ..."
TEACHERS = "LL.y ...... .. ..."
TEACHER_CHANGES = "LL.w ...... .. ..."

PLANS = (
    row("plans:list", get=KEEPERS),
    row("plans:new", get=KEEPERS, post=KEEPERS),
    row("plans:entrustments", get=ONLY_PROVINCE, post=ONLY_PROVINCE),
    row("plans:end-entrustment", "entrustment", post="LL.. .....w .. ..."),
    row("plans:plan", "plan", get=ONLY_PROVINCE),
    row("plans:plan", "plan_county", get=KEEPERS),
    row("plans:preview", "plan", get=ONLY_PROVINCE),
    row("plans:preview", "plan_county", get=KEEPERS),
    row("plans:edit", "plan", get=ONLY_PROVINCE, post=ONLY_PROVINCE),
    row("plans:edit", "plan_county", get=KEEPERS, post=KEEPERS),
    row("plans:stages", "plan", get=ONLY_PROVINCE, post=ONLY_PROVINCE),
    row("plans:notice", "plan", get=ONLY_PROVINCE, post=ONLY_PROVINCE),
    row("plans:copy", "plan", get=ONLY_PROVINCE, post=ONLY_PROVINCE),
    row("plans:withdraw", "plan", get=ONLY_PROVINCE, post=ONLY_PROVINCE),
    row(
        "plans:withdraw",
        "plan_county",
        get=KEEPERS,
        post="LL.. ...w.w .. ...",
        send={"version": "1", "reason": "政策调整", "cases": "go_on"},
    ),
    row("plans:publish", "plan", post=ONLY_PROVINCE),
    # What a plan asks for: whoever keeps the plan.
    row("dual_qualified:offers", "plan", get=ONLY_PROVINCE, post=ONLY_PROVINCE),
    row("dual_qualified:offers", "plan_county", get=KEEPERS, post=KEEPERS),
    row("dual_qualified:offers-standard", "plan", post=ONLY_PROVINCE),
    row("dual_qualified:offers-standard", "plan_county", post=KEEPERS),
    row(
        "dual_qualified:offer",
        "plan",
        "=secondary",
        "=junior",
        get=ONLY_PROVINCE,
        post=ONLY_PROVINCE,
    ),
    row("dual_qualified:offer", "plan_county", "=secondary", "=junior", get="LL.. ...... .. ..."),
    row("dual_qualified:number-rule", "plan", get=ONLY_PROVINCE, post=ONLY_PROVINCE),
    row(
        "dual_qualified:number-rule",
        "plan_county",
        get=KEEPERS,
        post="LL.. ...w.w .. ...",
        send={"version": "1", "stem": "{year}{level}", "digits": "6", "reason": "更正"},
    ),
)

APPLICANTS = (
    row("dual_qualified:entry", get=PERSONS),
    row("dual_qualified:mine", get=PERSONS),
    row("dual_qualified:report", get=PERSONS, post=PERSONS),
    row(
        "dual_qualified:report",
        get=PERSONS,
        post="LLww ...... .. ...",
        send={"note": "本校是高等职业学校"},
    ),
    row("dual_qualified:eligibility", "plan", "=junior", get=PERSONS),
    row("dual_qualified:eligibility", "plan", "=senior", get="LL.. ...... .. ..."),
    # Both have an application under way in the year of the first, nobody in that of the other.
    row("dual_qualified:begin", "plan", post=PERSONS),
    row("dual_qualified:begin", "plan_before", post="LLww ...... .. ..."),
    row("dual_qualified:application", "application", get=OWNERS, post=OWNERS),
    row("dual_qualified:application", "draft", get=TEACHERS, post=TEACHERS),
    row("dual_qualified:section", "application", "=kind", get=OWNERS, post=OWNERS),
    row(
        "dual_qualified:section",
        "draft",
        "=kind",
        get=TEACHERS,
        post=TEACHER_CHANGES,
        send={"version": "@draft_version", "level": "junior"},
    ),
    row("dual_qualified:section", "draft", "=evidence", get="LL.. ...... .. ..."),
    row(
        "dual_qualified:save",
        "draft",
        "=teaching",
        post=TEACHER_CHANGES,
        send={"version": "@draft_version", "major": "护理"},
    ),
    row("dual_qualified:evidence", "draft", get=TEACHERS, post=TEACHERS),
    row(
        "dual_qualified:evidence",
        "draft",
        get=TEACHERS,
        post=TEACHER_CHANGES,
        send={"action": "@remove_attachment"},
    ),
    row("dual_qualified:check", "draft", get=TEACHERS, post=TEACHERS),
    row("dual_qualified:check", "application", get=OWNERS, post=OWNERS),
    row("dual_qualified:withdraw", "application", post=OWNER_CHANGES),
    row("dual_qualified:ask-return", "application", post=OWNER_CHANGES, send={"reason": "写错"}),
    row("dual_qualified:certificate-pdf", "application_passed", get=OWNERS, post=OWNERS),
    row("dual_qualified:certificate-pdf", "application", get=NOBODY.replace("..", "LL", 1)),
)

REVIEWING = (
    row("approvals:case", "reference_certification", get=OF_THE_SCHOOL),
    # Read by the bodies above; decided by the school alone while it is its turn.
    row(
        "approvals:decide",
        "reference_certification",
        post="LL.. w.yy.y y. ...",
        send={"transition": "approve", "version": "2"},
    ),
    # Sent with the application: whoever reads its case.
    row("documents:show", "evidence_sent", get="..y. y.yy.y y. ..."),
    row("documents:page", "evidence_sent", "=1", get="..y. y.yy.y y. ..."),
    row("documents:page", "evidence_sent", "=9", get=NOBODY),
    # Not sent yet: the teacher's alone.
    row("documents:show", "evidence_draft", get="...y ...... .. ..."),
    row("documents:page", "evidence_draft", "=1", get="...y ...... .. ..."),
)

CERTIFICATES = (
    row("dual_qualified:verify", get=EVERYBODY, post=EVERYBODY),
    row("dual_qualified:certificates", get=KEEPERS),
    row("dual_qualified:certificates-export", post="LL.. ...w.w .. ..."),
    row("dual_qualified:certificates-print", post=KEEPERS),
    row(
        "dual_qualified:certificates-print",
        post="LL.. ...y.w .. ...",
        send={"row": "@certificate", "action": "merged"},
    ),
    row("dual_qualified:certificate", "certificate", get=ONLY_PROVINCE),
    row(
        "dual_qualified:revoke",
        "certificate",
        get=ONLY_PROVINCE,
        post="LL.. .....w .. ...",
        send={"reason": "材料不实"},
    ),
    row("dual_qualified:issue", "plan_before", get=ONLY_PROVINCE),
    row("dual_qualified:issue", "plan_county", get=KEEPERS),
    row("dual_qualified:issue-choose", "plan_before", post=ONLY_PROVINCE),
    # A run is its owner's.
    row("dual_qualified:issue-run", "issue_run", get=ONLY_PROVINCE),
    row("dual_qualified:issue-start", "issue_run", post="LL.. .....w .. ..."),
)

PRINTS = (
    row("printing:check-start", get=EVERYBODY),
    row("printing:check", "print_code", get=EVERYBODY),
    row("printing:check", "=guessed", get=EVERYBODY),
    # The holder, and whoever keeps the plan.
    row("printing:show", "print", get="LLy. .....y .. ..."),
    row("printing:page", "print", "=1", get="LLy. .....y .. ..."),
    row("printing:run", "print_run", get=ONLY_PROVINCE),
    row("printing:cancel", "print_run", post="LL.. .....w .. ..."),
    row("printing:download", "print_run", post=ONLY_PROVINCE),
    row("printing:run-page", "print_run", "=1", get="LL.. ...... .. ..."),
)

PHOTO = (
    row("accounts:photo", get=PERSONS, post=PERSONS),
    row("accounts:photo-state", get=PERSONS),
)

CERTIFICATION = (*PLANS, *APPLICANTS, *REVIEWING, *CERTIFICATES, *PRINTS, *PHOTO)
