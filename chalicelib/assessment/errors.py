"""Refusals of the assessment room."""

from chalicelib.shared.errors import PixError


class UnknownCompetence(PixError):
    """No such competence, or no questions for it in the published content and this language."""

    code = "unknown-competence"


class ImproveTooEarly(PixError):
    """Improving is possible some days after the last answer."""

    code = "improve-too-early"


class ResetTooEarly(PixError):
    """Resetting is possible some days after the last answer."""

    code = "reset-too-early"


class NothingLeftToAsk(PixError):
    """Everything that this competence can show is already validated."""

    code = "nothing-left-to-ask"


class AssessmentEnded(PixError):
    """The assessment takes no more answers."""

    code = "assessment-ended"


class AnswerAlreadyGiven(PixError):
    """Another answer to this question is stored; it stays."""

    code = "answer-already-given"


class AnswerOutOfOrder(PixError):
    """The answer is for a question that has not been asked."""

    code = "answer-out-of-order"


class QuestionNotShown(PixError):
    """A timed question must be opened before it is answered."""

    code = "question-not-shown"


class AnswerMalformed(PixError):
    """The answer's form is not the one its question asks for."""

    code = "answer-malformed"
