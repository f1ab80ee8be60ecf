"""Words that job titles are made of, in the languages the parser knows; accents are folded."""

import re

_TITLES_TEXT = (
    """
scholar chairman chairwoman chairperson chair trustee governor commissioner liaison scout organizer organiser moderator
reviewer proofreader stocker valet extern externship fellowship sdet swe sde pm keeper expert modeler modeller auditora
angestellte angestellter dessinateur dessinatrice projeteur conductrice conducteur attache attachee pflegefachfrau
engineer developer programmer architect manager director head lead leader chief officer president vice vp ceo cto
cfo coo cio cmo founder cofounder co-founder owner partner principal consultant analyst scientist researcher
administrator admin specialist technician technologist assistant associate coordinator supervisor executive
representative rep agent advisor adviser intern trainee apprentice fellow postdoc professor lecturer instructor
teacher tutor educator trainer coach mentor counselor counsellor therapist nurse rn doctor physician surgeon
pharmacist dentist midwife paramedic caregiver carer radiographer dietitian psychologist accountant auditor
bookkeeper controller treasurer banker trader underwriter actuary broker teller clerk cashier secretary
receptionist buyer planner scheduler dispatcher driver operator mechanic electrician plumber welder carpenter
machinist foreman designer artist illustrator animator photographer editor writer copywriter journalist author
producer translator interpreter strategist marketer recruiter generalist evangelist advocate ambassador lawyer
attorney solicitor barrister paralegal judge chef cook baker waiter waitress barista bartender server host hostess
housekeeper steward guide concierge salesperson salesman merchandiser guard officer soldier sergeant captain
lieutenant commander pilot student contractor freelancer volunteer contributor member creator maintainer
facilitator scrum tester qa sre devops dba webmaster superintendent dean registrar librarian curator preceptor aide
attendant handler inspector investigator detective firefighter estimator surveyor drafter machinist geologist
biologist chemist physicist mathematician statistician economist sociologist historian staff worker labourer
laborer porter cleaner caretaker gardener butcher hairdresser beautician tailor mason roofer painter plasterer
fitter lifeguard courier postman picker packer storekeeper nanny babysitter examiner invigilator interviewer
promoter conductor musician singer actor composer choreographer dancer performer adventurer explorer hacker ninja
guru wizard superintendent provost chancellor phlebotomist hygienist optometrist veterinarian sonographer
physiotherapist optician anesthetist anaesthetist clinician practitioner resident internist internship
apprenticeship traineeship postdoctoral reporter correspondent columnist publicist stylist decorator florist
jeweller jeweler blacksmith toolmaker assembler installer repairer rigger forklift loader warehouseman handyman
janitor custodian landscaper arborist farmer rancher fisherman sailor deckhand skipper bosun steward purser
stewardess dispatcher controller conductor locksmith glazier tiler negotiator mediator arbitrator notary clerkship
magistrate bailiff ranger warden parole probation counsel legislator councillor mayor minister pastor priest
chaplain rabbi imam principal headmaster headteacher headmistress demonstrator grader proctor sommelier sous
patissier expeditor busser dishwasher caterer
"""
    """
ingenieur entwickler entwicklerin leiter leiterin geschaftsfuhrer geschaftsfuhrerin berater beraterin werkstudent
werkstudentin praktikant praktikantin lehrer lehrerin krankenschwester pfleger pflegerin sachbearbeiter
sachbearbeiterin mitarbeiter mitarbeiterin kaufmann kauffrau referent referentin auszubildender auszubildende azubi
assistenz verkaufer verkauferin techniker technikerin mechaniker elektriker elektroniker schreiner tischler maurer
koch kochin erzieher erzieherin arzt arztin assistenzarzt oberarzt rechtsanwalt buchhalter buchhalterin praktikum
aushilfe fachkraft informatiker informatikerin gesellin geselle meister vorstand prokurist projektleiter teamleiter
abteilungsleiter vertriebsleiter redakteur redakteurin wissenschaftler fachinformatiker sekretarin hilfskraft
"""
    """
developpeur developpeuse responsable chef directeur directrice charge chargee stagiaire professeur infirmier
infirmiere comptable conseiller conseillere ingenieure technicien technicienne vendeur vendeuse gestionnaire
assistant assistante alternant alternante apprenti apprentie formateur formatrice enseignant enseignante redacteur
redactrice chercheur chercheuse consultant consultante animateur animatrice serveur serveuse cuisinier cuisiniere
secretaire receptionniste caissier caissiere employe employee agent medecin pharmacien avocat avocate juriste
analyste administrateur administratrice coordinateur coordinatrice adjoint adjointe president presidente
"""
    """
desarrollador desarrolladora ingeniero ingeniera gerente jefe jefa analista profesor profesora maestro maestra
enfermero enfermera contador contadora becario becaria consultor consultora asistente tecnico tecnica coordinador
coordinadora director directora administrador administradora auxiliar encargado encargada practicante pasante
programador programadora disenador disenadora vendedor vendedora abogado abogada medico medica arquitecto
arquitecta investigador investigadora redactor redactora supervisor supervisora recepcionista camarero camarera
cocinero cocinera docente responsable especialista subdirector subdirectora cajero cajera operario operaria
dependiente ayudante mozo peon conserje jardinero jardinera canguro cuidador cuidadora monitora subgerente socio
fundador fundadora fondateur fondatrice cadre architecte
infirmier chauffeur plombier menuisier boulanger aide-soignant
aide-soignante farmaceutico farmaceutica psicologo psicologa contable secretario secretaria
"""
    """
desenvolvedor desenvolvedora engenheiro engenheira estagiario estagiaria enfermeiro diretor diretora gestor gestora
coordenador coordenadora assistente programador professora vendedor atendente operador operadora advogado advogada
supervisora especialista projetista arquiteto arquiteta pesquisador pesquisadora encarregado chefe contabilista
tecnologo jornalista designer farmaceutica psicologa recepcionista bolsista estagio orientador orientadora
coordenacao fisioterapeuta sviluppatore sviluppatrice ingegnere responsabile insegnante impiegato impiegata
tirocinante programmatore consulente direttore direttrice infermiere infermiera commesso commessa cameriere
cameriera tecnico assistente ricercatore ricercatrice addetto addetta collaboratore collaboratrice contabile
avvocato segretaria capo stagista progettista inzynier programista kierownik specjalista nauczyciel ksiegowy
ontwikkelaar medewerker medewerkster docent stagiair stagiaire adviseur hoofd verpleegkundige projectleider
verkoper boekhouder leerkracht beheerder directeur beleidsmedewerker onderzoeker utvecklare larare sjukskoterska
"""
)
TITLE_WORDS = frozenset(_TITLES_TEXT.split())

_TITLE_HINTS_TEXT = """
senior junior sr jr staff full-stack fullstack frontend front-end backend back-end software assistant acting deputy
interim graduate undergraduate part-time freelance working teaching research registered certified chartered
leitender leitende stellvertretender stellvertretende principal lead global regional national
"""
TITLE_HINTS = frozenset(_TITLE_HINTS_TEXT.split())
TITLE_ENDINGS = (
    "ingenieur", "ingenieurin", "entwickler", "entwicklerin", "leiter", "leiterin", "berater", "beraterin", "manager",
    "managerin", "lehrer", "lehrerin", "pfleger", "pflegerin", "techniker", "mechaniker", "arbeiter", "sachbearbeiter",
    "mitarbeiter", "praktikant", "kaufmann", "kauffrau", "assistent", "assistentin", "medewerker", "ontwikkelaar",
    "referent", "fachkraft", "arzt", "meister", "helfer", "verkaufer", "direktor", "administrator",
    "leitung", "fachfrau", "fachmann", "planer", "betreuer", "betreuerin", "pflegerin", "verwalter",
)  # fmt: skip
CJK_TITLE = re.compile(
    r"(?:工程师|工程師|经理|經理|主管|总监|總監|总裁|总经理|董事长|主任|专员|專員|助理|顾问|設計師|设计师|分析师|架构师|"
    r"开发者|程序员|会计|出纳|教师|讲师|教授|护士|医生|医师|律师|编辑|记者|实习生|运营|研究员|科学家|负责人|组长|店长|"
    r"エンジニア|マネージャー?|リーダー|デザイナー|プログラマー?|アナリスト|コンサルタント|ディレクター|プランナー|"
    r"スタッフ|アシスタント|インターン|アルバイト|部長|課長|係長|主任|店長|社長|取締役|担当|営業|事務|看護師|教員|講師|"
    r"研究員|医師|開発者|設計者|経理|人事|総務|薬剤師|保育士|技師|代表|職員|販売員)(?:職)?(?:（[^）]*）|\([^)]*\))?$"
)
