"""Words that claim the same, and phrases that stand for one word. Nothing here may make a claim stronger."""

from collections.abc import Mapping

from domain.resume.fabrication.lemmas import lemma, words_of
from domain.resume.fabrication.noun_groups import NOUN_GROUPS
from domain.resume.fabrication.verb_groups import VERB_GROUPS

_PHRASES = """
take part -> participate
took part in -> participate
be part of -> member_of
a part of -> member_of
part of -> member_of
be a member of -> member_of
a member of -> member_of
member of -> member_of
be member of -> member_of
one of -> one_of
in charge of -> be_in_charge
in charge -> be_in_charge
responsible for -> responsible
look after -> look_after
carry out -> carry_out
go down -> go_down
come down -> come_down
go up -> go_up
bring down -> bring_down
bring in -> bring_in
roll out -> roll_out
roll-out -> rollout
draw up -> draw_up
set up -> set_up
sum up -> sum_up
get back -> get_back
stand in -> stand_in
give advice -> give_advice
train in -> train_in
train by -> train_in
put into production -> deploy
put it into production -> deploy
go live -> deploy
in production -> deploy
into production -> deploy
work towards -> work_towards
work toward -> work_towards
study for -> work_towards
under supervision -> under_supervision
under the supervision -> under_supervision
under guidance -> under_supervision
under the guidance -> under_supervision
patent application -> patent_application
not yet -> not
no longer -> not
as well as -> and
such as -> like
papers passed -> papers_passed
make up -> make_up
account for -> account_for
year of experience -> year
up to date -> up_to_date
together with -> with
from time to time -> time_to_time
year experience -> year
name as -> as
as many as -> up_to
as much as -> up_to
co worker -> coworker
co workers -> coworker
come back -> return
go back -> return
win back -> win_back
back up -> backup
back-up -> backup
ahead of schedule -> early
number of -> the
two times -> twice
three times -> thrice
enrol in -> enrolled_in
enrol on -> enrolled_in
hand out -> hand_out
put together -> put_together
sign off -> sign_off
work out -> work_out
reach out to -> reach_out
new hire -> new_hire
write up -> write_up
call off -> call_off
wait on -> wait_on
liaise with -> liaise
deal with -> deal
response time -> response_time
due date -> due_date
so far -> to_date
to date -> to_date
up to -> up_to
more than -> over
less than -> under_number
fewer than -> under_number
no more than -> up_to
at most -> up_to
at least -> at_least
no less than -> at_least
not less than -> at_least
minimum of -> at_least
maximum of -> up_to
out of -> of
percentage point -> points
percentage points -> points
per cent -> percent
virtual machine -> vm
electric car -> ev
electric vehicle -> ev
user interface -> ui
user experience -> ux
machine learning -> ml
artificial intelligence -> ai
search engine optimisation -> seo
human resources -> hr
continuous integration -> ci
continuous delivery -> cd
key performance indicator -> kpi
customer relationship management -> crm
quality assurance -> qa
point of sale -> pos
proof of concept -> prototype
bachelor of science -> bsc
bachelor of arts -> ba
bachelor of engineering -> beng
bachelor of commerce -> bcom
bachelor of education -> bed
master of science -> msc
master of arts -> ma
master of engineering -> meng
master of business administration -> mba
doctor of philosophy -> phd
master's degree -> master_degree
master degree -> master_degree
bachelor's degree -> bachelor_degree
bachelor degree -> bachelor_degree
head up -> head_up
end to end -> end_to_end
real time -> real_time
in part -> partly
days off -> days_off
day off -> days_off
in absence -> absence
build before -> before
date from -> from
date back to -> from
co founder -> cofounder
"""


VERBS = frozenset(lemma(word) for word in VERB_GROUPS.replace(";", " ").split() if "_" not in word) | frozenset(
    lemma(word)
    for word in words_of(
        """
    be have do make take get lead head direct own chair found launch initiate establish pioneer spearhead
    champion coordinate supervise approve decide architect engineer invent create result enable allow drive
    boost generate ensure secure win earn receive resolve eliminate prevent streamline standardise digitise
    consolidate expand extend scale convert merge recruit hire onboard interview fill attract retain engage
    promote market brand pitch close prospect upsell forecast budget invest audit bill invoice pay post balance
    close submit file register enrol admit discharge nurse prescribe vaccinate bake roast grill grow plant
    harvest load unload pick pack dispatch drive steer weld wire rewire solder machine assemble disassemble
    calibrate inspect certify paint sand cut sew knit print scan copy type call phone email chat message meet
    greet seat serve clean wash iron guard patrol secure rescue
"""
    )
)
"""Lemmas of words that can be verbs in a resume."""


def _groups() -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    lines = [group.split() for text in (VERB_GROUPS, NOUN_GROUPS) for group in text.split(";")]
    for number, words in enumerate(lines):
        for word in words:
            found.setdefault(word if "_" in word else lemma(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


_GROUPS = _groups()
_NONE: frozenset[int] = frozenset()


def _phrases() -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    """Phrases by their first lemma, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in _PHRASES.strip().splitlines():
        written, stands_for = line.split(" -> ")
        words = tuple(lemma(word) for word in written.replace("-", " ").split())
        found.setdefault(words[0], []).append((words, stands_for if "_" in stands_for else lemma(stands_for)))
    for listed in found.values():
        listed.sort(key=lambda entry: -len(entry[0]))
    return found


PHRASES = _phrases()


def alike(one: str, other: str) -> bool:
    """Whether two lemmas claim the same."""
    return one == other or not _GROUPS.get(one, _NONE).isdisjoint(_GROUPS.get(other, _NONE))
