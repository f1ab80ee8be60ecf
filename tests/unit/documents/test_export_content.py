"""What stands in an export, in which order and wording."""

import pytest

from domain.resume.facts import (
    Contact,
    Education,
    Position,
    Project,
    ResumeFacts,
    Section,
    SkillCategory,
    SkillFact,
    SpokenLanguage,
)
from domain.resume.section_names import section_kind
from services.documents.export.content import Kind, compose, full_link, shown_link, tidy
from services.documents.export.headings import headings_in, labels_in, language_of
from tests.unit.documents.resume_samples import full, skills, student


def _texts(facts: ResumeFacts, kind: Kind) -> list[str]:
    return [block.text for block in compose(facts) if block.kind is kind]


def test_sections_follow_each_other_as_recruiters_read_them():
    assert _texts(full(), Kind.SECTION) == [
        "Summary", "Work experience", "Projects", "Education", "Skills", "Certificates", "Publications", "Languages",
        "Interests",
    ]  # fmt: skip


def test_who_has_not_worked_yet_begins_with_education():
    assert _texts(student(), Kind.SECTION) == ["Summary", "Education", "Projects", "Skills", "Languages"]


def test_nothing_known_gives_nothing_written():
    assert compose(ResumeFacts()) == []
    assert compose(ResumeFacts(work=(Position(),), education=(Education(),), projects=(Project(),))) == []


def test_dates_stand_inline_behind_employer_and_place():
    assert _texts(full(), Kind.DETAIL)[0] == "Fjordlogistikk AS | Oslo, Norway | March 2021 – Present"
    heads = [block.text for block in compose(full(), one_line_heads=True) if block.kind is Kind.ENTRY]
    assert heads[0] == "Operations manager | Fjordlogistikk AS | Oslo, Norway | March 2021 – Present"


@pytest.mark.parametrize(
    ("position", "heads"),
    [
        (Position(employer="Acme", start="2020"), ["Acme", "2020"]),
        (Position(title="Nurse", end="2021"), ["Nurse", "2021"]),
        (Position(title="Nurse"), ["Nurse"]),
        (Position(start="2020", end="2021", bullets=("Cared for 20 people",)), ["2020 – 2021"]),
    ],
)
def test_what_is_missing_leaves_no_bar_behind(position, heads):
    blocks = compose(ResumeFacts(work=(position,)))
    assert [b.text for b in blocks if b.kind in (Kind.ENTRY, Kind.DETAIL)] == heads


def test_skills_are_grouped_by_category_and_labelled_only_where_there_are_several():
    groups = ["Technical: Inventory planning", "Tools: Excel, SAP", "Soft skills: Staff training"]
    assert _texts(full(), Kind.ITEM)[:3] == groups
    assert _texts(ResumeFacts(skills=skills("Excel", "SAP")), Kind.ITEM) == ["Excel, SAP"]


def test_a_skill_with_a_comma_gets_bars_around_it():
    assert _texts(ResumeFacts(skills=skills("Planning, budgeting", "SAP")), Kind.ITEM) == ["Planning, budgeting | SAP"]


def test_a_skill_that_only_a_bullet_names_is_not_listed_again():
    facts = ResumeFacts(
        work=(Position(title="Cook", bullets=("Planned rotas in Excel and k8s",)),),
        skills=(SkillFact(name="Excel", listed=False), SkillFact(name="Kubernetes", listed=False), *skills("Baking")),
        languages=(SpokenLanguage(name="French"),),
    )
    assert _texts(facts, Kind.ITEM) == ["Kubernetes, Baking", "French"]
    facts = facts.model_copy(update={"skills": (*facts.skills, *skills("french"))})
    assert _texts(facts, Kind.ITEM) == ["Kubernetes, Baking", "French"]


def test_sections_without_a_type_keep_their_words_and_sentences():
    text = "• Won the regional prize for\nwelding in 2019\nMember of the choir"
    facts = ResumeFacts(sections=(Section(title="Awards", kind="other", text=text), Section(title="Work", kind="work")))
    assert _texts(facts, Kind.SECTION) == ["Awards"]
    assert _texts(facts, Kind.TEXT) == ["Won the regional prize for welding in 2019", "Member of the choir"]


def test_a_bullet_gets_no_second_mark():
    facts = ResumeFacts(work=(Position(title="Cook", bullets=("• Planned menus", "- 3 prizes", "-5 % waste")),))
    assert _texts(facts, Kind.BULLET) == ["Planned menus", "3 prizes", "-5 % waste"]


@pytest.mark.parametrize(
    ("link", "shown", "full"),
    [
        ("https://www.linkedin.com/in/ada/", "linkedin.com/in/ada", "https://www.linkedin.com/in/ada/"),
        ("github.com/ada", "github.com/ada", "https://github.com/ada"),
        ("javascript:alert(1)", "javascript:alert(1)", ""),
        ("file:///etc/passwd", "file:///etc/passwd", ""),
        ('https://a.example/"><x', 'a.example/"><x', ""),
    ],
)
def test_links_are_shown_short_and_lead_only_to_web_addresses(link, shown, full):
    assert (shown_link(link), full_link(link)) == (shown, full)


def test_text_is_one_line_of_visible_letters():
    assert tidy("A\u0308rzte\n und\u200b Pflege\x07 \u2011 heute\U000e0041") == "Ärzte und Pflege - heute"


def test_contact_stands_at_the_top():
    facts = ResumeFacts(contact=Contact(name="Ada", email="ada@example.org", links=("ada.example",), place="Leeds"))
    assert [(b.kind, b.text) for b in compose(facts)] == [
        (Kind.NAME, "Ada"), (Kind.CONTACT, "Leeds | ada@example.org"), (Kind.CONTACT, "ada.example"),
    ]  # fmt: skip
    links = [piece.link for block in compose(facts) for piece in block.pieces if piece.link]
    assert links == ["mailto:ada@example.org", "https://ada.example"]


@pytest.mark.parametrize(
    ("bullet", "language"),
    [
        ("Leitete die Abteilung mit acht Personen und senkte die Kosten für das Lager", "de"),
        ("Réduction des coûts avec les équipes pour une livraison dans les délais et du respect des normes", "fr"),
        ("Dirigí una brigada de 16 personas con el chef y reduje los costes del menú para las bodas", "es"),
        ("Coordenação da equipe com os clientes e redução dos custos em uma loja", "pt"),
        ("带领7人团队按期完成全部任务", "zh"),
        ("倉庫スタッフを指導しました", "ja"),
        ("Led the team of eight with care", "en"),
        ("SAP, Excel", "en"),
    ],
)
def test_without_headings_the_sentences_tell_the_language(bullet, language):
    assert language_of(ResumeFacts(work=(Position(title="Cook", bullets=(bullet,)),))) == language


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "pt", "zh", "ja"])
def test_headings_are_names_that_readers_know(language):
    for kind, heading in headings_in(language).items():
        assert section_kind(heading) == kind, heading
    assert len(set(labels_in(language).values())) == len(SkillCategory)


@pytest.mark.parametrize(
    ("titles", "language"),
    [
        (["Berufserfahrung", "Ausbildung", "Kenntnisse"], "de"),
        (["EXPÉRIENCES PROFESSIONNELLES", "Formation", "Langues"], "fr"),
        (["Experiencia laboral", "Educación", "Idiomas"], "es"),
        (["Experiência profissional", "Formação acadêmica", "Idiomas"], "pt"),
        (["工作经历", "教育背景"], "zh"),
        (["職務経歴", "学歴", "資格"], "ja"),
        (["Experience", "Education", "Publications"], "en"),
        (["Profil", "Interests"], "en"),
        ([], "en"),
    ],
)
def test_headings_follow_the_language_of_the_resume(titles, language):
    sections = tuple(Section(title=title, kind="work") for title in titles)
    facts = ResumeFacts(skills=skills("SAP"), sections=sections)
    assert language_of(facts) == language
    assert _texts(facts, Kind.SECTION) == [headings_in(language)["skills"]]
