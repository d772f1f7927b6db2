"""Words of speaker labels: titles, offices, groups, voices without a name; all in lower case."""

from __future__ import annotations

from index.text.name_lists import TITLES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that stand before a name in a label, beside those that papers use.
LABEL_TITLES = TITLES | _words(
    """mx mister madame hon honourable honorable rt right shri smt shrimati sri kumari tuan puan dato datuk mnr mev
    señor señora senhor senhora monsieur herr frau don doña deputy baroness viscount viscountess earl baron count
    countess councillor cllr councilman councilwoman councilmember assemblyman assemblywoman assemblymember
    delegate taoiseach
    tánaiste comptroller superintendent ranking coach rear vice-chair vice-chairman vice-chairperson co-chair master
    brother sister father inspector constable chef advocate adv atty engr archdeacon dean high vice-president
    rapporteur surgeon postmaster ombudsman premier pm mp undersecretary chief captain sheriff mayor sergeant staff
    corporal trooper deacon warden harbourmaster harbormaster comm commr chmn supv supt supervisor trustee selectman
    selectwoman selectperson freeholder treas dir pres sec"""
)
# Those of them after which only a name can stand; a heading has none ("Mr.", but not "President").
PERSONAL_TITLES = _words(
    """mr mrs ms miss mx mister dr doctor prof professor sir dame lord lady hon honourable honorable shri smt shrimati
    sri kumari mnr mev señor señora senhor senhora sra diputado diputada monsieur madame herr frau senator sen rep
    congressman congresswoman ambassador baroness viscount councillor cllr rev reverend tuan puan dato datuk"""
)
# Nouns that name an office.
OFFICES = _words(
    """president speaker chair chairman chairwoman chairperson chairpersons minister secretary secretary-general
    officer premier chancellor commissioner rapporteur leader whip taoiseach tánaiste comhairle cathaoirleach
    governor mayor ambassador director general attorney-general solicitor-general attorney solicitor ombudsman
    undersecretary under-secretary administrator lady gentleman deputy-speaker vice-president vice-chairman vice-
    chairperson vice-chair president-in-office judge justice king queen pope emperor prince princess representative
    treasurer comptroller advocate advocate-general envoy spokesman spokeswoman spokesperson clerk court witness
    deponent defendant plaintiff claimant respondent petitioner bailiff foreperson foreman reporter interpreter
    translator videographer magistrate coroner counsel sheriff marshal arbitrator moderator operator host
    interviewer presenter facilitator narrator announcer anchor emcee président présidente präsident präsidentin
    presidente premierminister statssekretær convener llywydd vice-presidente sergeant-at-arms usher manager member
    senator deputy commander chief adviser advisor di-pertua pengerusi
    ministro ministra secretario secretaria vicepresidente vicepresidenta presidenta"""
)
# Of those, offices of the sitting itself: a label with one alone tells nobody's name, nor whose office it is.
SITTING_OFFICES = _words(
    """speaker chair chairman chairwoman chairperson officer comhairle cathaoirleach president deputy-speaker vice-
    president vice-chairman vice-chairperson vice-chair clerk court witness deponent defendant plaintiff claimant
    respondent petitioner bailiff foreperson foreman reporter interpreter translator videographer magistrate coroner
    counsel moderator operator host interviewer presenter facilitator narrator announcer anchor emcee judge justice
    président présidente präsident präsidentin presidente convener llywydd vice-presidente member usher manager
    senator deputy arbitrator director rapporteur di-pertua pengerusi"""
)
# What may stand before the noun of an office, or after its "of".
OFFICE_MODIFIERS = _words(
    """acting deputy vice assistant associate first second third senior principal temporary interim under junior lord
    high chief prime foreign home economic financial exchequer finance presiding parliamentary permanent cabinet
    press national security executive official court state general attorney solicitor an a the mr mrs ms madam
    madame hon honourable honorable rt right mister herr frau der die le la el il o an leas leas-cheann cheann ceann sir
    lady pro
    tempore señor señora senhor senhora sr sra
    tuan puan yang timbalan tem majority minority opposition government ranking special private public"""
)
# Words of departments: "Secretary of State for Foreign Affairs" has no name in it.
DEPARTMENTS = _words(
    """affairs defence defense education employment energy environment equality family finance fisheries foreign
    forestry health home housing human immigration industry innovation interior international justice labour labor
    lands local maritime mines natural parliament planning police ports posts public regional resources research
    rural rights safety schools science security services skills social sport sports state states tourism trade
    transport transportation treasury urban veterans water welfare women works youth agriculture food climate change
    commerce communications community communities council committee commission constitution country culture
    development digital disability disaster economy europe european union exchequer external general government
    house infrastructure information investment media opposition prison prisons religious republic revenue seas
    coast harbour harbours islands shipping taxation technology assembly senate court prosecutions arts heritage
    business businesses children cities city care civil cooperation co-operation aid army navy air force budget
    planning procurement administration reform relations nation nations united kingdom federal wales scotland staff
    department ministry agency bureau majority minority"""
)
# Parts of a name that are written small.
PARTICLES = _words(
    """de del della der den di du da dos das van von zu bin bint ibn al el la le ter ten af av y e ó ní ua
    arap ole wa binti binte ap ferch dal dalla do san ould ben abu uit vom zur t"""
)
CONNECTIVES = _words("of for to in on and the at without with & de del des du für der von og")

QUESTIONERS = _words("q question questions reporter reporters press journalist journalists interviewer")
ANSWERERS = _words("a answer answers ans response reply")
# A single voice that has no name: what follows the words of a number, or stands alone.
UNNAMED = _words(
    """speaker participant interviewee respondent witness voice caller person juror delegate panelist
    panellist student resident male female man woman boy girl child unidentified unknown moderator operator host
    interpreter translator announcer narrator presenter facilitator aide staffer attendee photographer
    photojournalist photographers protester heckler spectator unidentifiable anonymous user guest guests commentator
    correspondent editor anchor volunteer employee worker veteran deponent examiner"""
)
# One of many, told apart by a number or by looks ("Voter 3", "FARMER IN THE BACK"); alone it may be a surname.
ONE_OF_MANY = UNNAMED | _words(
    """voter citizen constituent
    neighbour neighbor parent mother father teacher nurse patient farmer fisherman driver passenger customer viewer
    listener reader commenter bystander onlooker supporter demonstrator teenager youth person lawyer detective
    agent soldier sailor victim accused expert analyst applicant candidate
    member"""
)
GROUP_WORDS = _words(
    """audience crowd all both members deputies senators participants voices children reporters everyone everybody
    chorus group protesters hecklers spectators students attendees guests gentlemen ladies mps delegates jurors
    abgeordnete panelists several cast jury"""
)
