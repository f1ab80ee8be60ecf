"""Interview: set-up."""

import streamlit as st

from domain.people import ConsentKind
from services.bootstrap import get_services
from ui import setup_parts, setup_presets
from ui.account_parts import model_question
from ui.errors import show_errors
from ui.layout import note, page
from ui.navigation import asked_for, go
from ui.session import require_user

user = require_user()
services = get_services()

last = services.interviews.last_setup(user)
lead = "Change anything; the choices below are those of your last interview." if last else "Choose what to practise."

with page("Interview", lead, width=640):
    if services.evaluation.model_configured and ConsentKind.MODEL_USE not in user.consents:
        model_question(user)
    resume = services.resumes.current(user)
    if resume is None:
        with st.container(horizontal=True, vertical_alignment="center"):
            note("Without a resume, questions come from the role alone.")
            if st.button("Add your resume", type="tertiary", icon=":material/description:"):
                go("resume")
    setup_presets.drill(user)
    last = setup_presets.chosen(user) or last
    job = asked_for("job")
    job_text = services.job_match.job_text(user, job) if job else None
    setup = setup_parts.form(services.bank.roles(), last, resume, job_text)
    with st.container(horizontal=True):
        start = st.button("Start interview", type="primary", icon=":material/play_arrow:")
        setup_presets.save(user, setup)
    if start and setup is None:
        st.error("Choose a role first, then start.", icon=":material/error:")
    elif start and setup is not None:
        with show_errors():
            interview = services.interviews.start(user, setup)
            go("room", {"interview": interview.id})
