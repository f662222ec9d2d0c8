"""States of applications, cases, steps and what belongs to them, and the tables of what may be done in which state.

The same tables draw the buttons and guard the server; the diagrams in the docs are made from them.
"""

from __future__ import annotations

from yimen.cases.states.applications import APPLICATION_STATE_WORDS as APPLICATION_STATE_WORDS
from yimen.cases.states.applications import APPLICATION_TABLE as APPLICATION_TABLE
from yimen.cases.states.applications import APPLICATION_VERB_WORDS as APPLICATION_VERB_WORDS
from yimen.cases.states.applications import AT_THE_WINDOW as AT_THE_WINDOW
from yimen.cases.states.applications import ApplicationState as ApplicationState
from yimen.cases.states.applications import ApplicationVerb as ApplicationVerb
from yimen.cases.states.cases import CASE_STATE_WORDS as CASE_STATE_WORDS
from yimen.cases.states.cases import CASE_TABLE as CASE_TABLE
from yimen.cases.states.cases import CASE_VERB_WORDS as CASE_VERB_WORDS
from yimen.cases.states.cases import FINAL as FINAL
from yimen.cases.states.cases import STEP_STATE_WORDS as STEP_STATE_WORDS
from yimen.cases.states.cases import CaseState as CaseState
from yimen.cases.states.cases import CaseVerb as CaseVerb
from yimen.cases.states.cases import StepState as StepState
from yimen.cases.states.clocks import CLOCK_WORDS as CLOCK_WORDS
from yimen.cases.states.clocks import OF_APPLICATIONS as OF_APPLICATIONS
from yimen.cases.states.clocks import PAUSABLE as PAUSABLE
from yimen.cases.states.clocks import ClockKind as ClockKind
from yimen.cases.states.clocks import Source as Source
from yimen.cases.states.preparations import PREPARATION_STATE_WORDS as PREPARATION_STATE_WORDS
from yimen.cases.states.preparations import PREPARATION_TABLE as PREPARATION_TABLE
from yimen.cases.states.preparations import PREPARATION_VERB_WORDS as PREPARATION_VERB_WORDS
from yimen.cases.states.preparations import PreparationState as PreparationState
from yimen.cases.states.preparations import PreparationVerb as PreparationVerb
from yimen.cases.states.proceedings import STAND_WORDS as STAND_WORDS
from yimen.cases.states.proceedings import ProceedingKind as ProceedingKind
from yimen.cases.states.proceedings import ProceedingState as ProceedingState
from yimen.cases.states.proceedings import Stand as Stand

BORN = ""
