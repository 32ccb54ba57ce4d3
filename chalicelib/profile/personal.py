"""What learning knows about a person: for the export of their data, and for forgetting who they were."""

from collections.abc import Mapping
from typing import Any

import msgspec

from chalicelib.assessment import history
from chalicelib.assessment.model import Attempt
from chalicelib.profile.ports import Ports
from chalicelib.profile.service import rebuild


class LearningData:
    """Implements accounts' port `PersonalData`.

    Attempt logs bear no name: their learner id is random, and once the account is gone it leads to nobody.
    They stay, for calibrating questions; what a person chose to keep (goals, marks) and their profile go.
    """

    def __init__(self, ports: Ports) -> None:
        self._ports = ports

    def export(self, person: str) -> Mapping[str, Any]:
        """Profile, every assessment with its answers, goals, tutorials, remarks; as plain JSON values.

        Scorecards are made from the logs: the function that exports may write nothing to learning.
        """
        store = self._ports.store
        known = {
            "scorecards": rebuild(self._ports, person),
            "assessments": [_told(attempt) for attempt in history.attempts(self._ports.assessment, person)],
            "tutorials": dict(store.marks(person)),
            "goals": dict(store.goals(person)),
            "feedback": self._ports.assessment.feedback.by(person),
        }
        return msgspec.to_builtins(known)

    def erase(self, person: str) -> None:
        """Forget profile, goals, marks, remarks, and what was typed in answers; may run twice."""
        for chapter in self._ports.assessment.log.history(person):
            if chapter.attempt:
                self._ports.assessment.log.forget_texts(chapter.attempt)
        self._ports.assessment.feedback.forget(person)
        self._ports.store.forget(person)


def _told(attempt: Attempt) -> dict[str, Any]:
    answers = zip(attempt.questions, attempt.answers, strict=False)
    return {
        "id": attempt.id,
        "kind": attempt.begun.kind,
        "competence": attempt.begun.competence,
        "release": attempt.begun.release,
        "started_at": attempt.begun.at,
        "ended_at": attempt.ended_at,
        "answers": [
            {
                "at": given.at,
                "challenge": question.challenge,
                "variant": question.variant,
                "skill": question.skill,
                "level": question.level,
                "value": given.value,
                "result": given.result,
                "seconds": given.seconds,
            }
            for question, given in answers
        ],
    }
