"""Skills found in hand-labelled excerpts of resumes, the time a resume takes, and how large the taxonomy is.

python -m benchmarks.skills [--misses] [--counts] [--runs N]
"""

import argparse
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from domain.resume.document import Line
from domain.resume.facts import SkillCategory
from domain.resume.paragraphs import right_edges
from domain.resume.parser import parse_resume
from domain.resume.sections import split_sections
from domain.resume.skill_lists import known_as
from domain.resume.skills import read_skills
from domain.resume.vocabulary import SkillVocabulary, skill_key
from domain.resume.work import read_work
from services.documents.skills_list import listed_in, load_skills

TEXTS = Path(__file__).with_name("skills_texts.yaml")


def main() -> int:
    """Print precision and recall, times, and with --counts the taxonomy's size."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--misses", action="store_true", help="show what was missed and what was extra")
    arguments.add_argument("--counts", action="store_true", help="show skills by profession and category")
    arguments.add_argument("--runs", type=int, default=20, help="how often each excerpt is read for the time")
    given = arguments.parse_args()
    started = time.perf_counter()
    vocabulary = load_skills()
    vocabulary.mentions("warm")
    loading = time.perf_counter() - started
    texts: list[dict[str, Any]] = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    second = [entry for entry in texts if entry["id"].startswith("second-")]
    _print_found([entry for entry in texts if entry not in second], vocabulary, given.misses)
    _print_found(second, vocabulary, given.misses)
    _print_times(texts, vocabulary, loading, given.runs)
    _print_counts(given.counts)
    return 0


def lines_of(text: str) -> list[Line]:
    """ "# " is a heading, "- " a bullet, "|" stands between cells."""
    found = []
    for number, line in enumerate(text.strip().splitlines()):
        heading, bullet = line.startswith("# "), line.startswith("- ")
        bare = line[2:] if heading or bullet else line
        cells = tuple(cell.strip() for cell in bare.split("|"))
        size = 14.0 if heading else 10.0
        found.append(
            Line(
                " ".join(cells),
                cells if len(cells) > 1 else (),
                y=number * 14.0,
                size=size,
                bold=heading,
                heading=heading,
                bullet=bullet,
            )
        )
    return found


def _keys(name: str, vocabulary: SkillVocabulary) -> set[str]:
    """One form of a skill however it is written; the parts of "HTML/CSS"."""
    skill = known_as(name, vocabulary)
    if skill is not None:
        return {skill_key(skill.name)}
    parts = vocabulary.find(name, in_list=True)
    return {skill_key(n) for _, n, _ in parts} if all(known for *_, known in parts) else {skill_key(name)}


def _print_found(texts: list[dict[str, Any]], vocabulary: SkillVocabulary, show: bool) -> None:
    totals: dict[str, Counter[str]] = {}
    for entry in texts:
        facts = parse_resume(lines_of("Ada Example\nada@example.org\n" + entry["text"]), (), vocabulary)
        found = {key for skill in facts.skills for key in _keys(skill.name, vocabulary)}
        wanted = {key for name in entry["skills"] for key in _keys(name, vocabulary)}
        allowed = wanted | {key for name in entry.get("also", ()) for key in _keys(name, vocabulary)}
        count = totals.setdefault(entry["profession"], Counter())
        count.update(right=len(found & wanted), missed=len(wanted - found), extra=len(found - allowed))
        if show and (wanted - found or found - allowed):
            print(f"{entry['id']}: missed {sorted(wanted - found)}, extra {sorted(found - allowed)}")
    print(f"\n{'profession':24} {'precision':>9} {'recall':>7} {'right':>6} {'extra':>6} {'missed':>7}")
    for profession, count in [*sorted(totals.items()), ("all", sum(totals.values(), Counter()))]:
        right, extra, missed = count["right"], count["extra"], count["missed"]
        print(
            f"{profession:24} {right / max(right + extra, 1):9.3f} {right / max(right + missed, 1):7.3f} "
            f"{right:6} {extra:6} {missed:7}"
        )


def _print_times(texts: list[dict[str, Any]], vocabulary: SkillVocabulary, loading: float, runs: int) -> None:
    """Skills alone, of an excerpt and of all excerpts as if they were one long resume; and mentions in a book."""
    whole = lines_of("\n".join(["Ada Example", *(entry["text"] for entry in texts)]))
    seconds = sorted(_skills_time(lines_of(entry["text"]), vocabulary) for entry in texts for _ in range(runs))
    long_text = "\n".join(line.text for line in whole) * 20
    started = time.perf_counter()
    vocabulary.mentions(long_text)
    mentions = time.perf_counter() - started
    print(f"loading the taxonomy: {loading * 1000:.0f} ms")
    print(
        f"skills of an excerpt: median {statistics.median(seconds) * 1000:.2f} ms, "
        f"95 % under {seconds[int(len(seconds) * 0.95)] * 1000:.2f} ms; "
        f"of a resume of {len(whole)} lines: {_skills_time(whole, vocabulary) * 1000:.0f} ms"
    )
    print(f"mentions in {len(long_text)} characters: {mentions * 1000:.0f} ms")


def _skills_time(lines: list[Line], vocabulary: SkillVocabulary) -> float:
    sections, edges = split_sections(lines), right_edges(lines)
    work = [position for s in sections if s.kind == "work" for position in read_work(s.lines, edges)]
    started = time.perf_counter()
    read_skills(sections, edges, work, vocabulary)
    return time.perf_counter() - started


def _print_counts(show: bool) -> None:
    skills = list(listed_in())
    professions = Counter(skill.profession for skill in skills)
    categories = Counter(str(skill.category) for skill in skills)
    if show:
        for name, count in [*sorted(professions.items()), *sorted(categories.items())]:
            print(f"{name:55} {count:5}")
    spellings = sum(len(skill.spellings) for skill in skills)
    kinds = ", ".join(f"{categories[str(c)]} {c}" for c in SkillCategory if categories[str(c)])
    print(f"taxonomy: {len(skills)} skills, {spellings} spellings, {len(professions)} professions; {kinds}")


if __name__ == "__main__":
    sys.exit(main())
