from django.apps import AppConfig


class DualQualifiedConfig(AppConfig):
    name = "certification.dual_qualified"
    label = "dual_qualified"

    def ready(self) -> None:
        from certification.dual_qualified import (
            certificate_kind,
            evidence,
            notices,
            plan_kind,
            record_part,
            review,
        )
        from identity import records
        from portal.plans import kinds
        from portal.printing import kinds as prints

        notices.register_notices()
        review.bind()
        evidence.register_access()
        kinds.register(plan_kind.KIND)
        prints.register(certificate_kind.KIND)
        records.register(record_part.LABEL, record_part.part_of)
