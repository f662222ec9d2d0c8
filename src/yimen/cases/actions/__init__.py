"""The verbs of applications and cases, one a file, and the binding of their rows to the shell.

Lock order of the house: preparation (5), application (10), case (20), payment (50), person (60), message (70),
licence (80), document (85); ids ascending; number series last.
"""

from __future__ import annotations

from yimen.cases.access import knows_codes, may_application, may_case, may_preparation, scope
from yimen.cases.models import (
    Application,
    Case,
    Preparation,
    visible_applications,
    visible_cases,
    visible_preparations,
)
from yimen.cases.states import (
    APPLICATION_STATE_WORDS,
    APPLICATION_TABLE,
    APPLICATION_VERB_WORDS,
    CASE_STATE_WORDS,
    CASE_TABLE,
    CASE_VERB_WORDS,
    PREPARATION_STATE_WORDS,
    PREPARATION_TABLE,
    PREPARATION_VERB_WORDS,
)
from yimen.kernel import clock
from yimen.kernel.action import Binding

APPLICATION: Binding[Application] = Binding(
    kind="application",
    rank=10,
    model=Application,
    table=APPLICATION_TABLE,
    may=may_application,
    visible_to=lambda actor: visible_applications(scope(actor), clock.today()),
    state_words=APPLICATION_STATE_WORDS,
    verb_words=APPLICATION_VERB_WORDS,
)
CASE: Binding[Case] = Binding(
    kind="case",
    rank=20,
    model=Case,
    table=CASE_TABLE,
    may=may_case,
    visible_to=lambda actor: visible_cases(scope(actor), clock.today()),
    state_words=CASE_STATE_WORDS,
    verb_words=CASE_VERB_WORDS,
)
PREPARATION: Binding[Preparation] = Binding(
    kind="preparation",
    rank=5,
    model=Preparation,
    table=PREPARATION_TABLE,
    may=may_preparation,
    visible_to=lambda actor: visible_preparations(knows_codes(actor)),
    state_words=PREPARATION_STATE_WORDS,
    verb_words=PREPARATION_VERB_WORDS,
)
