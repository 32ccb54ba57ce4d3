"""Certification: which question next, and what the answers prove. Pure, standard library only.

Everything is a function of facts: a `RankedBank` (built offline, immutable, versioned), an `Attempt` (the fold of one
test's log) and an `Exposure` (how often items were seen). A session does this::

    bank = load(document)                                   # or build(read_bank(rows), prices, rate=0.10)
    attempt = Attempt(seed, scope=(Ceiling("1.1", level=4, pix=35), ...), served=(), length=32)
    decision = decide(bank, attempt, exposure, MODEL, SCALE)  # None: the test is over
    entry = Served.of(decision.item)                        # write it to the log, with decision.relaxed and .bank
    ...                                                     # then the same entry with Outcome.RIGHT / WRONG / ALERTED
    result = score(attempt, Ending.COMPLETE, MODEL, SCALE)  # needs the log only, never the bank

`decide` on a log whose last question is open returns that question again, so resuming is replaying.
Errors are BankError and AttemptError (both ValueError); they name the ids.
"""

from chalicelib.adaptive.bank import BankError, Item, check_scope, read_bank
from chalicelib.adaptive.certification.attempt import Attempt, AttemptError, Ceiling, Ending, Outcome, Served
from chalicelib.adaptive.certification.exposure import Exposure, check_rate, lowest_rate, rates
from chalicelib.adaptive.certification.general import GeneralModel
from chalicelib.adaptive.certification.hierarchy import CompetenceModel
from chalicelib.adaptive.certification.posterior import Model, Posterior, Response
from chalicelib.adaptive.certification.ranked import RankedBank, build, dump, load
from chalicelib.adaptive.certification.result import CompetenceResult, Result, Status, score
from chalicelib.adaptive.certification.scale import Scale
from chalicelib.adaptive.certification.selection import Decision, decide

MODEL = CompetenceModel()
SCALE = Scale()

__all__ = [
    "MODEL",
    "SCALE",
    "Attempt",
    "AttemptError",
    "BankError",
    "Ceiling",
    "CompetenceModel",
    "CompetenceResult",
    "Decision",
    "Ending",
    "Exposure",
    "GeneralModel",
    "Item",
    "Model",
    "Outcome",
    "Posterior",
    "RankedBank",
    "Response",
    "Result",
    "Scale",
    "Served",
    "Status",
    "build",
    "check_rate",
    "check_scope",
    "decide",
    "dump",
    "load",
    "lowest_rate",
    "rates",
    "read_bank",
    "score",
]
