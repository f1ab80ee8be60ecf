"""The resume as a file: kind, template, paper; offered only with what machines read in it."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import streamlit as st

from domain.people import Person
from services.bootstrap import get_services
from services.documents.export.export import ExportKind
from services.documents.export.templates import TEMPLATES, Paper
from services.resume_exports import ResumeExport
from ui.errors import show_errors
from ui.layout import choice, note
from ui.safe_text import plain

KINDS = {ExportKind.DOCX: "Word", ExportKind.PDF: "PDF", ExportKind.JSON: "JSON Resume"}
PAPERS = {Paper.A4: "A4", Paper.LETTER: "Letter"}
WRITTEN = "written_export"
SHOWN = 12
"""Lost facts that are listed."""


def download(user: Person, resume_id: UUID, version: int) -> None:
    """Choose, write, read again, then offer. What was written belongs to one version of the facts."""
    with st.container(gap="xxsmall"):
        st.header("Download", anchor=False)
        st.markdown(":gray[One clean column that people and hiring software can read, written from your facts.]")
    kind = choice("File", list(KINDS), "export-kind", words=lambda kind: KINDS[kind])
    template, paper = "plain", Paper.A4
    if kind is not ExportKind.JSON:
        template = choice("Template", list(TEMPLATES), "export-template", words=lambda key: TEMPLATES[key].name)
        note(plain(TEMPLATES[template].note))
        paper = choice("Paper", list(PAPERS), "export-paper", words=lambda paper: PAPERS[paper])
    wanted = (str(resume_id), version, kind, template, paper)
    if st.button("Write the file", type="primary", icon=":material/draft:"):
        with show_errors(safe="Your resume is unchanged."), st.spinner("Writing the file and reading it again"):
            made = get_services().resume_exports.export(user, resume_id, kind, template, paper)
            st.session_state[WRITTEN] = (wanted, replace(made, data=b""))
    written = st.session_state.get(WRITTEN)
    if written and written[0] == wanted:
        # The same facts give the same bytes, so they need not lie in the session until somebody wants them.
        _offer(written[1], lambda: get_services().resume_exports.export(user, resume_id, kind, template, paper).data)


def _offer(made: ResumeExport, data: Callable[[], bytes]) -> None:
    trip = made.round_trip
    with st.container(border=True, gap="small"):
        whole = trip.percent == 100
        st.markdown(f"{':material/task_alt:' if whole else ':material/help:'} **{plain(trip.sentence)}**")
        note("Checked by reading this very file with the reader that reads uploads here.")
        for sentence in made.notes:
            st.markdown(plain(sentence))
        if trip.lost:
            with st.expander(f"What was not read back ({len(trip.lost)})"):
                st.markdown("\n".join(f"- {plain(value)}" for _, value in trip.lost[:SHOWN]))
                if len(trip.lost) > SHOWN:
                    note(f"And {len(trip.lost) - SHOWN} more.")
        st.download_button(
            f"Download {plain(made.file_name)}", data=data, file_name=made.file_name, mime=made.media_type,
            on_click="ignore", icon=":material/download:",
        )  # fmt: skip
