"""Where state machines run: shared by every room since more than accounts start them."""

from chalicelib.shared.executions import StepFunctions

__all__ = ["StepFunctions"]
