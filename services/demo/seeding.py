"""Creating the demo accounts; a second run finds them and adds only what an interrupted first run left out."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from domain.errors import NotAllowed
from domain.evaluation.types import State
from domain.people import Person, Role
from domain.resume.facts import Resume
from services.demo.course import DemoCandidate, DemoPerson, read_candidates, read_coach
from services.demo.history import plan, write_history
from services.demo.resume_file import resume_docx
from services.storage.demo import backdate_evaluations

if TYPE_CHECKING:
    from services.bootstrap import Services

REFUSED = (
    "Demo accounts are not made in production: whoever knows their password could sign in. "
    "Add --force if that is what you want."
)


@dataclass(frozen=True)
class DemoAccount:
    """A demo account; `created` is False when it was there before this run."""

    email: str
    role: Role
    created: bool


@dataclass(frozen=True)
class DemoReport:
    """What is there now. `states` counts the newest evaluations of the candidates' answers."""

    accounts: tuple[DemoAccount, ...]
    changed: bool
    """False when everything was there already."""
    interviews: int
    states: dict[State, int] = field(default_factory=dict)

    @property
    def created(self) -> bool:
        """True when at least one account is new, and so has the password given."""
        return any(account.created for account in self.accounts)

    @property
    def answers(self) -> int:
        """How many answers are stored and evaluated."""
        return sum(self.states.values())

    @property
    def summary(self) -> str:
        """For the operator: what happened, then one account a line."""
        said = "The demo data is there now" if self.changed else "The demo data is there already; nothing was changed"
        counts = ", ".join(f"{self.states[state]} {state.value}" for state in State if self.states.get(state))
        lines = [f"{said}: {self.interviews} interviews, {self.answers} answers ({counts})."]
        lines += [
            f"{a.email} ({a.role.value})" + ("" if a.created else ", with the password it already had")
            for a in self.accounts
        ]
        return "\n".join(lines)

    def as_dict(self) -> dict[str, Any]:
        """The report as plain values, for JSON."""
        return {
            "changed": self.changed,
            "accounts": [{"email": a.email, "role": a.role.value, "created": a.created} for a in self.accounts],
            "interviews": self.interviews,
            "answers": self.answers,
            "states": {state.value: self.states.get(state, 0) for state in State},
        }


def seed_demo(services: "Services", password: str, *, force: bool = False) -> DemoReport:
    """Create three candidates with eight weeks of practice, and a coach, all with `password`.

    Times count back from today. Answers are scored offline, because nobody has agreed to a model for these accounts.
    Raises NotAllowed in production without `force`, InvalidInput for a password that cannot be used, SettingsRefused
    when the owner's login (DATABASE_ADMIN_URL) is missing.
    """
    if services.settings.production and not force:
        raise NotAllowed(REFUSED)
    with services.database.as_owner():
        pass  # refuse before anything is written
    candidates = read_candidates()
    accounts = []
    changed = False
    people: list[Person] = []
    for candidate in candidates:
        person, created = _account(services, candidate, password, Role.CANDIDATE)
        accounts.append(DemoAccount(candidate.email, Role.CANDIDATE, created))
        people.append(person)
        changed |= _history(services, candidate, person) | created
    _, created = _account(services, read_coach(), password, Role.COACH)
    accounts.append(DemoAccount(read_coach().email, Role.COACH, created))
    return _report(services, people, tuple(accounts), changed=changed or created)


def _account(services: "Services", wanted: DemoPerson, password: str, role: Role) -> tuple[Person, bool]:
    """The account, and whether it is new."""
    with services.database.as_system() as tx:
        person = tx.people.by_email(wanted.email)
    if person is not None:
        return person, False
    person = services.accounts.create_user(wanted.email, password, wanted.full_name, {role})
    services.accounts.update_profile(person, full_name=wanted.full_name, time_zone=wanted.time_zone)
    return person, True


def _history(services: "Services", candidate: DemoCandidate, person: Person) -> bool:
    """Resume, sessions and scores of one candidate, unless they are there; True when something was added."""
    with services.database.as_user(person.id) as tx:
        begun = bool(tx.interviews.list(person.id))
        now = tx.now
    if not begun:
        resume = _resume(services, candidate, person)
        sessions = plan(candidate, resume, now, services.embedder)
        with services.database.as_owner() as tx:
            write_history(tx, person, resume, sessions)
    return _evaluate(services, person.id) or not begun


def _resume(services: "Services", candidate: DemoCandidate, person: Person) -> Resume:
    """Upload the resume as a file, read it as any other, then confirm its facts."""
    resume = services.resumes.current(person)
    if resume is None:
        data = resume_docx(candidate.resume.facts)
        resume = services.resumes.upload(person, candidate.resume.file_name, data)
    services.resumes.read(person.id, resume.id)
    read = services.resumes.get(person, resume.id)
    sections = read.facts.sections if read.facts else ()
    facts = candidate.resume.facts.model_copy(update={"sections": sections})
    return services.resumes.save_edits(person, resume.id, facts)


def _evaluate(services: "Services", user_id: UUID) -> bool:
    """Score what has no score yet, under the key the background job would use; True when there was something."""
    with services.database.as_system() as tx:
        left = [answer_id for owner, answer_id in tx.answers.unevaluated() if owner == user_id]
    for answer_id in left:
        services.evaluation.evaluate_answer(user_id, answer_id, f"evaluate_answer:{answer_id}:1")
    if left:
        with services.database.as_owner() as tx:
            backdate_evaluations(tx, user_id)
    return bool(left)


def _report(
    services: "Services", people: list[Person], accounts: tuple[DemoAccount, ...], *, changed: bool
) -> DemoReport:
    interviews = 0
    states: Counter[State] = Counter()
    for person in people:
        with services.database.as_user(person.id) as tx:
            interviews += len(tx.interviews.list(person.id))
            states.update(row.state for row in tx.evaluations.totals(person.id))
    return DemoReport(accounts, changed, interviews, dict(states))
