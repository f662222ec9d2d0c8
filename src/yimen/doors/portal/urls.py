"""Addresses of the portal. Nobody signs in here."""

from __future__ import annotations

from django.urls import include, path

from yimen.doors.portal.views import estimate, guide, home, need, paper, prepared, progress, verify

_PREPARED = "portal/prepared/<str:code>/"

urlpatterns = [
    path("portal/", home.home),
    path("portal/elder/", home.elder),
    path("portal/bundle/<slug:code>/", guide.bundle_guide),
    path("portal/matter/<slug:code>/", guide.matter_guide),
    path("portal/need/<slug:code>/", need.need),
    path("portal/need/<slug:code>/prepare/", need.prepare_list),
    path("portal/estimate/<slug:code>/", estimate.estimate),
    path("portal/progress/", progress.progress_form),
    path("portal/progress/mine/", progress.mine),
    path("portal/progress/mine/<uuid:case_id>/deadline/<slug:which>/", progress.explain_deadline),
    path("portal/progress/mine/<uuid:case_id>/choose/", progress.choose_way),
    path("portal/progress/mine/<uuid:case_id>/fetch/", progress.fetch_result),
    path("portal/progress/mine/licence-paper/<uuid:paper_id>.pdf", progress.licence_paper),
    path("portal/progress/mine/<uuid:case_id>/why/", progress.explain_decision),
    path("portal/progress/mine/<uuid:case_id>/why/ask/", progress.ask_for_a_person),
    path("portal/progress/leave/", progress.leave),
    path("portal/prepared/", prepared.by_code),
    path(_PREPARED, prepared.prepared_list),
    path(_PREPARED + "form/", prepared.form),
    path(_PREPARED + "list.pdf", prepared.list_pdf),
    path(_PREPARED + "erase/", prepared.erase_prepared),
    path("", include("yimen.doors.portal.directory_urls")),
    path("verify/", verify.verify),
    path("verify/file/", verify.verify_upload),
    path("verify/paper/<str:token>/", paper.paper),
    path("verify/<slug:token>/", verify.verify_paper),
]
