"""English word lists that tell personal names from other capitalised words; all in lower case."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """The words of a list.

    Args:
        text: Words, white space between them.
    """
    return frozenset(text.split())


# Words that stand before a name as part of its title.
TITLES = words_of(
    """president vice-president vice prime premier minister chancellor secretary undersecretary under-secretary
    deputy assistant ambassador envoy consul senator sen representative rep congressman congresswoman governor gov
    lt lieutenant mayor assemblymember assemblyman assemblywoman councilmember councilman councilwoman councilperson
    alderman alderwoman alderperson attorney general gen judge justice chief king queen prince princess pope
    cardinal archbishop bishop reverend rev rabbi imam sheikh ayatollah emir sultan crown emperor
    mr mrs ms miss dr doctor professor prof sir lord lady dame madam
    admiral adm amb brigadier brig cdr ald colonel col captain capt major maj sergeant sgt commander cmdr lieutenant marshal corporal
    officer detective sheriff spokesman spokeswoman spokesperson speaker chairman chairwoman chairperson chair
    director administrators administrator commissioner counsel counselor adviser advisor coordinator ceo cfo coo
    founder co-founder lawmaker majority minority leader whip treasurer comptroller
    foreign defense defence finance state interior trade unification economy energy
    national security acting former then first lady press
    mp mep msp mla td cllr councillor councilor pc dci insp inspector constable superintendent supt
    cs ps igp dgp dcp acp dsp ssp eam mca mna mpa"""
)
# Titles of several people: "Presidents Vale and Holm". None of them bears it.
PLURAL_TITLES = words_of(
    """presidents ministers secretaries senators representatives governors mayors chancellors ambassadors premiers
    generals judges justices professors doctors drs messrs profs sens reps govs
    councilmembers councilmen councilwomen councillors councilors aldermen commissioners"""
)
# Titles that are surnames as well.
TITLE_SURNAMES = words_of(
    """king pope prince bishop judge justice major marshal queen chancellor dean duke noble price press baron abbott
    sargent constable steward energy"""
)
# Last words of mentions that mean a person by role: "the prime minister".
ROLES = words_of(
    """president premier minister chancellor secretary ambassador envoy senator representative congressman
    congresswoman governor mayor judge justice king queen prince princess pope bishop archbishop reverend
    doctor professor admiral general colonel captain sheriff spokesman spokeswoman spokesperson speaker chairman
    chairwoman director commissioner adviser advisor candidate nominee lawmaker leader official aide officer
    lawyer attorney author economist analyst mogul billionaire businessman businesswoman executive founder
    chief deputy coordinator counselor lieutenant administrator critic expert strategist pastor veteran
    contender hopeful host anchor democrat republican"""
)
# What people do or are, before a name or for one: "fisherman Ilo Tamm", "a widow".
OCCUPATIONS = words_of(
    """accountant activist actor actress analyst anthropologist architect artist astronaut attorney author baker banker
    barrister biologist blogger broadcaster broker builder businessman businesswoman captain carpenter chemist clerk
    climatologist coach columnist comedian commentator composer consultant cook correspondent councillor councilor
    councilman councilwoman criminologist curator dancer dentist designer developer diplomat driver ecologist economist
    editor engineer entrepreneur epidemiologist farmer filmmaker financier firefighter fisher fisherman fisherwoman
    geologist grocer guitarist historian housewife immigrant inspector interpreter investor jeweller journalist lawyer
    lecturer librarian lobbyist magistrate magnate manager mathematician mechanic meteorologist midwife miner mogul
    musician neighbour neighbor novelist nurse organiser organizer painter paramedic pediatrician pensioner pharmacist
    philanthropist philosopher photographer physician physicist pilot plumber poet policeman policewoman pollster
    producer programmer prosecutor psychiatrist psychologist rancher realtor reporter researcher retiree sailor
    scholar scientist sculptor seismologist shopkeeper singer skipper sociologist soldier solicitor student surgeon
    surveyor tailor teacher technician tycoon undertaker virologist volunteer waiter waitress welder widow widower
    worker writer farmer tenant passenger patient victim witness man woman boy girl mother father son daughter wife
    husband brother sister uncle aunt cousin grandmother grandfather friend boss predecessor successor rival opponent
    colleague assistant secretary treasurer master headmaster headmistress principal trustee owner member chief head
    president-elect candidate premier advocate operative donor billionaire runner negotiator envoy delegate
    activist organizer adviser insider backer supporter ally surrogate mentor partner employee employer landlord guard
    chef comic rapper star athlete player coach referee champion legislator congressperson alderman selectman vicar priest monk nun pastor bishop boatman ferryman harbourmaster parent pupil
    commuter shopper survivor bystander onlooker demonstrator protester campaigner motorist cyclist headteacher goalkeeper
    striker midfielder defender winger batsman bowler sprinter swimmer golfer jockey drummer bassist pianist violinist
    conductor playwright screenwriter cinematographer choreographer undergraduate apprentice trader hotelier publican
    innkeeper beekeeper gardener florist hairdresser seamstress archaeologist astronomer botanist zoologist oceanographer
    entomologist neurologist cardiologist oncologist psychotherapist bricklayer electrician blacksmith lifeguard trucker
    cabbie postman postwoman deckhand fishmonger greengrocer counterpart challenger co-author co-founder co-host protégé
    protégée flatmate roommate classmate teammate client guest biographer translator confidant bodyguard chauffeur
    plaintiff defendant homeowner butcher barista umpire runner-up incumbent backbencher frontbencher heir monarch imam
    rabbi cardinal bride orphan teenager whistleblower influencer podcaster dean rector constable detective juror
    registrar collector archivist caretaker janitor cleaner ranger trainer vet brewer vintner potter weaver joiner
    illustrator cartoonist presenter screenwriter son-in-law daughter-in-law mother-in-law father-in-law godson
    goddaughter grandson granddaughter"""
)
# Words of firms' names.
FIRM_WORDS = words_of(
    """company corporation corp inc ltd co group bank airlines motors electric mills dynamics foods pharmaceuticals
    technologies systems industries holdings partners capital insurance aerospace securities airways brothers pharma
    limited media studios entertainment materials laboratories house network television tv radio ferries railways
    railway shipping logistics telecom telecommunications energy shipyards shipyard brewery distillery robotics biotech
    therapeutics software solutions ventures chemicals metals minerals cement textiles properties estates petroleum
    utilities communications broadcasting automotive semiconductors electronics biosciences genomics diagnostics
    networks analytics freight cruises waterworks ironworks steelworks shipbuilders"""
)
# Words of papers, stations and agencies of news.
OUTLET_WORDS = words_of(
    """times post news herald press magazine gazette observer telegraph tribune globe chronicle journal radio television
    tv broadcasting echo courier ledger mail daily weekly examiner inquirer sentinel bulletin advertiser bbc cnn nbc cbs
    abc msnbc reuters yonhap"""
)
# Words of organisations, groups and places: a name that contains one is not a single person's.
GROUPS = FIRM_WORDS | words_of(
    """ministry department government administration committee commission council agency bureau office house
    senate congress parliament assembly court party campaign side union association federation
    league institute institution foundation university college school center centre group company corporation
    corp inc ltd co bank fund times post news journal herald press magazine radio television tv network
    team staff force forces army navy police authority board service services society organization
    organisation coalition alliance delegation embassy consulate ministry white dae blue kremlin pentagon
    street state states nations kingdom republic county city north south east west united u.s u.k u.n eu nato
    officials reporters critics supporters analysts experts democrats republicans lawmakers voters residents
    democratic republican act bill law amendment plan deal agreement treaty project program programme center
    initiative conference summit forum today week digest tribune globe chronicle politico cnn nbc abc cbs msnbc
    bbc fox reuters yonhap associated hall airport hospital library advisers monument memorial economy jobs competitiveness avenue road park square river lake mount island
    islands beach war day series award motors electric mills dynamics airlines bureau foods pharmaceuticals technologies
    systems industries holdings partners capital insurance bureaus review gazette observer telegraph
    tower building lab laboratory laboratories pier port dock capitol homeland security health laboratories limited media studios entertainment
    world gamer inquirer examiner sentinel bulletin gazette advertiser materials
    aerospace securities airways brothers pharma panthers port dock harbour harbor province district station award awards trump-pence pac super llc llp report poll survey study"""
)
# Words that are often capitalised (sentence starts, days, nationalities, places) but name no person.
NOT_NAMES = words_of(
    """the a an and but or nor for so yet if when while after before as at by in on of to from with without
    he she it they we i you his her its their our my your this that these those there here who what which
    where why how because since although though unless until whether both either neither not no yes also
    however meanwhile instead still then now today yesterday tomorrow tonight earlier later last next
    during despite under over between among against about above below through within across around
    some many most more much few several other another each every all any one two three four five six seven
    eight nine ten nobody everyone everybody somebody someone anyone anybody first second third former according asked speaking citing noting adding while even just
    only once perhaps maybe indeed well let let's don't is are was were be been has have had do does did can could will
    would should may might must like unlike such same than too very
    monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug
    sep sept oct nov dec american americans chinese russian russians japanese korean koreans british french
    german european muslim muslims christian christians jewish hispanic latino latinos black white asian
    america china russia japan korea britain france germany europe iran iraq israel syria ukraine mexico
    washington seoul tokyo beijing moscow london paris new york california texas florida ohio pennsylvania
    virginia iowa michigan wisconsin nevada carolina georgia hampshire colorado arizona
    god republican republicans democrat democrats democratic gop internet twitter facebook q a.m p.m am pm
    islamic said says added told wrote writes tweeted replied responded continued concluded explained argued ok thanks thank please good morning evening afternoon dear re via photo"""
)
# Titles that alone make nobody a person: "Foreign Ministry", "National Review".
PARTS_OF_TITLES = words_of(
    """vice prime deputy assistant first then former acting press national security foreign defense defence finance state
    interior trade unification economy energy majority minority chief crown"""
)
# People of whom there are many: "Vale aides", "House Republicans".
MANY_PEOPLE = words_of(
    """aides officials reporters critics supporters analysts experts democrats republicans lawmakers voters residents
    advisers advisors allies associates backers campaigners activists members leaders senators congressmen
    representatives ministers judges prosecutors lawyers attorneys economists strategists pollsters conservatives
    liberals progressives independents delegates donors insiders operatives surrogates spokesmen spokespeople
    spokespersons fans friends opponents rivals women men people americans britons russians koreans muslims christians
    evangelicals catholics latinos hispanics blacks whites polls surveys sources authorities diplomats witnesses
    investigators people member readers proponents demonstrators adversaries protesters investigators scientists researchers scholars historians teachers workers farmers students parents families
    governors mayors presidents candidates nominees contenders journalists editors observers tories socialists"""
)
# Countries, cities and peoples: words before a body's name, or that speak for a government.
PLACES = words_of(
    """america china russia japan korea britain france germany iran iraq israel syria ukraine mexico canada india
    pakistan turkey poland italy spain brazil australia washington beijing moscow tokyo seoul london berlin paris
    brussels pyongyang tehran kyiv kiev egypt jordan kuwait qatar taiwan vietnam cuba venezuela afghanistan libya
    ireland scotland england wales norway sweden denmark finland greece hungary austria belgium albania algeria andorra
    angola argentina armenia azerbaijan bahamas bahrain bangladesh barbados belarus belize benin bhutan bolivia bosnia
    botswana brunei bulgaria burundi cambodia cameroon chile colombia comoros congo croatia cyprus czechia djibouti
    dominica ecuador eritrea estonia eswatini ethiopia fiji gabon gambia ghana greenland grenada guatemala guinea
    guinea-bissau guyana haiti honduras iceland indonesia jamaica kazakhstan kenya kiribati kosovo kyrgyzstan laos latvia
    lebanon lesotho liberia liechtenstein lithuania luxembourg madagascar malawi malaysia maldives mali malta mauritania
    mauritius micronesia moldova monaco mongolia montenegro morocco mozambique myanmar namibia nauru nepal netherlands
    nicaragua niger nigeria oman palau palestine panama paraguay peru philippines portugal romania rwanda samoa
    senegal serbia seychelles singapore slovakia slovenia somalia sudan suriname switzerland tajikistan tanzania thailand
    timor-leste togo tonga tunisia turkmenistan tuvalu türkiye uganda uruguay uzbekistan vanuatu vatican yemen zambia
    zimbabwe europe africa asia catalonia crimea kurdistan chechnya tibet gaza
    abuja accra algiers amman ankara astana athens baghdad baku bamako bangkok beirut belgrade bern bogotá bratislava
    bucharest budapest cairo canberra caracas chisinau colombo conakry copenhagen dakar damascus dhaka doha dublin dushanbe
    freetown geneva hanoi harare havana helsinki islamabad jakarta jerusalem kabul kampala kathmandu khartoum kigali
    kinshasa lagos libreville lisbon ljubljana luanda lusaka madrid managua manama manila maputo minsk mogadishu monrovia
    montevideo muscat nairobi niamey nicosia oslo ottawa podgorica pretoria pristina quito rabat reykjavik riga riyadh
    rome sarajevo skopje stockholm tallinn tashkent tbilisi tirana tripoli tunis ulaanbaatar vienna vientiane vilnius
    warsaw wellington windhoek yaoundé yerevan zagreb sydney melbourne toronto montreal mumbai shanghai istanbul barcelona
    milan munich frankfurt chicago boston philadelphia"""
)
# Towns and countries that are given names as well.
PLACES_LIKE_NAMES = words_of(
    """adelaide alexandria aurora austin brooklyn camden carolina catalina charlotte chelsea chester dallas dakota florence
    georgia houston jackson jordan kingston lincoln madison milan odessa orlando paris phoenix preston regina savannah
    siena sydney valencia verona victoria virginia"""
)
# The same of several words.
PLACES_OF_WORDS = frozenset(
    """saudi arabia|sri lanka|new zealand|costa rica|san marino|el salvador|burkina faso|papua new guinea|north korea
    south korea|south africa|south sudan|united kingdom|united states|united arab emirates|sierra leone|puerto rico
    hong kong|cape verde|cabo verde|ivory coast|east timor|northern ireland|new york|new delhi|buenos aires|abu dhabi
    kuala lumpur|addis ababa|phnom penh|mexico city|tel aviv|los angeles|san francisco|cape town|great britain
    equatorial guinea|dominican republic|czech republic|north macedonia|saint lucia|solomon islands|marshall islands
    new caledonia|new mexico|new jersey|north carolina|south carolina|north dakota|south dakota|west virginia
    rhode island|west bank|san josé|panama city|guatemala city|kuwait city|quezon city|santo domingo|san juan
    port moresby|dar es salaam|bandar seri begawan|european union|soviet union|las vegas|san diego|rio de janeiro
    são paulo|ho chi minh city|tierra del fuego""".replace("\n", "|")
    .replace("|    ", "|")
    .split("|")
)
# Companies whose names could be surnames; others are told by what the text says of them.
COMPANIES = words_of(
    """adidas adobe airbnb airbus alibaba alphabet amazon amd apple astrazeneca at&t audi axa baidu barclays basf bayer bbva
    bloomberg bmw boeing bosch bp bytedance carrefour chevrolet chevron cisco citigroup coca-cola comcast danone deutsche
    disney dropbox ebay ericsson etsy exxon exxonmobil facebook fedex ferrari fiat fujitsu gazprom gilead glencore google
    halliburton heineken hitachi honda honeywell hsbc huawei hyundai ikea infosys instagram intel jpmorgan kia kpmg lego
    lenovo linkedin lufthansa lukoil mastercard mcdonald's mcdonald’s mcdonalds merck meta microsoft mitsubishi moderna
    monsanto nasdaq nestlé netflix nike nintendo nissan nokia novartis nvidia openai oracle panasonic paypal pepsico
    peugeot pfizer porsche qantas qualcomm raytheon reddit renault roche roku rolls-royce rosneft ryanair samsung sanofi
    santander sap shein siemens snapchat softbank sony spotify starbucks stellantis subaru tata telefónica tencent tesco
    tesla thales tiktok toshiba toyota trident twitter uber unilever ups verizon visa vodafone volkswagen volvo walmart
    whatsapp xiaomi yahoo youtube zara"""
)
# Companies and brands that are written as people are: with initials, or with what would be a title.
COMPANIES_LIKE_PEOPLE = frozenset(
    """jp morgan|jpmorgan chase|jp morgan chase|jd power|jd sports|jd wetherspoon|hb fuller|sc johnson|t rowe price
    ch robinson|ll bean|j crew|wl gore|ap moller|ap moller-maersk|ag edwards|wh smith|ef hutton|ew scripps|rj reynolds
    rr donnelley|aj gallagher|ab volvo|dr pepper|dr martens|dr reddy's|king power|st james's place|ernst young
    morgan stanley|ben & jerry's|levi strauss|merrill lynch|harley davidson|philip morris|eli lilly|arthur andersen
    aston martin""".replace("\n", "|")
    .replace("|    ", "|")
    .split("|")
)
# Nouns of bodies, which with a capital mean one that the text has named: "the Tribunal".
BODY_NOUNS = words_of(
    """academy administration agency alliance archive assembly association authority bank bench board bureau cabinet center
    centre chamber church club coalition college commission committee company conference confederation congress consortium
    corporation council court department directorate embassy faculty federation fellowship foundation fund government group
    guild hospital inquiry inspectorate institute institution league legislature library ministry mission movement museum
    observatory office ombudsman opera organisation organization orchestra panel parliament party police prosecution
    registry school secretariat senate service society syndicate synod taskforce theatre tribunal trust union university
    watchdog"""
)
# Peoples and parts of a country, which begin the names of bodies.
DEMONYMS = words_of(
    """american chinese russian japanese korean british french german european muslim christian jewish asian islamic california texas
    florida ohio pennsylvania virginia iowa michigan wisconsin nevada carolina georgia hampshire colorado arizona
    republican republicans democrat democrats democratic hispanic latino black white"""
)
# Adjectives of countries and regions: with "the" before them they mean somebody of there.
NATIONALITIES = words_of(
    """afghan albanian algerian american angolan argentine argentinian armenian australian austrian azerbaijani bahraini
    bangladeshi barbadian basque bavarian belarusian belgian belizean beninese bolivian bosnian brazilian briton british
    bulgarian burmese burundian californian cambodian cameroonian canadian catalan chadian chechen chilean chinese
    colombian congolese corsican croat croatian cuban cypriot czech dane danish dominican dutch ecuadorian egyptian
    emirati english englishman englishwoman eritrean estonian ethiopian european fijian filipino finn finnish flemish
    french frenchman frenchwoman gambian georgian german ghanaian greek grenadian guatemalan guinean guyanese haitian
    honduran hungarian icelander icelandic indian indonesian iranian iraqi irish irishman irishwoman israeli italian
    ivorian jamaican japanese jordanian kazakh kenyan korean kosovan kurd kurdish kuwaiti kyrgyz lao latvian lebanese
    liberian libyan lithuanian londoner macedonian malagasy malawian malaysian malian maltese mauritanian mauritian
    mexican moldovan mongolian montenegrin moroccan mozambican namibian nepalese nepali nicaraguan nigerian nigerien
    norwegian omani pakistani palestinian panamanian paraguayan parisian persian peruvian pole polish portuguese qatari
    quebecer romanian russian rwandan salvadoran salvadorean samoan sardinian saudi scot scotsman scottish senegalese
    serb serbian serbian sicilian singaporean slovak slovakian slovene slovenian somali spaniard spanish sudanese
    surinamese swede swedish swiss syrian taiwanese tajik tanzanian texan thai tibetan togolese tongan trinidadian
    tunisian turk turkish turkmen ugandan ukrainian uruguayan uyghur uzbek venezuelan vietnamese welsh welshman yemeni
    zambian zimbabwean"""
)
# What capitalised words name that neither speaks nor is anybody.
THINGS = words_of(
    """order orders act bill bills law laws report reports plan plans agreement treaty deal amendment project program
    programme programs partnership initiative initiatives days day statement survey poll polls study summit conference
    forum monument award awards economy jobs sheet fact proclamation memorandum letter budget fund tour week month
    directive rule rules resolution strategy action actions directors ambassadors partners"""
)
# Days and months, with their abbreviations.
CALENDAR = words_of(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec"""
)

# Nouns with which a story goes on about somebody, and brings in nobody new.
NATIVES = words_of(
    """irishman irishwoman englishman englishwoman scotsman scot welshman frenchman frenchwoman dutchman dane swede finn
    norwegian spaniard portuguese german italian austrian swiss belgian pole czech greek turk russian ukrainian
    american canadian australian brazilian argentine argentinian mexican nigerian ghanaian kenyan egyptian moroccan
    japanese korean chinese"""
)
EPITHETS = words_of(
    """midfielder striker defender goalkeeper winger forward playmaker full-back centre-back centre-half fly-half
    scrum-half quarterback linebacker pitcher shortstop batsman batter bowler all-rounder keeper skipper
    teenager youngster pensioner octogenarian septuagenarian nonagenarian centenarian newcomer debutant incumbent
    novelist playwright songwriter rapper frontman comedian billionaire multimillionaire tycoon mogul
    businessman businesswoman entrepreneur philanthropist
    mother-of-two mother-of-three mother-of-four father-of-two father-of-three father-of-four
    grandmother-of-two grandfather-of-two sprinter swimmer golfer cyclist gymnast jockey rower wrestler"""
)
