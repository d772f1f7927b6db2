"""Words of English news that are too common to be a topic."""

COMMON_WORDS = frozenset(
    """people person man men woman women guy guys folks everybody everyone anybody anyone somebody someone nobody
    time times day days week weeks month months year years today tonight tomorrow yesterday night morning moment
    hour hours minute minutes decade decades century while period past future present date end start beginning way
    ways thing things something anything nothing everything lot lots bit kind kinds sort part parts piece number
    numbers amount level levels range series group groups set list line lines side sides place places area areas
    point points case cases fact facts question questions answer answers reason reasons result results idea ideas
    word words name names term terms sense example examples matter matters problem problems issue issues situation
    situations circumstance circumstances process processes step steps action actions work job life lives world
    country countries nation nations state states city town home house family families child children kid kids
    friend friends member members leader leaders official officials candidate candidates president campaign
    campaigns party parties team teams support supporter supporters effort efforts plan plans statement statements
    remark remarks speech interview briefing press reporter reporters media news story stories article articles
    book report reports update updates announcement information detail details conversation conversations
    discussion discussions meeting meetings call calls message messages letter comment comments view views course
    guess thank thanks respect regard focus role roles power chance opportunity opportunities choice choices
    decision decisions difference change changes form type types use need needs hope belief feeling feelings heart
    mind head hand hands face eye eyes voice voices body right rights wrong truth lie good bad best better great
    big small little long short new old young high low large major real true sure clear important different
    several many few first second third last next two three four five six seven eight nine ten hundred hundreds
    thousand thousands million millions billion billions dozen percent percentage half couple dollar dollars room
    door table top bottom front back middle rest whole america american americans united u.s us usa washington god
    mr mrs ms sir madam gentleman gentlemen lady ladies yes no okay ok please well folk thought thoughts look talk
    fight run win loss game deal show jobs stage event events goal goals interest interests values value standard
    standards community communities society public system government administration department office agency order
    rule rules position subject topic one ones other others such attention concern concerns conclusion basis
    advance addition account impact effect effects success failure purpose path road track direction space air
    ground land water progress commitment priority priorities resources ability approach strategy tool tools
    measures measure data evidence experience history record records partner partners colleague colleagues staff
    audience crowd lead guest guests sign love hate anger fear pain joy fun luck data-driven question-and-answer
    weekend afternoon evening season summer winter spring autumn fall majority minority opponent opponents rival
    rivals person's secretary senator governor general speaker chairman mother father son daughter wife husband
    brother sister parent parents age ages generation generations republican republicans democrat democrats
    democratic gop conservative conservatives liberal liberals super york citizen citizens service services trip
    trips expert experts origin origins poll polls voter voters vote votes primary delegate delegates debate
    debates rally rallies nomination nominee critic critics source sources speculation ahead expect expectation
    expectations timeline readout readouts guidance preview forward additional specific credit bottom-line regards
    possibility possibilities potential assessment stuff bunch deals tweet tweets break breaks following policy
    policies ongoing component components package hampshire title out up down off away around again together apart
    made make makes going gone get got given take taken took come came put keep kept ensuring objective objectives
    because since without within along among until though although yet ever never really actually probably maybe
    even still already always often soon later earlier now then therefore however indeed rather quite somewhat
    almost enough able likely unlikely possible certain tremendous incredible fantastic terrible wonderful
    horrible responsibility responsibilities wall-to-wall investigation agenda homeland conflict industry leave
    remain u.s. u.k. u.n. rich poor private sector law laws moderator moderators after before during despite near
    behind beyond outside inside against amid via upon toward towards regardless instead build proposal proposals
    followed plus minus both either neither none negotiation negotiations legislation engagement engagements
    voting proceeding proceedings cooperation partnership leadership commitments bill bills individual individuals
    congress presumptive black white victory business businesses negotiator federal relationship relationships
    protection protections study studies""".split()
)
# Pairs of words that are too common together, though each may be part of a topic.
COMMON_PAIRS = frozenset({"united states", "white house", "new york", "new hampshire", "york times"})
