"""What the payment receipt prints."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from yimen.cases.models import Application
from yimen.cases.reads.application import filled_row
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.payments.reads import PaymentSheet
from yimen.payments.states import ACCOUNT_WORDS
from yimen.people.reads import offices


def payment_receipt(application_id: UUID, payment: PaymentSheet) -> tuple[str, dict[str, Any]]:
    """Return the centre and the data of the template `payment.typ`. For effects."""
    application = filled_row(Application.objects.get(pk=application_id))
    names = {p.place: p.name for p in application.party_sheets}
    assert payment.paid_at is not None
    return application.row.centre_id, {
        "title": application.bundle.text.name.zh,
        "receipt_no": application.row.receipt_no,
        "centre": offices()[application.row.centre_id].name.zh,
        "paid_at": f"{payment.paid_at.astimezone(OFFICE_ZONE):%Y年%m月%d日 %H:%M}",
        "reference": payment.reference or "",
        "card_tail": payment.card_tail or "",
        "total": f"{payment.total.as_yuan:,.2f}",
        "lines": [
            {
                "payer": names[line.payer],
                "item": line.item.zh,
                "account": ACCOUNT_WORDS[line.account].zh,
                "amount": f"{line.amount.as_yuan:,.2f}",
            }
            for line in payment.lines
        ],
    }
