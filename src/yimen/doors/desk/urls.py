"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path

from yimen.doors.desk import hands, licences, limits, lists, paper, papers, proceedings, views

_CASE = "desk/case/<uuid:case_id>/"
_LICENCE = "desk/licence/<uuid:licence_id>/"
_APPLICATION = "desk/application/<uuid:application_id>/"

_OF_PAPER = ("receive", "dispute", "resolve", "recall")

urlpatterns = [
    path("desk/", lists.home),
    path(_APPLICATION, views.application),
    path(_APPLICATION + "check/", views.check_application),
    path(_APPLICATION + "scan/<slug:digest>/", papers.scanned),
    path(_APPLICATION + "scan/<slug:digest>/page/<int:number>/", papers.scanned_page),
    path(_APPLICATION + "thumbnail/<slug:digest>/", papers.thumbnail),
    path(_CASE, views.case),
    path(_CASE + "document/<slug:kind>.pdf", views.case_document),
    path(_CASE + "examine/", views.examine_case),
    path(_CASE + "approve/", views.approve_case),
    path(_CASE + "refuse/", views.refuse_case),
    path(_CASE + "claim/", hands.claim_case),
    path(_CASE + "put-back/", hands.put_back_case),
    path(_CASE + "return/", hands.return_case),
    path(_CASE + "reassign/", hands.reassign_case),
    path(_CASE + "retry/", views.retry_step),
    path(_CASE + "take-over/", views.take_over_step),
    path(_CASE + "decide/", views.decide_step),
    path(_CASE + "deadline/<slug:which>/", limits.explain),
    path(_CASE + "pause/", limits.pause_case),
    path(_CASE + "resume/", limits.resume_case),
    path(_CASE + "extend/", limits.extend_case),
    path(_CASE + "consult/", proceedings.consult_on_case),
    path(_CASE + "opine/", proceedings.opine_on_case),
    path(_CASE + "inform/", proceedings.inform_on_case),
    path(_CASE + "hear/", proceedings.hear_on_case),
    path(_CASE + "visit/", proceedings.visit_on_case),
    path(_CASE + "offer-hearing/", proceedings.offer_hearing_on_case),
    path(_CASE + "ask-hearing/", proceedings.ask_hearing_on_case),
    path(_CASE + "schedule-hearing/", proceedings.schedule_hearing_on_case),
    path(_CASE + "replace-chair/", proceedings.replace_chair_on_case),
    path(_CASE + "hold-hearing/", proceedings.hold_hearing_on_case),
    path("desk/licences/", licences.licences),
    path(_LICENCE, licences.licence),
    path(_LICENCE + "certificate.pdf", licences.certificate),
    path(_LICENCE + "request/", licences.request_change),
    path(_LICENCE + "withdraw/", licences.withdraw_change),
    path(_LICENCE + "<slug:verb>/", licences.decide_change),
    path("desk/paper/", paper.home),
    path("desk/paper/send/", paper.send),
    path("desk/paper/<uuid:hand_over_id>/", paper.hand_over),
    path("desk/paper/<uuid:hand_over_id>/list.pdf", paper.list_pdf),
    *(path(f"desk/paper/<uuid:hand_over_id>/{v}/", paper.act, {"verb": v}) for v in _OF_PAPER),
]
