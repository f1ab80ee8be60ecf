"""The taxonomy's own files: their form, that no two skills share a spelling, and how large they are."""

from collections import Counter, defaultdict

import pytest
import yaml

from domain.resume.facts import SkillCategory
from domain.resume.vocabulary import SkillVocabulary, skill_key
from services.documents.skills_list import SKILLS_FOLDER, listed_in, load_skills

FILES = sorted(SKILLS_FOLDER.glob("*.yaml"))
SKILLS = tuple(listed_in())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_one_profession_with_one_skill_a_line(path):
    groups = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert next(iter(groups)) == "profession"
    assert set(groups) - {"profession"} <= {"technical", "tool", "soft", "language"}
    for category in list(groups)[1:]:
        for line in groups[category].splitlines():
            name, equals, others = line.partition(" = ")
            spellings = [name, *(others.split(", ") if equals else [])]
            assert all(s == s.strip() and s.removeprefix("~") and "  " not in s for s in spellings), line
            assert not any("~" in s[1:] or " = " in s for s in spellings), line
            assert all(skill_key(s) for s in spellings), line


def test_no_spelling_belongs_to_two_skills():
    owners = defaultdict(set)
    for skill in SKILLS:
        for spelling in skill.spellings:
            owners[skill_key(spelling)].add((skill.name, skill.profession))
    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


def test_no_skill_has_one_spelling_twice():
    twice = [s.name for s in SKILLS if len({skill_key(x) for x in s.spellings}) < len(s.spellings)]
    assert twice == []


def test_the_taxonomy_is_as_large_as_promised():
    by_category = Counter(skill.category for skill in SKILLS)
    by_profession = Counter(skill.profession for skill in SKILLS)
    assert len(SKILLS) >= 4000
    assert len(by_profession) >= 22
    assert min(by_profession.values()) >= 100
    assert by_category[SkillCategory.LANGUAGE] >= 120
    assert by_category[SkillCategory.SOFT] >= 150
    assert by_category[SkillCategory.TECHNICAL] >= 1000
    assert by_category[SkillCategory.TOOL] >= 1000


@pytest.mark.parametrize(
    ("written", "name", "category"),
    [
        ("k8s", "Kubernetes", "tool"),
        ("Gestión de proyectos", "Project management", "technical"),
        ("gestion de projet", "Project management", "technical"),
        ("PROJEKTMANAGEMENT", "Project management", "technical"),
        ("gestao de projetos", "Project management", "technical"),
        ("项目管理", "Project management", "technical"),
        ("プロジェクト管理", "Project management", "technical"),
        ("Teamfähigkeit", "Teamwork", "soft"),
        ("travail d’équipe", "Teamwork", "soft"),
        ("沟通能力", "Communication", "soft"),
        ("Français", "French", "language"),
        ("スペイン語", "Spanish", "language"),
        ("behaviour management", "Behavior management", "technical"),
        ("data modelling", "Data modeling", "technical"),
        ("REST-API", "REST APIs", "technical"),
        ("financial statement", "Financial statements", "technical"),
        ("IV Cannulation", "IV therapy", "technical"),
        ("wound-care", "Wound care", "technical"),
    ],
)
def test_usual_names_and_categories(written, name, category):
    vocabulary = load_skills()
    assert vocabulary.usual_name(written) == name
    assert vocabulary.category(written) == category


@pytest.mark.parametrize(
    ("written", "category"),
    [
        ("C/C++", SkillCategory.TECHNICAL),
        ("SQL (Postgres)", SkillCategory.TECHNICAL),
        ("pursuer of rabbits", SkillCategory.OTHER),
        ("", SkillCategory.OTHER),
    ],
)
def test_category_of_what_is_not_on_the_list_itself(written, category):
    assert load_skills().category(written) == category


def test_a_folder_of_ones_own_can_be_loaded(tmp_path):
    (tmp_path / "trade.yaml").write_text("profession: Trade\ntool: |\n  ~Anvil = Stithy\n", encoding="utf-8")
    vocabulary = load_skills(tmp_path)
    assert (vocabulary.usual_name("stithy"), vocabulary.category("anvil")) == ("Anvil", SkillCategory.TOOL)
    assert isinstance(vocabulary, SkillVocabulary)
    (tmp_path / "wrong.yaml").write_text("profession: Wrong\ngadget: |\n  Anvil\n", encoding="utf-8")
    with pytest.raises(ValueError, match="gadget"):
        list(listed_in(tmp_path))
