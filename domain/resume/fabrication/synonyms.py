"""Words that claim the same, and phrases that stand for one word. Nothing here may make a claim stronger."""

from collections.abc import Mapping

from domain.resume.fabrication.lemmas import lemma

_VERBS = """
build develop construct create make development creation construction
create make produce
create write prepare
create prepare compile
craft write make
author write
devise develop design
implement build develop code program implementation
write author draft_up compose writer
write prepare
prepare produce compile preparation
reduce cut lower shorten decrease bring_down trim lessen reduction slash minimise
shrink reduce
fall drop decline go_down decrease come_down
raise increase grow improve boost lift improvement
rise grow increase go_up climb growth
improve enhance raise refine
double twofold
double triple quadruple grow increase raise rise lift
halve reduce cut lower decrease shorten
plan schedule planning
organise arrange hold organisation host
arrange set_up
set_up introduce establish implement install
plan organise
manage run lead head_up oversee be_in_charge responsible management
supervise oversee supervision
responsible be_in_charge accountable charge responsibility
responsible be_in_charge keep handle
run operate
operate drive use operator
run perform carry_out conduct do execute hold
do handle perform carry_out
run hold facilitate host
keep maintain look_after maintenance
maintain look_after care support_it
care look_after
keep run
help assist support aid assistance
contribute participate take_part help contribution participation involve
member member_of participate take_part
work collaborate cooperate collaboration cooperation partner
mentor coach tutor guide
train teach instruct coach training instruction
teach instruct tutor
advise counsel give_advice consult advice
present demonstrate show presentation demonstration
present report
report present
answer respond reply handle
handle deal process answer address
find identify detect discover locate spot trace uncover
repair fix mend
find trace locate
check inspect examine verify
test check examine trial
analyse examine study evaluate analysis evaluation
evaluate assess review assessment
review check examine
review audit
introduce bring_in roll_out introduction rollout adopt
introduce implement
move migrate migration transfer shift switch
change switch move transition
replace substitute swap
select choose pick choice selection
buy purchase procure
sell sale
negotiate agree negotiation
save saving
automate automation
design designer
redesign rework revamp
refactor restructure rework
propose proposal suggest draw_up_proposal
prepare draw_up
intern internship
apprentice apprenticeship
supervise_student supervise
achieve reach attain hit meet
exceed surpass beat above
attend visit
give provide supply administer deliver administration
deliver provide supply
provide offer
serve care support
serve handle
administer give
install fit set_up mount installation
connect link integrate integration
learn train_in study
study learn work_towards
recover regain get_back retrieve recovery
reconcile match reconciliation
match compare
record log document note book enter
collect gather
gather compile
summarise sum_up condense summary
update revise
interview talk
order purchase
finish complete
publish release
start begin launch_it
speak talk
monitor track watch
track follow
tune optimise optimisation
cache caching
deploy deployment
draw drawing
weigh weighing
cook prepare
fill staff_it
found set_up_company
explain describe
translate translation
edit revise
clean tidy
ship send dispatch deliver
send ship
store keep
guide show_round
greet welcome
solve resolve resolution
diagnose diagnosis
treat treatment
assess assessment
rewrite rework
measure measurement
mention list name
inform report notify tell
turn translate convert
translate render
revise improve update
grade mark
assist help support
deliver ship release publish
publish issue
list mention
drive steer
speed accelerate
speed latency_time
cover stand_in
"""
_NOUNS = """
pupil student learner
student pupil
person people individual
staff employee personnel worker workforce
colleague coworker teammate
customer client buyer patron
client customer
supplier vendor
shop store
company business firm enterprise organisation
business firm
role position job post vacancy
mathematics maths math
team group squad crew
group team
project programme
visit trip
trip visit excursion
autumn fall_season
catalogue
catalog
advert ad advertisement advertising
ad advertisement
vehicle car
car vehicle automobile
electric ev
lorry truck
haulier carrier freight_company
house home household
home household
flat apartment
holiday vacation leave
quarter q
turnover sales_value
combined total
total overall combined
overall total
annual year
material
ingredient produce
dish meal_item
meal dish
menu
record file document
file record
document
form
fault defect
defect bug fault
bug defect
error mistake
problem issue difficulty trouble
child kid youngster
product goods item
guideline guide handbook manual
meeting session
workshop session course
class lesson
lesson class
visitor guest
picture image photo photograph
image picture
till register checkout
mistake error
incident event_bad
ward unit_hospital
doctor physician
physician doctor
nurse
lawyer attorney solicitor
attorney lawyer
film movie
paper article
article paper
talk lecture
lecture talk
machine equipment
tool
equipment machine device
device
database db
development dev
environment
configuration config
repository repo
application app
infrastructure infra
administrator admin
representative rep
quality_assurance qa
user_interface ui
user_experience ux
artificial_intelligence ai
machine_learning ml
search_engine_optimisation seo
human_resources hr
information_technology it
intravenous iv
virtual_machine vm
certificate certification
certification certificate
qualification certificate
degree
background experience
experience background
feel flair
average mean
cost expense
costs expenses
expense cost
income earnings
revenue sales_income
budget
money fund
rate
percentage share
people_served
question query enquiry
enquiry inquiry query
query
invoice bill
guest diner
resident
employee
look-up lookup
request
response reply
server
service
website site
site website
web
email e-mail mail
newsletter
mobile phone
phone telephone mobile
call phone_call
shift
"""
_OTHER = """
about approximately around roughly circa approx
small little
large big
big large
quick fast rapid
fast quick
new
old
main chief_thing
clear plain
weekly
junior
wrong incorrect
wrongly incorrectly
duplicate double_entry
various different
different various
common usual
usual common normal
usually mostly generally normally typically
mostly mainly largely
mainly mostly
often frequently
together jointly alongside
jointly together
without no
"""
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


VERBS = frozenset(lemma(word) for word in _VERBS.split() if "_" not in word) | frozenset(
    lemma(word)
    for word in """
    be have do make take get lead head direct own chair found launch initiate establish pioneer spearhead champion
    coordinate supervise approve decide architect engineer invent create result enable allow drive boost generate
    ensure secure win earn receive resolve eliminate prevent streamline standardise digitise consolidate expand extend
    scale convert merge recruit hire onboard interview fill attract retain engage promote market brand pitch close
    prospect upsell forecast budget invest audit bill invoice pay post balance close submit file register enrol admit
    discharge nurse prescribe vaccinate bake roast grill grow plant harvest load unload pick pack dispatch drive steer
    weld wire rewire solder machine assemble disassemble calibrate inspect certify paint sand cut sew knit print scan
    copy type call phone email chat message meet greet seat serve clean wash iron guard patrol secure rescue
    """.split()
)
"""Lemmas of words that can be verbs in a resume."""


def _groups() -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    lines = [line.split() for text in (_VERBS, _NOUNS, _OTHER) for line in text.strip().splitlines()]
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
