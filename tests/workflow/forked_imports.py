"""What an engine imports, so that a fork has it already. See forked.py."""

from moto.stepfunctions import models
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import state_task_service_callback
from moto.stepfunctions.parser.asl.parse import asl_parser

from chalicelib.local import clock, serving, waiting, workflows

__all__ = ["asl_parser", "clock", "models", "serving", "state_task_service_callback", "waiting", "workflows"]
