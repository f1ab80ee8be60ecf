"""Files that are no resume: each gets a sentence of its own, and nothing is left behind."""

from domain.errors import InvalidUpload
from domain.people import Person
from domain.resume.facts import ResumeStatus
from services.bootstrap import Services
from tests.browser import make_resume
from tests.faults.bad_uploads import BAD

STORED_FIRST = {"encrypted", "image only"}
"""What only reading the file shows: it is in the list by then, with its sentence."""


def try_out(services: Services, person: Person, name: str, data: bytes) -> tuple[str, bool]:
    """The sentence the person gets, and whether the file was stored before it was known to be bad."""
    try:
        resume = services.resumes.upload(person, name, data)
    except InvalidUpload as error:
        return error.message, False
    services.resumes.read(person.id, resume.id)
    listed = services.resumes.get(person, resume.id)
    assert (listed.status, listed.version, listed.facts, listed.step) == (ResumeStatus.FAILED, 0, None, "")
    return listed.error, True


def kept_files(services: Services, person: Person) -> int:
    folder = services.settings.app_data_dir / "files" / str(person.id)
    return len(list(folder.iterdir())) if folder.exists() else 0


def test_each_bad_file_gets_its_own_sentence(services, person):
    sentences = {}
    for kind, (name, make) in BAD.items():
        before = len(services.resumes.list(person))
        sentences[kind], stored = try_out(services, person, name, make())
        assert stored == (kind in STORED_FIRST), kind
        assert len(services.resumes.list(person)) == before + stored
        assert kept_files(services, person) == len(services.resumes.list(person)), "a refused file is not kept"
    assert len(set(sentences.values())) == len(BAD), sentences
    for kind, sentence in sentences.items():
        assert sentence.endswith("."), kind
        assert "Error" not in sentence, kind
    assert [r.error for r in services.resumes.list(person)] == [sentences["image only"], sentences["encrypted"]]


def test_a_bad_file_does_not_stand_in_the_way_of_a_good_one(services, person):
    try_out(services, person, "scan.pdf", BAD["image only"][1]())
    good = services.resumes.upload(person, "resume.pdf", make_resume.pdf())
    services.resumes.read(person.id, good.id)
    assert services.resumes.current(person).status is ResumeStatus.READ
    assert services.resumes.current(person).facts.contact.name == "Ingrid Solvang"
