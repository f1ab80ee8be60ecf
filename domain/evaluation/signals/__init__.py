"""Measurable signs of a good answer. Each signal reads one answer and says what it saw, with the words."""

from collections.abc import Callable

from domain.evaluation.signals import content, delivery, model_answer, planning, story, substance
from domain.evaluation.signals.material import Material, Reading

SIGNALS: dict[str, Callable[[Material], Reading]] = {
    "situation": story.situation,
    "own_action": story.own_action,
    "result": story.result,
    "reflection": story.reflection,
    "key_points": content.key_points,
    "reasoning": content.reasoning,
    "specifics": content.specifics,
    "trade_offs": content.trade_offs,
    "clarifying": planning.clarifying,
    "plan": planning.plan,
    "follow_up": planning.follow_up,
    "scale": planning.scale,
    "failure": planning.failure,
    "directness": delivery.directness,
    "delivery": delivery.delivery,
    "substance": substance.substance,
    "padding": substance.padding,
    "model_correctness": model_answer.correctness,
    "model_completeness": model_answer.completeness,
    "model_terms": model_answer.terms,
    "model_fullness": model_answer.fullness,
    "model_closeness": model_answer.closeness,
}
"""What a rubric's `signal` may name."""
