"""What the sections of a resume are called, in the languages the parser knows: folded name -> kind."""

_TEXT = """
[summary]
executive summary|summary statement|professional overview|career overview|career statement|about myself|hello|
personal summary|profile summary|kurzvorstellung|zusammenfassung|uber mich|personliches profil|
berufliches profil|profil professionnel|resume professionnel|presentation|qui suis je|objectif|
objectif professionnel|accroche|perfil profesional|perfil personal|resumen profesional|extracto|
objetivo profesional|presentacion|quien soy|perfil profissional|resumo profissional|sobre|objetivos|
apresentacao|sintese|profilo professionale|profilo personale|obiettivo|presentazione|profiel|
persoonlijk profiel|over mij|自我介绍|个人评价|个人总结|个人概况|个人优势|求职意向|职业目标|自己pr|自己紹介|
職務概要|要約|プロフィール|キャリアサマリー|自己评价|about|about me|profile|my profile|career profile|
professional profile|personal profile|personal statement|objective|career objective|career goal|goal|overview|
introduction|who i am|bio|biography|summary|in short|statement|profil|kurzprofil|a propos|perfil|resumen|
acerca de mi|sobre mi|sobre mim|resumo|objetivo|profilo|chi sono|o mnie|podsumowanie|samenvatting|om mig|om meg|
概要|職務要約|个人简介|自我评价|о себе
[contact]
contact data|contact & links|my contact|reach me|personal profile information|contactos|informacion de contacto|
datos de contacto|datos|informacoes pessoais|informacoes de contato|dados de contato|dados|contact et liens|
infos personnelles|informations personnelles|informations|me contacter|etat civil|personliche angaben|
angaben zur person|zur person|persoonlijke gegevens|persoonsgegevens|gegevens|contatto|informazioni personali|
recapiti|个人信息|基本信息|个人资料|联系信息|基本情况|氏名|基本情報|個人情報|連絡先情報|プロフィール情報|
enlaces|redes|redes sociales|liens|reseaux|links uteis|link|contact|contacts|contact me|contact info|
contact information|contact details|personal details|personal information|personal info|personal data|details|
personalia|profiles|social|social media|links|online|find me online|find me|websites|online profiles|
social profiles|get in touch|address|kontakt|kontaktdaten|personliche daten|coordonnees|contacto|
datos personales|informacion personal|contato|dados pessoais|contatti|dati personali|dane osobowe|
contactgegevens|連絡先|联系方式|контакты
[work]
work experience|professional experience|relevant experience|job experience|professional experiences|
work and experience|experience and employment|professional summary of experience|job experience|
working experience|working experiences|work experiences|employment record|employment summary|relevant work|
career experience|career progression|professional engagements|industry experience|internship experience|
internships and work experience|experience highlights|selected experience|clinical experience|berufserfahrungen|
berufstatigkeit|berufliche laufbahn|beruflicher hintergrund|praktische erfahrung|praktische erfahrungen|
arbeitserfahrung|werdegang|berufliche stationen|praktika und nebentatigkeiten|nebentatigkeiten|experiences|
experience|parcours|emplois|stages|stages et experiences|experiences pro|carriere|experiencias|
experiencia de trabajo|historial laboral|trayectoria profesional|trayectoria|vida laboral|
antecedentes laborales|experiencias profesionales|practicas|experiencias laborales|experiencias profissionais|
percurso profissional|trajetoria profissional|carreira|estagios|atuacao profissional|esperienze di lavoro|
storia professionale|carriera|percorso professionale|stage|tirocini|werkervaringen|loopbaan|
relevante werkervaring|arbeidsverleden|工作经历|工作经验|工作背景|职业经历|实习经历|实习经验|实践经历|从业经历|
工作履历|工作|職務経歴|職務経歴詳細|職歴|業務経歴|職務内容|勤務経験|経歴|インターン|インターンシップ|職務履歴|
業務経験|work|work history|employment|employment history|career|career history|career summary|
professional background|work background|positions|positions held|jobs|job history|professional history|
internship|internships|appointments|clinical placements|placements|work placements|practicum|practica|
berufserfahrung|berufliche erfahrung|berufspraxis|beruflicher werdegang|praktika|experience professionnelle|
experiences professionnelles|parcours professionnel|experiencia|experiencia laboral|experiencia profesional|
experiencia profissional|historico profissional|esperienza|esperienze|esperienza lavorativa|
esperienze lavorative|esperienze professionali|esperienza professionale|doswiadczenie|doswiadczenie zawodowe|
werkervaring|arbetslivserfarenhet|erhvervserfaring|arbeidserfaring|tyokokemus|is deneyimi|опыт работы
[education]
education history|academic education|academic training|formal education|educational details|
educational qualification|academic profile|academic details|academic credentials|university education|schools|
ausbildung und studium|studium und ausbildung|schule|schulische ausbildung|hochschulbildung|
akademischer werdegang|schulischer werdegang|bildung und ausbildung|schulbildung und studium|hochschulstudium|
aus und weiterbildung|formation academique|formation initiale|formation et diplomes|diplomes et formations|
diplomes et formation|parcours scolaire|parcours academique|cursus|cursus scolaire|scolarite|
formation universitaire|etudes et diplomes|formations et diplomes|educacion y formacion|formacion y educacion|
estudios realizados|formacion reglada|antecedentes academicos|titulacion|datos academicos|preparacion academica|
formacion universitaria|formacao e educacao|educacao e formacao|escolaridade|habilitacoes literarias|
habilitacoes academicas|percurso academico|formacao superior|graduacao|studi|percorso di studi|titoli di studio|
formazione accademica|studie|studies|opleiding en cursussen|onderwijs|教育背景|教育经历|教育经验|学历|学习经历|
学历背景|教育情况|学歴|学歴・資格|最終学歴|教育背景及培训|education|academics|academic background|
academic qualifications|academic history|academic record|qualifications|educational qualifications|
education and qualifications|educational background|schooling|degrees|ausbildung|bildung|bildungsweg|
schulbildung|studium|akademische ausbildung|formation|formations|etudes|diplomes|educacion|formacion|
formacion academica|estudios|educacao|formacao|formacao academica|istruzione|formazione|istruzione e formazione|
wyksztalcenie|edukacja|opleiding|opleidingen|utbildning|uddannelse|utdanning|koulutus|egitim|教育|
образование
[skills]
practice areas|areas of practice|practice areas and skills|laboratory skills|lab skills|laboratory techniques|
lab techniques|legal skills|nursing skills|medical skills|culinary skills|kitchen skills|trade skills|workshop skills|
skills and equipment|
savoir-faire|savoir-etre|skills and tech|skills and technology|skills and proficiency|
technical skills|computer skills|professional skills|additional skills|skills and interests|skills and languages|
skills summary|skills and tools|tools and skills|skills and technologies|technologies and tools|
languages and tools|languages and technologies|languages and frameworks|frameworks|libraries|software|
software skills|computer literacy|computing|technical expertise|technical environment|technology stack|
areas of competence|skills overview|competency|core strengths|what i know|hard skills|soft skills|
interpersonal skills|methodologies|edv|it skills|it kompetenzen|besondere kenntnisse|weitere kenntnisse|
fachliche kompetenzen|personliche starken|starken|kernkompetenzen|technische kenntnisse|programmierkenntnisse|
kenntnisse und interessen|qualifikationen|skills und kenntnisse|competences|competences professionnelles|
competences cles|competences informatiques|informatique|outils|savoir faire|savoir etre|atouts|qualites|
logiciels|technologies|competences et outils|langages|domaines de competences|competencias tecnicas|
habilidades tecnicas|conocimientos tecnicos|conocimientos informaticos|informatica|herramientas|destrezas|
capacidades|tecnologias|competencias clave|aptitudes y habilidades|habilidades y competencias|
competencias profesionales|habilidades e competencias|conhecimentos|conhecimentos tecnicos|qualificacoes|
ferramentas|aptidoes|qualificacoes profissionais|competencias digitais|capacita e competenze|conoscenze|
conoscenze informatiche|competenze informatiche|competenze professionali|competenze digitali|abilita|strumenti|
kennis|competenties|kennis en vaardigheden|专业技能|技能特长|技能|掌握技能|个人技能|技术栈|技能清单|相关技能|
职业技能|技能与证书|活かせる経験|活かせる知識|技術スキル|保有スキル|テクニカルスキル|得意分野|使用技術|開発環境|
活かせる経験・知識・技術|skills|skill|abilities|competencies|competencies and skills|expertise|
areas of expertise|core competencies|core skills|key skills|strengths|key strengths|proficiencies|tech stack|
technical stack|tools|tools and technologies|toolbox|technical proficiencies|technical knowledge|programming|
programming languages|capabilities|areas of knowledge|knowledge|specialties|specialities|professional skills|
what i do|skillset|skill set|skill highlights|kenntnisse|fahigkeiten|fachkenntnisse|kenntnisse und fahigkeiten|
edv kenntnisse|it kenntnisse|kompetenzen|competences techniques|habilidades|aptitudes|competencias|
conocimientos|competenze|competenze tecniche|umiejetnosci|vaardigheden|kompetenser|ferdigheter|taidot|
yetenekler|スキル|技術|навыки
[projects]
key projects|notable projects|academic projects|technical projects|programming projects|relevant projects|
projects and hackathons|projects and research|engineering projects|project experience|research projects|
project work|course projects|projekterfahrung|eigene projekte|ausgewahlte projekte|projets personnels|
projets academiques|realisations|proyectos personales|proyectos destacados|proyectos academicos|
projetos pessoais|projetos academicos|progetti personali|projecten en portfolio|项目经历|项目经验|项目|项目实践|
个人项目|代表项目|作品集|開発実績|制作物|個人開発|実績|主なプロジェクト|プロジェクト経験|ポートフォリオ|
開発経験|projects|project|portfolio|open source|open source projects|side projects|samples|selected work|
my work|open source contributions|contributions|hackathons|projekte|projets|proyectos|projetos|progetti|
projekty|projecten|プロジェクト|制作実績|проекты
[certificates]
licenses|licences|accreditations|professional certifications|certifications and training|
certifications and licenses|training and certifications|certifications and courses|online courses|moocs|
certified|professional training|professional licenses|zertifikate und weiterbildungen|zertifizierungen|
weiterbildung und zertifikate|fortbildung|fortbildungen|lehrgange|kurse|scheine|certifications|
formations complementaires|certifications et formations|habilitations|permis et certifications|certificados|
cursos y certificados|cursos y certificaciones|formacion complementaria|formacion adicional|
certificados y cursos|otros cursos|cursos e certificacoes|certificacoes e cursos|formacao complementar|
cursos complementares|certificados e cursos|certificati|corsi|corsi e certificazioni|patenti e certificati|
cursussen|certificeringen|trainingen|diplomas y certificados|证书|资格证书|技能证书|荣誉证书|所获证书|职业资格|
培训经历|资质证书|資格|免許|免許・資格|資格・免許|保有資格|取得資格|認定資格|資格免許|certificates|certificate|
certification|licensure|licenses and certifications|licences and certifications|registrations|credentials|
courses|course|training|trainings|professional development|continuing education|additional training|
courses and certifications|zertifikate|weiterbildung|weiterbildungen|certificats|certificaciones|certificacoes|
certificazioni|certyfikaty|certificaten|cursos|szkolenia|証書
[publications]
selected papers|journal articles|conference papers|publications and presentations|publications and talks|
peer reviewed publications|invited talks|research and publications|veroffentlichungen|vortrage|
publications et communications|articles|publicaciones y ponencias|ponencias|publicacoes e apresentacoes|artigos|
artigos publicados|pubblicazioni scientifiche|publicaties|论文|发表论文|学术成果|论文发表|出版物|論文|発表論文|
研究業績|著作|執筆|登壇|publications|publication|papers|writing|research papers|selected publications|books|
patents|presentations|talks|speaking|conferences|conference presentations|lectures|publikationen|publicaciones|
publicacoes|pubblicazioni|publikacje|conferencias|著書|出版
[languages]
spoken languages|languages spoken|sprachkompetenzen|fremdsprachen|fremdsprachenkenntnisse|langues etrangeres|
langues parlees|idiomas y niveles|lenguas|linguas|lingue straniere|conoscenze linguistiche|
competenze linguistiche|talenkennis|语言能力|语言|外语水平|外语能力|语言水平|語学力|語学スキル|使用言語|
言語能力|languages|language|language skills|foreign languages|sprachen|sprachkenntnisse|langues|idiomas|lingue|
jezyki|jezyki obce|talen|sprak|kielet|diller|語学|言語|языки
[other]
hobbies and activities|passions|interests and activities|life philosophy|my life philosophy|most proud of|
a day of my life|my time|honors and awards|honours and awards|honors-awards|honors awards|
awards and achievements|awards and honours|awards and recognition|prizes|fellowships|
positions of responsibility|student activities|campus involvement|leadership experience|
social work|military experience|work authorization|visa status|availability|personal qualities|personal skills|
traits|soziales engagement|ehrenamtliches engagement|ehrenamtliche tatigkeiten|engagement|freizeit|preise|
stipendien|hobbys und interessen|interessen und hobbys|sonstiges|weitere angaben|mitgliedschaften|fuhrerschein|
referenz|wehrdienst|zivildienst|auslandsaufenthalte|centres d interets|activites|
activites extra professionnelles|vie associative|engagements|prix|recompenses|permis|references|
benevolat et engagement|activites associatives|voluntariados|aficiones|pasatiempos|otros datos|
informacion adicional|datos adicionales|reconocimientos|logros|becas|actividades|premios y reconocimientos|
otros datos de interes|carnet de conducir|otra informacion|intereses personales|trabalho voluntario|atividades|
informacoes adicionais|premiacoes|conquistas|hobbies e interesses|outras informacoes|
atividades extracurriculares|carta de conducao|volontariato e associazioni|hobby|hobby e interessi|
altre informazioni|patente|patenti|riconoscimenti|ulteriori informazioni|interesses|vrijwilligerswerk|hobby s|
hobbys en interesses|nevenactiviteiten|rijbewijs|referenties|荣誉奖项|获奖经历|所获荣誉|荣誉|奖项|奖学金|
校园经历|社团经历|学生工作|志愿者经历|社会实践|自我描述|兴趣|爱好|其他|其他信息|趣味・特技|特技|志望の動機|
本人希望記入欄|本人希望|受賞・表彰|ボランティア|その他|課外活動|interests|hobbies|hobbies and interests|
interests and hobbies|personal interests|awards|honors|honours|achievements|key achievements|accomplishments|
recognition|awards and honors|volunteer|volunteering|volunteer work|volunteer experience|voluntary work|
community|community service|community involvement|service|professional service|referees|testimonials|
recommendations|activities|extracurricular|extracurricular activities|extra curricular activities|leadership|
leadership and activities|affiliations|affiliation|memberships|membership|professional memberships|
professional affiliations|organizations|organisations|governance|military|military service|
additional information|other information|other|miscellaneous|additional|misc|reading|relevant coursework|
coursework|scholarships|grants|funding|research interests|teaching interests|declaration|driving licence|
driving license|more about me|fun facts|motto|philosophy|interessen|hobbys|auszeichnungen|ehrenamt|referenzen|
interets|centres d interet|loisirs|benevolat|distinctions|intereses|premios|voluntariado|referencias|
premios e reconhecimentos|interessi|premi|volontariato|referenze|zainteresowania|nagrody|wolontariat|
interesses pessoais|interesses en hobbys|intressen|referenser|趣味|受賞|受賞歴|志望動機|获奖情况|兴趣爱好|
интересы
"""


def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    kind = ""
    for line in _TEXT.split("\n"):
        if line.startswith("["):
            kind = line.strip("[]")
        elif line:
            found.update((name, kind) for name in line.split("|") if name)
    return found


NAMES = _names()
