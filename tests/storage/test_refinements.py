"""Refinements: stored, locked, deleted with their resume."""

from uuid import uuid4

import pytest

from domain.errors import NotFound
from domain.resume.fabrication.objection import ObjectionKind
from domain.resume.refining import ChangeStatus, Confirmed, RefinementState
from tests.builders import a_refinement, add_resume


@pytest.fixture
def resume(database, person):
    with database.as_user(person.id) as tx:
        return add_resume(tx, person.id)


def test_a_refinement_comes_back_as_it_was_saved(database, person, resume):
    made = a_refinement(resume, job_text="A baker", note="Why\x00 not")
    with database.as_user(person.id) as tx:
        stored = tx.refinements.add(person.id, made)
        assert stored.note == "Why not"
        change = stored.changes[0].model_copy(update={"status": ChangeStatus.ACCEPTED})
        said = Confirmed(path="summary", kind=ObjectionKind.NUMBER, words="5 people")
        after = stored.with_change(change).model_copy(
            update={"confirmed": (said,), "state": RefinementState.APPLIED, "result_version": 2, "provider": "groq:a"}
        )
        tx.refinements.save(person.id, after)
    with database.as_user(person.id) as tx:
        assert tx.refinements.get(person.id, made.id) == after
        assert tx.refinements.locked(person.id, made.id) == after
        assert tx.refinements.list(person.id, resume.id) == [after]
        assert tx.refinements.list(person.id, uuid4()) == []


def test_deleting_the_resume_deletes_its_refinements(database, person, resume):
    made = a_refinement(resume)
    with database.as_user(person.id) as tx:
        tx.refinements.add(person.id, made)
        tx.resumes.delete(person.id, resume.id)
        with pytest.raises(NotFound):
            tx.refinements.get(person.id, made.id)


def test_a_refinement_can_be_deleted_once(database, person, resume):
    made = a_refinement(resume)
    with database.as_user(person.id) as tx:
        tx.refinements.add(person.id, made)
        tx.refinements.delete(person.id, made.id)
        with pytest.raises(NotFound):
            tx.refinements.delete(person.id, made.id)
        with pytest.raises(NotFound):
            tx.refinements.save(person.id, made)


def test_nobody_refines_the_resume_of_somebody_else(database, person, other_person, resume):
    with database.as_user(other_person.id) as tx, pytest.raises(NotFound):
        tx.refinements.add(other_person.id, a_refinement(resume))
    with database.as_user(person.id) as tx:
        made = tx.refinements.add(person.id, a_refinement(resume))
    with database.as_user(other_person.id) as tx:
        for call in (tx.refinements.get, tx.refinements.locked, tx.refinements.delete):
            with pytest.raises(NotFound):
                call(other_person.id, made.id)
