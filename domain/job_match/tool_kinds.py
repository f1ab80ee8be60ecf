"""Kinds of tool and the best-known tools of each: "experience with a CRM" is shown by Salesforce, never the reverse."""

import re

_KINDS: tuple[tuple[str, str], ...] = (
    ("CRM|customer relationship management",
     "Salesforce, HubSpot, Zoho CRM, Microsoft Dynamics, Dynamics 365, Pipedrive, Raiser's Edge"),
    ("ERP|enterprise resource planning",
     "SAP, Oracle ERP, NetSuite, Microsoft Dynamics, Dynamics 365, Sage, Odoo, Infor, JD Edwards"),
    ("ATS|applicant tracking", "Workday, Greenhouse, Lever, Taleo, iCIMS, SmartRecruiters"),
    ("HRIS|HR information system|HR system", "Workday, BambooHR, SAP SuccessFactors, ADP, UKG, PeopleSoft, Personio"),
    ("EHR|EMR|electronic health record|electronic medical record|electronic patient record",
     "Epic, Cerner, Meditech, Allscripts, eClinicalWorks, SystmOne, EMIS"),
    ("LMS|learning management system", "Moodle, Canvas, Blackboard, Google Classroom"),
    ("CMS|content management system", "WordPress, Drupal, Contentful, Joomla, Sitecore, Typo3"),
    ("CI/CD|continuous integration", "GitHub Actions, GitLab CI, Jenkins, CircleCI, Azure DevOps, TeamCity, Travis CI"),
    ("cloud platform|cloud provider|public cloud|cloud service|cloud infrastructure",
     "AWS, Amazon Web Services, Azure, GCP, Google Cloud"),
    ("infrastructure as code|infrastructure-as-code|IaC", "Terraform, Pulumi, CloudFormation, Ansible"),
    ("container|containerisation|containerization|container orchestration", "Docker, Kubernetes, Podman, OpenShift"),
    ("version control|source control", "Git, GitHub, GitLab, Bitbucket, Subversion, SVN"),
    ("relational database|SQL database|RDBMS", "PostgreSQL, MySQL, MariaDB, SQL Server, Oracle Database, SQLite"),
    ("NoSQL|NoSQL database|document database", "MongoDB, Cassandra, DynamoDB, Redis, CouchDB, Firestore"),
    ("message queue|message broker|event streaming", "Kafka, RabbitMQ, ActiveMQ, Amazon SQS, NATS"),
    ("data warehouse", "Snowflake, BigQuery, Redshift, Synapse"),
    ("BI tool|business intelligence tool|data visualisation tool|data visualization tool|reporting tool|dashboarding",
     "Power BI, Tableau, Looker, Qlik, QlikView, Metabase, Grafana"),
    ("deep learning framework|machine learning framework", "PyTorch, TensorFlow, Keras, JAX, scikit-learn"),
    ("JavaScript framework|frontend framework|front-end framework", "React, Vue, Vue.js, Angular, Svelte"),
    ("Python web framework", "Django, Flask, FastAPI"),
    ("ticketing system|ticketing tool|helpdesk software|help desk software",
     "Zendesk, Freshdesk, Intercom, Jira, ServiceNow"),
    ("project management software|project management tool",
     "Jira, Asana, Trello, Microsoft Project, Monday.com, Basecamp"),
    ("accounting software|bookkeeping software", "QuickBooks, Xero, Sage, NetSuite, DATEV"),
    ("design tool|prototyping tool", "Figma, Sketch, Adobe XD, InVision"),
    ("spreadsheet", "Excel, Google Sheets"),
    ("office suite|Microsoft Office|MS Office|Office suite|Office 365", "Excel, Microsoft Word, PowerPoint, Outlook"),
    ("email marketing tool|email marketing platform|marketing automation",
     "Mailchimp, Klaviyo, HubSpot, Marketo, Pardot, Braze"),
    ("web analytics", "Google Analytics, Matomo, Adobe Analytics"),
    ("CAD", "AutoCAD, SolidWorks, Revit, CATIA, Fusion 360, Inventor"),
    ("statistical software|statistics package", "SPSS, Stata, SAS, R"),
)  # fmt: skip
_FOUND = tuple(
    (re.compile(rf"(?<![\w/])(?:{names})(?:s|es)?(?![\w/])", re.IGNORECASE), tuple(tools.split(", ")))
    for names, tools in _KINDS
)


def kinds_in(text: str) -> list[str]:
    """The kinds of tool a text names, as written, in order."""
    found = [match for pattern, _ in _FOUND if (match := pattern.search(text))]
    return [match.group() for match in sorted(found, key=lambda m: m.start())]


def tools_of(kind: str) -> tuple[str, ...]:
    """The tools of a kind ("CRM database", "CI/CD pipelines"); empty when the name is none of a kind."""
    return next((tools for pattern, tools in _FOUND if pattern.search(kind)), ())
