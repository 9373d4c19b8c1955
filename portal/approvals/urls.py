from django.urls import path

from portal.approvals.views import bulk, deciding, detail, exports, listing, reasons

app_name = "approvals"
urlpatterns = [
    path("", listing.case_list, name="list"),
    path("page-size/", listing.page_size, name="page-size"),
    path("cases/<slug:reference>/", detail.case_page, name="case"),
    path("cases/<slug:reference>/decide/", deciding.decide, name="decide"),
    path("cases/<slug:reference>/unmask/", detail.unmask, name="unmask"),
    path("cases/<slug:reference>/next/", detail.next_case, name="next"),
    path("bulk/", bulk.confirm, name="bulk"),
    path("bulk/start/", bulk.start, name="bulk-start"),
    path("bulk/<int:pk>/", bulk.run_page, name="bulk-run"),
    path("exports/", exports.start, name="exports"),
    path("exports/<int:pk>/", exports.export_page, name="export"),
    path("exports/<int:pk>/download/", exports.download, name="download"),
    path("reasons/", reasons.reason_list, name="reasons"),
    path("reasons/new/", reasons.new_reason, name="reason-new"),
    path("reasons/<int:pk>/", reasons.edit_reason, name="reason"),
]
