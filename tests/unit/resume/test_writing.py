"""Checks of the writing: what they find, what they leave alone, and what they propose."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.resume.facts import Position, Project, ResumeFacts
from domain.resume.scoring.score import score_resume
from domain.resume.writing.checks import WrittenLine, line_findings, resume_is_english, writing_findings
from domain.resume.writing.findings import WritingFinding, WritingKind
from domain.resume.writing.language import is_english, is_foreign_line
from domain.resume.writing.numbers import has_number
from domain.resume.writing.openings import When, opening
from domain.resume.writing.phrases import FILLER_PHRASES
from domain.resume.writing.suggestions import applied
from domain.resume.writing.verbs import Form, gerund, is_participle, past, read_verb, third
from tests.unit.resume.sound_resume import GOOD, TODAY

PATH = "work.0.bullets.0"


def faults(text: str, when: When = When.PAST) -> list[WritingFinding]:
    found = line_findings(WrittenLine(PATH, text, when))
    return [f for f in found if f.kind not in (WritingKind.NO_NUMBER, WritingKind.TOO_SHORT, WritingKind.TOO_LONG)]


def improved(text: str, when: When = When.PAST) -> str:
    """The line with every proposal taken up, the last first."""
    end = {When.PAST: "2020", When.NOW: "present", When.UNKNOWN: ""}[when]
    facts = ResumeFacts(work=(Position(start="2019" if end else "", end=end, bullets=(text,)),))
    found = [f for f in writing_findings(facts, TODAY) if f.replacement is not None]
    for finding in sorted(found, key=lambda f: -f.start):
        facts = applied(facts, finding)
    return facts.work[0].bullets[0]


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Responsible for managing 12 people", "Managed 12 people"),
        ("Was responsible for writing the yearly report", "Wrote the yearly report"),
        ("I was responsible for teaching the class", "Taught the class"),
        ("Duties included answering the phones", "Answered the phones"),
        ("Responsible for running the front desk", "Ran the front desk"),
        ("Responsible for helping the head nurse", "Helped the head nurse"),
        ("In charge of planning shifts for 8 porters", "Planned shifts for 8 porters"),
        ("Successfully led the move", "Led the move"),
        ("Cut the costs significantly by moving", "Cut the costs by moving"),
        ("Sold tickets in order to pay for the trip", "Sold tickets to pay for the trip"),
        ("Checked stock on a daily basis", "Checked stock daily"),
        ("Utilised Excel to track the orders", "Used Excel to track the orders"),
        ("I managed the shop in the north", "Managed the shop in the north"),
        ("I've built the new site of the firm", "Built the new site of the firm"),
        ("Manage the shop in the north", "Managed the shop in the north"),
        ("Teaches the youngest class", "Taught the youngest class"),
        ("Writing the minutes of the board", "Wrote the minutes of the board"),
        ("Keep the books of the firm", "Kept the books of the firm"),
        ("Plan the shifts of the ward", "Planned the shifts of the ward"),
        ("Organise the summer camp", "Organised the summer camp"),
        ("Organize the summer camp", "Organized the summer camp"),
    ],
)
def test_a_safe_suggestion_says_the_same_in_better_words(text: str, better: str):
    assert improved(text) == better
    assert improved(better) == better


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Responsible for managing 12 people", "Manage 12 people"),
        ("Managing the shop in the north", "Manage the shop in the north"),
        ("Leads the night team", "Lead the night team"),
        ("Led the move to the new house", "Led the move to the new house"),
    ],
)
def test_a_present_job_stands_in_the_present(text: str, better: str):
    assert improved(text, When.NOW) == better


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Helped lead the move of the ward", WritingKind.WEAK_VERB),
        ("Assisted with managing the budget", WritingKind.WEAK_VERB),
        ("Responsible for increasing sales by 20%", WritingKind.WEAK_VERB),
        ("Tasked with running the front desk", WritingKind.WEAK_VERB),
        ("Responsible for launching the new site", WritingKind.WEAK_VERB),
        ("Participated in the design of the site", WritingKind.WEAK_VERB),
        ("Involved in leading a team of 5", WritingKind.WEAK_VERB),
        ("Responsible for the budget of the ward", WritingKind.WEAK_VERB),
        ("Responsible for managing staff and training new cooks", WritingKind.WEAK_VERB),
        ("We built a shop with 5,000 visitors", WritingKind.FIRST_PERSON),
        ("Reports were prepared for the board", WritingKind.PASSIVE),
        ("Answer phones and greet visitors", WritingKind.TENSE),
        ("Model the load of bridges", WritingKind.TENSE),
        ("Handled various tasks at the desk", WritingKind.VAGUE),
        ("Bought pens, paper, etc. for the office", WritingKind.VAGUE),
        ("Worked in a fast-paced environment", WritingKind.CLICHE),
        ("Wrote a really important report", WritingKind.FILLER),
    ],
)
def test_where_only_the_person_knows_nothing_is_proposed(text: str, kind: WritingKind):
    found = [f for f in faults(text) if f.kind is kind]
    assert len(found) == 1
    assert found[0].replacement is None
    assert found[0].why.endswith(".")
    assert text[found[0].start : found[0].end] == found[0].text


@pytest.mark.parametrize(
    "text",
    [
        "Was promoted twice in three years",
        "Reading mentor at the public library",
        "Architect with 9 years on schools",
        "Support tickets: 40 a day",
        "Lead engineer for the Ariane upper stage",
        "Design of 14 bridges in steel",
        "Project management for three sites",
        "Enrolled 210 people in a phase I trial",
        "Passed the Level I exam",
        "Served as I/O specialist",
        "Set up the lab",
        "Read 300 applications a year",
        "Organised the Many Voices festival",
        "Built a MySQL cluster",
        "Open source maintainer of a date library",
        "Marketed Very, the fashion brand",
        "Trained in the use of lasers",
        "Rebuilt the tool that was used by 9 teams",
        "Certified by the Red Cross",
        "Managed the US office",
        "Led the IT team",
    ],
)
def test_sound_lines_are_left_alone(text: str):
    assert faults(text) == []


def test_a_number_is_asked_for_and_never_made_up():
    found = line_findings(WrittenLine(PATH, "Led the move of the ward", When.PAST))
    assert [(f.kind, f.replacement, f.whole_line) for f in found] == [(WritingKind.NO_NUMBER, None, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Cut costs by 14%",
        "Led 5 people",
        "Led five people",
        "A team of 12",
        "Won $3m",
        "Grew sales 2.5x",
        "Halved the queue",
        "Saved €410,000",
        "Sold a dozen cars",
        "Trained 20-person teams",
        "Served 2,000 guests",
        "Served 2000 guests",
        "1st place",
        "Cut load from 3.4 s to 0.9 s",
        "A third of all calls",
        "Twice a week",
    ],
)
def test_quantities_are_numbers(text: str):
    assert has_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wrote Python 3 services",
        "Moved files to S3 and EC2",
        "Audited to ISO 9001",
        "Joined in 2019",
        "Left in March 2020",
        "Used HTML5 and IPv6",
        "Support around the clock, 24/7",
        "Grew from a trainee",
        "From 2019 to 2021",
        "Built B2B shops",
        "Led the team (2018)",
    ],
)
def test_years_and_names_are_no_numbers(text: str):
    assert not has_number(text)


def test_repetition_is_told_from_the_third_line_on():
    bullets = (
        "Developed the first site",
        "Developed the second site",
        "Wrote tests for it",
        "Developed the third site",
    )
    facts = ResumeFacts(work=(Position(end="2019", bullets=bullets[:2]), Position(end="2018", bullets=bullets[2:])))
    found = [f for f in writing_findings(facts, TODAY) if f.kind is WritingKind.REPETITION]
    assert [(f.path, f.text, f.replacement) for f in found] == [("work.1.bullets.1", "Developed", "Built")]
    taken = facts.model_copy(update={"projects": (Project(title="x", bullets=("Built a fourth site",)),)})
    found = [f for f in writing_findings(taken, TODAY) if f.kind is WritingKind.REPETITION]
    assert [f.replacement for f in found] == [None]


STARTS = st.sampled_from(
    [
        "Responsible for managing", "Helped to lead", "We built", "I managed", "Manage", "Successfully led", "Teaches",
        "Was in charge of writing", "Assisted with planning", "Reports were written for", "Utilised", "Involved in",
        "Duties included selling", "Led",
    ]
)  # fmt: skip
RESTS = st.sampled_from(
    [
        "a team",
        "various reports, etc.",
        "in order to save costs",
        "the budget significantly",
        "my shop",
        "and trained staff",
    ]
)


@settings(max_examples=200, deadline=None)
@given(STARTS, st.lists(RESTS, min_size=1, max_size=3), st.sampled_from(list(When)))
def test_no_suggestion_adds_a_word_that_the_line_does_not_hold(start: str, rests: list[str], when: When):
    text = " ".join([start, *rests])
    short = {word for phrase in FILLER_PHRASES.values() for word in phrase.split()}

    def held(words: str) -> set[str]:
        found = {word.strip(".,").lower() for word in words.split()}
        return found | {verb.base for word in found if (verb := read_verb(word))}

    better = improved(text, when)
    assert held(better) <= held(text) | short | {form(verb) for verb in held(text) for form in (past, third)}
    for weak in ("Helped", "Assisted", "Involved", "We"):
        assert better.startswith(weak) == text.startswith(weak)


def test_a_present_job_may_tell_of_finished_work():
    bullets = ["Lead the night team", "Plan the shifts of 40 nurses", "Coordinated the vendors", "Cut the costs by 10%"]
    facts = ResumeFacts(work=(Position(start="2020", end="present", bullets=tuple(bullets)),))
    found = [f for f in writing_findings(facts, TODAY) if f.kind is WritingKind.TENSE]
    assert [(f.text, f.replacement) for f in found] == [("Coordinated", "Coordinate")]


def test_an_unknown_end_gives_no_tense():
    facts = ResumeFacts(work=(Position(start="2020", bullets=("Manage the shop in the north",)),))
    assert not [f for f in writing_findings(facts, TODAY) if f.kind is WritingKind.TENSE]


def test_findings_about_the_same_words_are_told_once():
    text = "I was responsible for successfully managing various things, etc."
    facts = ResumeFacts(work=(Position(end="2019", bullets=(text,)),))
    found = [f for f in writing_findings(facts, TODAY) if not f.whole_line]
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "bullets",
    [
        (
            "Responsable de la gestión de varios proyectos y del equipo de la clínica",
            "Dirigí el equipo de ventas con 12 personas",
        ),
        (
            "Verantwortlich für die Planung der Schichten und das Budget der Station",
            "Leitung des Teams mit 12 Personen",
        ),
        (
            "Responsable des achats pour les clients de la région et des stocks",
            "Gestion de 12 personnes dans le service",
        ),
        ("Responsável pela gestão de uma equipe com 12 pessoas e dos projetos", "Vendas para os clientes da região"),
        ("営業チームの管理と十二人の教育", "顧客データの分析を担当"),
        ("负责管理销售团队", "分析客户数据"),
    ],
)
def test_another_language_gets_no_findings(bullets: tuple[str, ...]):
    facts = ResumeFacts(work=(Position(end="2019", bullets=bullets),))
    assert not resume_is_english(facts)
    assert writing_findings(facts, TODAY) == ()


def test_a_foreign_line_in_an_english_resume_is_left_alone():
    lines = ("Managed a team of 5 in the shop", "Verantwortlich für die Planung der Schichten und das Budget", "Was I")
    facts = ResumeFacts(work=(Position(end="2019", bullets=lines),))
    assert "work.0.bullets.1" not in {f.path for f in writing_findings(facts, TODAY)}
    assert is_foreign_line(lines[1])
    assert is_english("Managed a team of 5 in the shop")


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("manage", ("managed", "manages", "managing")),
        ("plan", ("planned", "plans", "planning")),
        ("carry", ("carried", "carries", "carrying")),
        ("write", ("wrote", "writes", "writing")),
        ("teach", ("taught", "teaches", "teaching")),
        ("oversee", ("oversaw", "oversees", "overseeing")),
        ("analyse", ("analysed", "analyses", "analysing")),
        ("put", ("put", "puts", "putting")),
        ("deploy", ("deployed", "deploys", "deploying")),
        ("tie", ("tied", "ties", "tying")),
    ],
)
def test_verbs_have_their_forms(base: str, forms: tuple[str, str, str]):
    assert (past(base), third(base), gerund(base)) == forms


@pytest.mark.parametrize(
    ("word", "base", "form"),
    [
        ("Managed", "manage", Form.PAST),
        ("writes", "write", Form.THIRD),
        ("Running", "run", Form.GERUND),
        ("Co-led", "lead", Form.PAST),
        ("travelled", "travel", Form.PAST),
        ("set", "set", Form.PAST),
        ("lead", "lead", Form.BASE),
        ("Crocheted", "crocheted", Form.PAST),
    ],
)
def test_words_are_read_as_verbs(word: str, base: str, form: Form):
    verb = read_verb(word)
    assert verb is not None
    assert (verb.base, verb.form) == (base, form)


def test_what_is_no_verb():
    assert [read_verb(w) for w in ("table", "need", "skilled", "12")] == [None] * 4
    assert opening("The shop") is None
    assert opening("") is None
    assert is_participle("written")
    assert not is_participle("wrote")


def test_a_suggestion_whose_words_are_gone_is_refused():
    finding = next(f for f in faults("I managed the shop") if f.replacement)
    facts = ResumeFacts(work=(Position(bullets=("I ran the shop",)),))
    for bad, held in (
        (finding, facts),
        (finding, ResumeFacts()),
        (finding.model_copy(update={"replacement": None}), facts),
    ):
        with pytest.raises(ValueError):
            applied(held, bad)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece",
    ["was very ", "please give me the the ", "a", "a large number of ", "managing, ", "1,", "ignore a b ", " \t"],
)
def test_a_monstrous_line_hangs_nothing(piece: str):
    text = piece * (60_000 // len(piece))
    facts = ResumeFacts(summary=text, work=(Position(title="x", end="2019", bullets=(text,)),))
    writing_findings(facts, TODAY)
    score_resume(None, facts, GOOD, TODAY)
