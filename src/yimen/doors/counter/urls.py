"""Addresses of the counter: the verb in the address is the verb in the table."""

from __future__ import annotations

from django.urls import path

from yimen.doors.counter.views import (
    application,
    at_once,
    capture,
    delivery,
    device,
    draft,
    matter,
    paper,
    person,
    prepared,
    start,
)

_DRAFT = "counter/draft/<uuid:application_id>/"
_APPLICATION = "counter/application/<uuid:application_id>/"

_CASE = _APPLICATION + "case/<uuid:case_id>/"

_OUTCOMES = ("correct", "spare", "redirect", "reject")

_OF_PAPER = ("receive", "dispute", "resolve", "recall")

urlpatterns = [
    path("counter/", start.home),
    path("counter/sit/", start.sit),
    path("counter/open/", start.open_application),
    path("counter/present/", start.present_application),
    path("counter/device/", device.device),
    path("counter/device/prove/", device.prove),
    path("counter/device/examine/", device.examine_card),
    path("counter/matter/", matter.find_matter),
    path("counter/matter/<str:code>/", matter.matter),
    path("counter/prepared/", prepared.adopt_prepared),
    path(_DRAFT, draft.draft),
    path(_DRAFT + "join/", draft.join_party),
    path(_DRAFT + "leave/", draft.leave_party),
    path(_DRAFT + "represent/", person.represent_party),
    path(_DRAFT + "dismiss/", person.dismiss_party),
    path(_DRAFT + "person/<uuid:person_id>/document/", person.add_document_of),
    path("counter/people/", person.people),
    path("counter/person/<uuid:person_id>/", person.person),
    path(_DRAFT + "look-up/", draft.look_up_house),
    path(_DRAFT + "fill/", draft.fill_form),
    path(_DRAFT + "keep/", draft.keep_documents),
    path(_DRAFT + "give-back/", draft.give_back_document),
    path(_DRAFT + "capture/", capture.capture),
    path(_DRAFT + "capture/keep/", capture.keep_pages),
    path(_DRAFT + "materials.pdf", application.draft_materials),
    path(_DRAFT + "vouch/", capture.vouch_document),
    path(_DRAFT + "discard/", draft.discard_draft),
    path(_DRAFT + "accept/", draft.accept_application),
    *(path(_DRAFT + f"{o}/", draft.decide_outcome, {"outcome": o}) for o in _OUTCOMES),
    path(_DRAFT + "person/<uuid:person_id>/unmask/", person.unmask_person),
    path(_APPLICATION, application.application),
    path(_APPLICATION + "pulse/", application.pulse),
    path(_APPLICATION + "person/<uuid:person_id>/unmask/", person.unmask_person),
    path(_APPLICATION + "collect/", application.collect_payment),
    path(_APPLICATION + "withdraw/", application.withdraw_application),
    path(_APPLICATION + "case/<uuid:case_id>/deadline/<slug:which>/", application.explain_deadline),
    path(_APPLICATION + "case/<uuid:case_id>/hand-out/", application.hand_out_certificate),
    path(_CASE + "choose/", delivery.choose_way),
    path(_CASE + "compare/", delivery.compare_originals),
    path(_CASE + "look-again/", delivery.look_at_originals),
    path(_CASE + "dispatch/", delivery.dispatch_result),
    path(_CASE + "come-back/", delivery.result_came_back),
    path(_CASE + "deliver/", delivery.deliver_result),
    path(_CASE + "grant/", at_once.grant_case),
    path(_CASE + "leave-to-person/", at_once.leave_case_to_person),
    path(_CASE + "ask-for-person/", at_once.ask_for_a_person),
    path(_CASE + "why/", at_once.explain_decision),
    path(_APPLICATION + "case/<uuid:case_id>/certificate.pdf", application.certificate),
    path(_APPLICATION + "case/<uuid:case_id>/document/<slug:kind>.pdf", application.case_document),
    path(_APPLICATION + "document/<slug:kind>.pdf", application.document),
    path(_APPLICATION + "scan/<slug:digest>/", application.scanned),
    path(_APPLICATION + "scan/<slug:digest>/thumbnail/", capture.thumbnail),
    path(_APPLICATION + "scan/<slug:digest>/page/<int:number>/", capture.scanned_page),
    path("counter/paper/", paper.home),
    path("counter/paper/send/", paper.send),
    path("counter/paper/<uuid:hand_over_id>/", paper.hand_over),
    path("counter/paper/<uuid:hand_over_id>/list.pdf", paper.list_pdf),
    *(path(f"counter/paper/<uuid:hand_over_id>/{v}/", paper.act, {"verb": v}) for v in _OF_PAPER),
]
