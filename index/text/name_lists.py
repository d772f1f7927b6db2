"""English word lists that tell personal names from other capitalised words; all in lower case."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that stand before a name as part of its title.
TITLES = _words(
    """president vice-president vice prime premier minister chancellor secretary undersecretary under-secretary
    deputy assistant ambassador envoy consul senator sen representative rep congressman congresswoman governor gov
    lt lieutenant mayor attorney general gen judge justice chief king queen prince princess pope
    cardinal archbishop bishop reverend rev rabbi imam sheikh ayatollah emir sultan crown emperor
    mr mrs ms miss dr doctor professor prof sir lord lady dame madam
    admiral adm colonel col captain capt major maj sergeant sgt commander cmdr lieutenant marshal corporal
    officer detective sheriff spokesman spokeswoman spokesperson speaker chairman chairwoman chairperson chair
    director administrators administrator commissioner counsel counselor adviser advisor coordinator ceo cfo coo
    founder co-founder lawmaker majority minority leader whip treasurer comptroller
    foreign defense defence finance state interior trade unification economy energy
    national security acting former then first lady press"""
)
# Titles that are surnames as well.
TITLE_SURNAMES = _words("king pope prince bishop judge justice major marshal queen chancellor dean duke noble price")
# Last words of mentions that mean a person by role: "the prime minister".
ROLES = _words(
    """president premier minister chancellor secretary ambassador envoy senator representative congressman
    congresswoman governor mayor judge justice king queen prince princess pope bishop archbishop reverend
    doctor professor admiral general colonel captain sheriff spokesman spokeswoman spokesperson speaker chairman
    chairwoman director commissioner adviser advisor candidate nominee lawmaker leader official aide officer
    lawyer attorney author economist analyst mogul billionaire businessman businesswoman executive founder
    chief deputy coordinator counselor lieutenant administrator critic expert strategist pastor veteran
    contender hopeful host anchor democrat republican"""
)
# Words of organisations, groups and places: a name that contains one is not a single person's.
GROUPS = _words(
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
    islands beach war day series award awards trump-pence pac super llc llp report poll survey study"""
)
# Words that are often capitalised (sentence starts, days, nationalities, places) but name no person.
NOT_NAMES = _words(
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
    islamic ok thanks thank please good morning evening afternoon dear re via photo"""
)
# Days and months, with their abbreviations.
CALENDAR = _words(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec"""
)
# Given names.  A name that is in both lists tells no gender.
MALE_NAMES = _words(
    """aaron abdul abdullah abraham adam adrian ahmed akira alan albert alejandro alex alexander alfred ali allen andre
    andrew angel anthony antonio antony arnold arthur barack barry ben benjamin benny bernard bernie bill billy
    bob bobby boris brad bradley brandon brian bruce bryan carl carlos charles charlie chester chris christian
    christopher chuck clarence claude clint colin cory craig dale damon dan daniel danny darrell dave david dean dennis
    derek dick dmitri dmitry don donald doug douglas duncan dwight earl ed eddie edgar edward elijah eli emmanuel eric
    ernest eugene evan felix fernando frank francis franklin fred frederick gabriel gary gene george gerald gerhard
    giorgi glenn gordon greg gregory guy hamid hans harold harry harvey hassan henry herbert herman hiroshi howard
    hubert hugh hugo ian ibrahim igor isaac ivan jack jacob jake jamal james jamie jared jason javier jay jeff jeffrey
    jeremy jerome jerry jesse jim jimmy joaquin joe joel johan john johnny jon jonathan jordan jorge jose joseph josh
    joshua juan julian justin karl keith ken kenneth kevin khalid kirk klaus kurt kyle lance larry lawrence lee leo
    leon leonard lewis lloyd louis lucas luis luke malcolm manuel marc marco marcus mario mark markus martin marvin
    mathew matt matthew maurice max mehmet michael miguel mike mikhail milton mitch mitt mohamed mohammad mohammed morgan
    muhammad narendra nathan neil newt nicholas nick nicolas nigel noah norman oleg oliver omar oscar otto owen pablo
    pat patrick paul pedro pete peter phil philip pierre rafael rahm ralph ramon rand randy raul raúl ray raymond recep reince
    rex ricardo richard rick ricky rob robert roberto rodney rodrigo roger roland ron ronald ross roy rudolph rudy
    russell ryan salman sam samuel scott sean sebastian sergei sergey seth shane shaun shinzo sidney simon stanley
    stefan stephen steve steven stuart tariq ted terence terry theodore thomas tim timothy toby todd tom tommy tony
    travis trevor tyler vernon victor viktor vincent vladimir volodymyr wallace walter warren wayne wesley will
    william willie wolfgang woodrow xavier yasser yoshihide yusuf zachary fumio hassan kofi ban antonio jens"""
)
FEMALE_NAMES = _words(
    """abigail adriana agnes alexandra alexandria alice alicia alison allison alyssa amanda amber amelia amy ana andrea angela
    angelina anita ann anna anne annie antonia ashley audrey ava barbara beatrice becky bernice beth betsy betty
    beverly bonnie brenda bridget brittany camilla carla carly carmen carol caroline carolyn cassandra catherine cathy
    cecilia charlotte chelsea cheryl chloe christiana christina christine cindy claire clara claudia colleen condoleezza
    connie cristina crystal cynthia daisy dana danielle dawn debbie deborah debra denise diana diane dianne dina
    dolores donna dora doris dorothy edith eileen elaine eleanor elena elisabeth elise elizabeth ella ellen elsa emily
    emma erica erika erin esther eva evelyn fatima fiona florence frances gabrielle gail gina gloria grace greta gwen
    hannah harriet heather heidi helen helena hillary holly hope huma ida ilhan imelda ines ingrid irene isabel ivanka
    jacqueline jan jane janet janice jean jeanne jen jenna jennifer jenny jessica jill jo joan joanna joanne jocelyn
    joy joyce juanita judith judy julia julie june kaine karen karine kate katherine kathleen kathryn kathy katie
    kay kayleigh kellyanne kelly kim kimberly kirsten kirstjen kristen kristina lara laura lauren laurie leah leslie
    lillian linda lisa liz loretta lori louise lucy lydia lynn madeleine madeline maggie mandy margaret maria marianne
    marie marilyn marina marjorie marsha martha mary maureen maxine megan melania melanie melissa mercedes michelle
    mildred miriam molly monica nadia nancy naomi natalie natasha nicole nikki nina nora norma olga olivia pamela
    patricia patty paula pauline peggy penny phyllis priscilla rachel rebecca regina renee rita roberta robin rosa
    rose rosemary ruth sally samantha sandra sarah sara shannon sharon sheila shelly shirley sofia sonia sonya sophia
    sophie stacey stephanie sue susan susie suzanne svetlana sylvia tamara tammy tanya tara teresa theresa tiffany
    tina tracy tulsi valerie vanessa vera veronica victoria violet virginia wendy whitney yolanda yvonne zoe"""
)
