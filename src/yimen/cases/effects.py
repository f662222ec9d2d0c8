"""What follows from what was done: one table, journal type → handlers, run from the outbox. Handlers decide nothing."""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions.accept import Accept
from yimen.cases.actions.answer import AnswerStep
from yimen.cases.actions.approve import Approve
from yimen.cases.actions.check import Check
from yimen.cases.actions.close import Close, close
from yimen.cases.actions.conclude import Conclude
from yimen.cases.actions.decide import Decide
from yimen.cases.actions.decide_by_table import decide_by_table
from yimen.cases.actions.demand import demand
from yimen.cases.actions.examine import Examine
from yimen.cases.actions.hand_over import HandOver
from yimen.cases.actions.pay import Pay, pay
from yimen.cases.actions.refuse import Refuse
from yimen.cases.actions.reopen import Reopen
from yimen.cases.actions.start import Start, start
from yimen.cases.actions.terminate import Terminate, terminate
from yimen.cases.actions.transfer import Transfer
from yimen.cases.actions.trouble import trouble
from yimen.cases.actions.withdraw import Withdraw
from yimen.cases.models import Case, Step
from yimen.cases.reads.certificate import certificate_of, notifications_after
from yimen.cases.reads.payment_receipt import payment_receipt
from yimen.cases.reads.refusal import paper_source, refusal_data
from yimen.cases.reads.summary import summary_data
from yimen.cases.states import StepState
from yimen.catalogue.reads import standard
from yimen.catalogue.states import Decider
from yimen.exchange.actions.park import Park
from yimen.exchange.actions.queue import queue
from yimen.exchange.reads import connectors, message
from yimen.kernel.actor import house
from yimen.kernel.journal import Recorded
from yimen.kernel.outbox import EffectTable
from yimen.kernel.words import Words
from yimen.licences.actions.issue import issue as issue_licence
from yimen.materials.actions.forget import forget
from yimen.notices.actions.issue import issue as issue_document
from yimen.notices.states import DocumentKind
from yimen.payments.actions.charge import Charge
from yimen.payments.actions.demand import Demand
from yimen.payments.actions.settle import Settle, settle
from yimen.payments.reads import by_id, source_of
from yimen.people.reads import offices

RELAY = house("relay")


def _application_of(recorded: Recorded) -> UUID:
    if recorded.kind == "application":
        return recorded.subject_id
    return Case.objects.values_list("application_id", flat=True).get(pk=recorded.subject_id)


def start_ready(recorded: Recorded) -> None:
    """Start what has become ready."""
    start(application_id=_application_of(recorded), actor=RELAY)


def forget_former_scans(recorded: Recorded) -> None:
    """Forget the former scans of what is accepted: only what was accepted is kept."""
    forget(source_kind="application", source_id=recorded.subject_id, actor=RELAY)


def demand_when_all_is_known(recorded: Recorded) -> None:
    """Demand the one payment when every payment step is open."""
    demand(application_id=_application_of(recorded), actor=RELAY)


def end_what_cannot_go_on(recorded: Recorded) -> None:
    """End the cases that needed a refused one."""
    case = Case.objects.get(pk=recorded.subject_id)
    terminate(application_id=case.application_id, because=standard(case.matter_id).acceptance.name.zh, actor=RELAY)


def close_when_all_ended(recorded: Recorded) -> None:
    """Close the application when this was its last case."""
    close(application_id=_application_of(recorded), actor=RELAY)


def make_certificate(recorded: Recorded) -> None:
    """Issue the certificate of a concluded case whose result is one."""
    certificate = certificate_of(recorded.subject_id)
    if certificate is not None:
        issue_licence(
            source_kind="case",
            source_id=recorded.subject_id,
            paper=certificate.paper,
            replaces=certificate.replaces,
            actor=RELAY,
        )


def tell_utilities(recorded: Recorded) -> None:
    """Write the notices that the bundle sends after a case: water, power, gas."""
    for code, payload in notifications_after(recorded.subject_id):
        queue(
            connector=connectors()[code],
            source_kind="case",
            source_id=recorded.subject_id,
            payload=payload,
            actor=RELAY,
        )


def note_trouble(recorded: Recorded) -> None:
    """Show a parked message at the step it belongs to."""
    row = message(recorded.subject_id)
    if row.source_kind == "step":
        trouble(step_id=row.source_id, reason=Words(row.reason_zh, row.reason_en), actor=RELAY)


def settle_nothing_due(recorded: Recorded) -> None:
    """A payment of nothing needs no card."""
    if by_id(recorded.subject_id).total.fen == 0:
        settle(payment_id=recorded.subject_id, reference=f"none-{recorded.subject_id}", actor=RELAY)


def send_to_terminal(recorded: Recorded) -> None:
    """Write the message to the card terminal of the window."""
    payment = by_id(recorded.subject_id)
    connector = connectors()["terminal.charge"]
    queue(
        connector=connector,
        source_kind="payment",
        source_id=payment.id,
        payload=connector.build(payment),
        attempt=payment.attempt,
        actor=RELAY,
    )


def note_payment(recorded: Recorded) -> None:
    """Note the payment in the application's cases and print its receipt."""
    kind, application_id = source_of(recorded.subject_id)
    if kind != "application":
        return
    payment = by_id(recorded.subject_id)
    pay(application_id=application_id, payment=payment, actor=RELAY)
    centre, data = payment_receipt(application_id, payment)
    issue_document(
        source_kind="application",
        source_id=application_id,
        kind=DocumentKind.PAYMENT,
        office=centre,
        office_word=offices()[centre].document_word,
        data=data,
        actor=RELAY,
    )


def print_refusal(recorded: Recorded) -> None:
    """Issue the department's written decision (行政许可法 art 38)."""
    department, data = refusal_data(recorded.subject_id, recorded)
    source_kind, source_id = paper_source(recorded.subject_id, recorded.at)
    issue_document(
        source_kind=source_kind,
        source_id=source_id,
        kind=DocumentKind.REFUSAL,
        office=department,
        office_word=offices()[department].document_word,
        data=data,
        actor=RELAY,
    )


def print_summary(recorded: Recorded) -> None:
    """Say in one paper what became of every matter, when they did not all end alike."""
    found = summary_data(recorded.subject_id, recorded.at)
    if found is None:
        return
    centre, data, (source_kind, source_id) = found
    issue_document(
        source_kind=source_kind,
        source_id=source_id,
        kind=DocumentKind.SUMMARY,
        office=centre,
        office_word=offices()[centre].document_word,
        data=data,
        actor=RELAY,
    )


def decide_by_tables(recorded: Recorded) -> None:
    """Let tables decide the steps that are open for them; again does nothing."""
    asked = Step.objects.filter(decided_by=Decider.TABLE, state=StepState.OPEN)
    of = {"case": recorded.subject_id} if recorded.kind == "case" else {"case__application": recorded.subject_id}
    for case_id in asked.filter(**of).values_list("case_id", flat=True):
        decide_by_table(case_id=case_id, actor=RELAY)


EFFECTS: EffectTable = {
    Accept: (start_ready, forget_former_scans, decide_by_tables),
    Check: (start_ready,),
    Start: (demand_when_all_is_known, decide_by_tables),
    AnswerStep: (start_ready,),
    Decide: (start_ready,),
    Examine: (start_ready,),
    Approve: (start_ready,),
    Pay: (start_ready,),
    Refuse: (end_what_cannot_go_on, demand_when_all_is_known, close_when_all_ended, print_refusal),
    Terminate: (close_when_all_ended,),
    Withdraw: (close_when_all_ended,),
    Transfer: (end_what_cannot_go_on, close_when_all_ended),
    Reopen: (start_ready,),
    HandOver: (start_ready,),
    Close: (print_summary,),
    Conclude: (make_certificate, tell_utilities, start_ready, close_when_all_ended),
    Park: (note_trouble,),
    Demand: (settle_nothing_due,),
    Charge: (send_to_terminal,),
    Settle: (note_payment,),
}
