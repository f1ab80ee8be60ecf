"""Saying that a criterion's level is wrong, and taking it back."""

from uuid import UUID

import streamlit as st

from domain.evaluation.disagreements import LONGEST_WORDS
from domain.evaluation.types import CriterionScore, Evaluation
from domain.people import Person
from services.bootstrap import get_services
from ui.errors import show_errors
from ui.layout import note
from ui.safe_text import plain

LEVELS = range(5)


def disagree(user: Person, answer_id: UUID, evaluation: Evaluation) -> None:
    """Below the criteria: one form for all of them, and what was said so far."""
    if not evaluation.criteria:
        return
    said = {d.criterion_id: d for d in get_services().disagreements.of_answer(user, answer_id)}
    names = {c.criterion_id: c for c in evaluation.criteria}
    for criterion_id, found in said.items():
        score = names.get(criterion_id)
        if score is None:
            continue
        with st.container(horizontal=True, vertical_alignment="center"):
            note(
                f"You disagree with {plain(score.name.lower())}: {found.shown} of 4 shown, {found.wanted} of 4 by you. "
                "The score stays as it is; your coach sees it, and it counts when this rubric is next checked."
            )
            if st.button("Take it back", key=f"back-{criterion_id}", type="tertiary", icon=":material/undo:"):
                with show_errors():
                    get_services().disagreements.take_back(user, answer_id, criterion_id)
                    st.rerun()
    with st.popover("I disagree with a criterion", icon=":material/balance:"):
        _form(user, answer_id, list(evaluation.criteria))


def _form(user: Person, answer_id: UUID, criteria: list[CriterionScore]) -> None:
    by_id = {c.criterion_id: c for c in criteria}
    chosen = st.selectbox(
        "Criterion",
        list(by_id),
        format_func=lambda key: f"{by_id[key].name}, {by_id[key].level} of 4",
        key=f"disagree-criterion-{answer_id}",
    )
    level = by_id[chosen].level if chosen else 0
    others = [n for n in LEVELS if n != level]
    wanted = st.segmented_control(
        "The level I think is right",
        others,
        required=True,
        default=min(4, level + 1) if level < 4 else 3,
        format_func=lambda n: f":blue[{n}]",
        key=f"disagree-level-{answer_id}-{chosen}",
    )
    words = st.text_area("Why, if you like", max_chars=LONGEST_WORDS, height=90, key=f"disagree-words-{answer_id}")
    note("What you write stays here. Operators see only how often a criterion is disputed.")
    if st.button("Record it", key="record-disagreement") and chosen is not None and wanted is not None:
        with show_errors():
            get_services().disagreements.disagree(user, answer_id, chosen, wanted, words)
            st.rerun()
