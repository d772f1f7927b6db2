"""Given names with the gender they tell, short forms of them, and family names that stand first; in lower case.

Those of the news stand here.  The files beside this one hold some twelve thousand more: the given names of fifty
countries that Faker (https://faker.readthedocs.io, MIT) lists, without those that are surnames, words or places.
"""

from __future__ import annotations

from pathlib import Path

from index.text.name_lists import words_of


def _listed(gender: str) -> frozenset[str]:
    """The names of a file beside this one."""
    return words_of((Path(__file__).parent / f"given_names_{gender}.txt").read_text(encoding="utf-8"))


# A name that is in both lists tells no gender.
MALE_NAMES = _listed("male") | words_of(
    """aage aarne aaron abdel abdelfattah abdul abdulaziz abdullah abdulrahman abebe abel abhishek abiy abner abraham
    adam adebayo adel adewale aditya adolf adolfo adrian agustin agustín ahmad ahmed aidan aiden ajay akihiro
    akio akira aksel alain alan alasdair alastair albert alberto aldo alec alejandro alejo aleksandar aleksander
    aleksandr aleksei alessandro alex alexander alexandre alexei alexey alexis alfonso alfred alfredo ali
    ali-reza alistair allen alonzo alton alvaro alvin ama amadou amir amit amitabh ammar anand anders andras
    andre andrea andreas andrei andrej andres andrew andris andrus andrzej andrás andré andrés andy angel angelo
    angus anil ansel anthony anton antonio antony antti anurag anwar anže archie ari ariel aristide arjun armand
    armando arnaud arne arnold art arthur arturas arturo arun arvid arvind arvo asad asher ashok ashraf ashwin
    asif atsushi attila august augusto augustus aurelio austin avery avi avraham axel ayad ayman ayo babajide
    babatunde bahram bailey balázs ban bandar barack barry bart bartosz bashar bashir bastian bela ben ben-zion
    benedict benito benjamin benjamín benji benny benoit benoît bent bernard bernardo bernhard bernie bert
    bharat bilal bill billy binali bjarne bjorn bjørn blaine blair blaise blake bo bob bobbie bobby bodo bogdan
    boris borut boyd boyko brad bradford bradley bram brandon branko brendan brennan brent bret brett brian
    bruce bruno bryan bryant bryce bulent burt byron bülent caleb calvin cameron camilo carey carl carlo carlos
    carlton casey casper cecil cedric cesar chad chadwick charles charley charlie chester chidi chinedu chris
    christian christoph christophe christopher chuck chukwuma clarence clarke claude clay clayton cliff clifford
    clifton clint clive clyde cody colby cole colin connor conor conrad corey cornelius cornell cory courtney
    craig cristian cristiano curt curtis cyril cyrus césar dale damian damien damon dan dana daniel danny dante
    dario darius dariush darrell darren daryl dave david davide dawit dean dedric deepak delbert denis dennis
    denny denzel derek derrick desmond devin devlet dexter dick diego dieter dimitri dimitrios dinesh dino dirk
    dmitri dmitry dmytro domenico dominic dominik dominique don donald donnie donovan dorian doug douglas doyle
    dragan drake drew duane dudley duncan dustin dusty dwight dylan eamon earl eben ed eddie edgar edmond edmund
    eduard eduardo edvard edvin edward edwin efraim efrain egil egon ehud einar eirik eitan ekrem elbert eldon
    eli elias elijah elliot elliott ellis elmer elon elton elvin elvis emanuel emeka emerson emil emile emilio
    emmanuel emmett enda enrico enrique ephraim eric erich erik erling ernest ernesto ernie errol erwin esa
    eskil esteban ethan etienne eugene evan everett ezra fabian fabio fabrizio fadi fahd faisal farhad farhan
    farid faris faruk federico felipe felix femi ferdinand ferenc fergus fernando fidel filip finn fletcher
    florin floyd forrest francesco francis francisco franco francois frank frankie franklin franz françois fred
    freddie freddy frederick fredrik friedrich fritz fumio fyodor gabor gabriel gabriele ganesh gareth garrett
    garry garth gary gaston gaurav gavin geert gene gennady geoff geoffrey georg george georges georgi georgios
    gerald gerard gerardo gergely gerhard gerry gert getachew ghassan giacomo gian gianni gideon gijs gil
    gilbert gilberto giorgi giovanni girish gitanas giulio giuseppe glen glenn gonzalo gopal goran gordan gordon
    graeme graham grant greg gregory grigory grzegorz guido guillaume guillermo gunnar gunnlaugur gunther guntis
    gus gustav gustavo guy gyula gábor gérard gökhan göran gösta günter habib haider haile hakan hakim hal
    halldór halvor hamad hamid hamza hank hannes hannu hans hans-peter harald hari haris harold haroon harrison
    harry harsh hartmut haruki harvard harvey hasan hashim hassan hatem hayden hector heikki hendrik henri
    henrik henrique henry herb herbert herman hernan hernán hideki hideo hilmar hiram hiroshi hisham hjalmar
    homer horace horacio horst hosni hossein howard howie hubert huey hugh hugo humberto humphrey hussein huw
    håkan håvard héctor ian ibrahim ibrahima ichiro ifeanyi ignacio igor ihab ilkka ilo ilya imran imre inge
    ingmar ingvar ira irving irwin isaac isaiah isidro ismael ismail istvan istván itamar ivan ivar ivica ivo
    jaan jaap jabari jaber jacek jack jackie jacob jacques jagdish jaime jair jake jakob jalal jamaal jamal
    jameel james jameson jamie jamil jan janez janos janusz jared jarek jarkko jarl jaroslav jaroslaw jarosław
    jarrod jason jasper javad javier jawad jay jay-z jayson jean jean-claude jean-luc jean-marc jean-marie
    jean-paul jean-pierre jed jeff jeffrey jens jeppe jere jeremy jeroen jerome jerry jervis jesper jess jesse
    jessie jesus jesús jim jimmy jiri jiro jiří joachim joakim joao joaquin joaquín jochen jody joe joel joey
    johan johann johannes john johnathan johnnie johnny jomo jon jonah jonas jonathan joop joost jordan joren
    jorge joris jorma jose josef josep joseph josh joshua josiah josé jovan joão juan jude juha jukka jules
    julian julio julius junichi jurgen jussi justin justus jános jørgen jürgen kai kamal kamran kapil karan
    kareem karel kari karim karl karl-heinz karol karsten kasim kaspar kasper katsuya kay kayode kazuhiko kazuo
    keir keith kelechi kelly kelvin kemal ken kendall kenichi kenji kenneth kenny kent kermit kerry kevan kevin
    khaled khalid khalifa khalil kieran kim kip kiran kiril kirk kjell klaas klaus klaus-dieter knud knut kofi
    koichi kojo konrad konstantin kris krishna kristian kristoffer krzysztof kunal kunle kurt kurtis kwabena
    kwaku kwame kwasi kyle kåre laird lajos lamar lance larry lars laszlo laurence laurent lauri lawrence lazar
    leandro lech lee leif leigh leland lennart lenny leo leon leonard leonardo leonid leopold leroy les leslie
    lester leszek lev levi lewis liam linas lincoln lindsay lindsey linus lionel lloyd loren lorenzo lothar lou
    louis lowell luc luca lucas lucian luciano ludwig luigi luis luiz luka lukas luke lupe luther lyle lyndon
    lászló maarten mack mads magnus mahdi mahesh mahmoud mahmud majed makoto maksim malcolm malik manfred manish
    manoj mansour manu manuel marc marcel marcelo marcin marco marcos marcus marek mariano marin mario marion
    mariusz mark markus marlon martin martín marvin marwan masahiro masato massimo mateo mateusz mathew mathias
    mathieu mats matt matteo matthew matthias matthieu maurice maurizio mauro max maxi maximilian maxwell mazen
    mehdi mehmet mehran mel melvin merle mervyn mevlut mevlüt micah michael michele mick mickey miguel mihai
    mihály mika mikael mike mikel mikhail mikko miklos milan miles milo milorad milos miloš milton minoru
    mir-hossein miroslav mitch mitchell mitt mladen moe mohamad mohamed mohammad mohammed mohan mohannad mohsen
    moises moisés mordechai morgan moritz mort morten moses moshe mubarak muhammad mukesh muqtada murray mustafa
    mwai myron nabih nabil nader naftali nana narendra nasser nat nathan nathaniel naveen navid nawaf nawaz
    nebojša ned neil nelson nelu nestor neville newt nicholas nicholás nick nicky nicola nicolae nicolas nicolás
    niels nigel nikhil nikita niklas nikola nikolai nikolaj nikolas nikos nils nitin nnamdi noah nobuhiro nobuo
    noel nolan norbert noriaki norm norman nouri nuno obinna octavio olaf olav ole oleg oleh oleksandr oleksiy
    oliver olivier olof olumide olusegun omar omer oren orlando orrin orville osama osamu oscar osman osvaldo
    oswald otis otto ove owen oystein paavo pablo paddy palle pankaj paolo pascal pasquale pat patricio patrick
    paul pavel pavlo pawel paweł pedro pekka percy perry pertti pete peter petr petri petros petter peyton phil
    philip phillip pierre pieter pim piotr piyush plamen pontus pradeep prakash pramod prashant primož pål péter
    qasem quentin quincy quinn rabih rachid radek radoslaw radosław radovan radu raed rafael rafał rafe rafi
    rahm rahul raila raj rajesh rajiv rajnath rakesh ralf ralph ramesh rami ramiro ramon ramsey ramzi rand
    randall randolph randy raphael rashad rashid rasmus ratko raul ravi ray raymond raymundo raúl recep reese
    reggie reginald reince reinhard renato renaud rene rené rex reza rhys riad ricardo riccardo richard rick
    rickey ricky rico riley rinaldo roar rob robbie robby robert roberto robin rocco roddy roderick rodney
    rodolfo rodrigo rodrigue rogelio roger rohan rohit roland rolando rolf roman romano romeo ron ronald ronnie
    rory rosario roscoe ross rouhollah rowan roy royce ruben rubén rudolf rudolph rudy rufus rumen rune rupert
    rurik russ russell rutger ruud ryan ryo ryota saad sacha sachin sadiq saeed saleh salem salim salman
    salvador salvatore sam sameh sami samir sammy samuel sandeep sander sandor sandro sandy sanjay sanjeev
    santiago sascha satoshi saul sauli sayed scot scott sean sebastian sebastien sebastián segun selahattin sepp
    serge sergei sergey sergio seth seymour shahbaz shahid shane shannon sharif shashi shaul shaun shawn shelby
    sheldon sherif shigeo shigeru shimon shingo shinji shinzo shmuel shoichi shyam sid sidney siegfried sigurd
    siim silas silvio simeon simon simone sindre sipho sjoerd skyler slobodan sol sola solomon soren sorin
    sourav spencer spike stacy stan stanislav stanley stavros steen stefan stefano stein sten stephan stephane
    stephen steve steven stig stjepan stuart sture stéphane subhash sudhir sufyan sultan sumit sunil surendra
    suresh susumu svein sven sydney sándor søren süleyman tad tadao tadashi tadeusz taha takahiro takashi takeo
    takeshi taku tam tamas tamim tamás tanner tansu tapio tariq tarjei taro tarun tate taylor tayyip ted teddy
    teemu terence terje terrance terrell terrence terry tesfaye tetsuo thabo thad thaddeus themba theo theodor
    theodore thibault thierry thijs thom thomas thor thorbjørn thorsten thurgood tibor tidjane tihomir tiit tim
    timo timothy tobias tobin toby todd todor tom tomas tomasz tommy tomoaki tomás tomáš toni tonny tony toomas
    torben tord tore torkel torstein torsten toru toshiaki toshio tracy traian travis trent trevor tristan
    troels troy trygve tsutomu tunde turgut turhan tyler uche uday ugo uhuru ulf uli ulrich ulrik ulysses umar
    umberto urmas uwe vaclav val valdis valentin valentine valery vance vasily vebjørn vern vernon vic vicente
    victor vidar vidkun viggo vijay vikram viktor vinay vince vincent vincenzo vinod virgil vishal vito vivek
    vivian vlad vladimir vladimír vladislav vojtěch volker volodymyr vytautas václav wade wael waldemar waldo
    walid wallace wally walt walter warren waseem wayne wendell werner wes wesley wilbert wilbur wilfred wilfrid
    wilhelm will willard willem william willie willy wim winston wojciech wolfgang woodrow woody wouter wyatt
    xavi xavier yahya yair yakov yann yannick yannis yash yasin yasir yasser yasuo yaw yemi yitzhak yoav yogi
    yoichi yorgos yoshihide yoshiro yossi yousef youssef yoweri yuichi yuji yukio yuri yuriy yusuf yves zach
    zachary zack zaid zakir zayed zayn zbigniew zbyszek zdenek zeev zeke ziad zlatko zoltan zoltán zoran zsolt
    zygmunt álvaro åke émile étienne ólafur ömer øystein željko"""
)
FEMALE_NAMES = _listed("female") | words_of(
    """aaliyah abbie abby abigail ada adaeze adanna adela adelaide adele aditi adriana adrienne adwoa agata agatha
    agnes agneta agnieszka aileen aimee aisha aiyana akari akiko akua alana alba alberta alejandra aleksandra
    alessandra alessia alexa alexandra alexandria alexia alexis alfreda ali-reza alice alicia alina alisa alisha
    alison alix allegra allie allison alma althea alva alyssa ama amal amanda amani amara amber amelia amina
    aminata amira amirah amrita amy ana ana-maria anabel anastasia anastasiya andie andrea aneta angel angela
    angelica angelika angelina angelique angie aniela anika anita anja anjali anjana ann anna annabel annabelle
    anne anne-marie annegret anneli annelie anneliese annemarie annette annie annika anniken anouk ansley anthea
    antoinette antonella antonia antonina anu anya aparna april arabella archana ardith ariana arianna ariel
    arielle arlene artemis asha ashanti ashleigh ashley asma asta astrid athena atifete aud audrey aurelia
    aurora ava averil avery avis ayaka ayesha ayla aylin ayse ayşe azadeh babette bailey barbara bea beata beate
    beatrice beatriz becca becky belinda bella benazir benedicte benita bente bergljot berit bernadette
    bernadine bernice berta bertha beryl bess bessie beth bethany betina betsy bettie bettina betty bettye
    beverly bianca bibi biljana billie birgit birgitta birgitte blair blanca blanche blythe bobbie bodil bonnie
    bozena bożena brandi brandy bree brenda brenna briana brianna bridget bridgette brigid brigitte brita britt
    britta brittany bronwyn brooke bryn bärbel callie cameron camilla canan candace candice candida cara caren
    carey cari carina carissa carla carlene carlotta carly carmela carmelita carmen carol carolina caroline
    carolyn carrie caryn casey cassandra cassie catarina cate caterina catherine cathie cathleen cathrine cathy
    catrin cecilia celeste celestine celia celina celine ceri chandra chantal charlene charlie charlotte
    charmaine chelsea chelsey cherie cherry cheryl cheryll chiamaka chiara chioma chiyo chloe chloé chris
    christa christabel christel christi christiana christie christin christina christine christy ciara cicely
    cilla cindy claire clara clarice clarissa claudette claudia claudine clementine cleo coco colette colleen
    concetta condoleezza connie constance consuelo cora cordelia corey corinne cornelia cory cosima courtney
    cressida cristiana cristina crystal cynthia céline dace dagmar dagny dahlia daisy dale dalia damaris dana
    daniela daniella danielle daphne dara darcy daria darla darlene davina dawn debbie debby debora deborah
    debra dee deena deepa deepika deidre deirdre delia delilah della delores delphine dena denisa denise desiree
    desirée dessa diahann diana diane diann dianna dianne dina dinah dione divya dolly dolores dominique
    donatella donna dora dorcas doreen doria doris dorit dorota dorothea dorothy dorte dorthe dottie drew ebba
    ebony eda edda edie edith edna edwina effie efua eileen eilidh eirini elaina elaine elba eleanor eleanore
    elena elena-gabriela eleni eleonora elfriede eliana elif elin elina elinor elisa elisabeth elisabetta elise
    eliza elizabeth elke ella elle ellen ellie elly eloise elsa elsbeth elsie elspeth elvira elżbieta emelie
    emerson emilia emilie emily emine emma emmanuelle emmy ene enid erica erika erin erna ernestine esa esi
    esmeralda esmé esperanza esra estela estelle ester esther eszter ethel etta eugenia eugenie eunice eva
    eva-maria evan evangeline evelina evelyn evie evika ewa fabienne faezeh faith fanny farah fatemeh fatima
    fatma fatou fatoumata fay faye federica felicia felicity fern fernanda fiammetta fidelia filippa fiona
    flavia fleur flo flora florence florentine folake frances francesca francine francoise frankie françoise
    freda frederica freya frida frieda friederike fumie fumiko funke gabriela gabriele gabriella gabrielle gail
    galina gayle gaynor gemma genevieve geneviève georgette georgia georgiana georgina geraldine gerd gerda geri
    germaine gertrud gertrude ghislaine gigi gilda gillian gina ginger ginny gisela gisele giselle gita gitte
    giulia gladys glenda glenna glenys gloria glynis golda goldie golnaz gordana grace graciela grainne grazia
    grażyna greta gretchen gretel griselda gro gry gráinne guadalupe gudrun guinevere gunhild gunilla gunvor
    gwen gwenda gwendolyn gwyneth hadia hadley hailey hala haley halina halle hana hanan haneen hanna hannah
    hanne hannelore harriet haruka harumi hatice hattie haya hayley hazel heather heba hedda hedvig hedwig hege
    heidi heike helen helena helene helga hella helle henrietta henriette hermine hermione herta hertha hetty
    hilary hilda hilde hildegard hillary hind hiroko hitomi holly honora hope hortense huda huma hélène ida
    ifeoma iga ilana ildikó ileana ilhan ilka ilona ilsa ilse imani imelda imogen indira ines inez inga inge
    ingeborg inger ingrid ingrida ingunn inka inés ioana iona ira irene irina iris irma irmgard isa isabel
    isabella isabelle isha ishbel isla isolde ivana ivanka ivonne ivy iwona izabela jaan jaana jacinda jacinta
    jackie jaclyn jacqueline jada jade jadranka jadwiga jaime jalila jamie jamila jan jana janae jane janelle
    janet janette janey janice janie janina janine janna jasmin jasmine jasna jaya jayanti jayme jayne jean
    jeanette jeanie jeanne jeannette jeannie jeannine jemima jen jeni jenifer jenna jenni jennie jennifer jenny
    jeri jerri jess jessica jessie jill jillian jimena jo joan joana joann joanna joanne jocasta jocelyn jodi
    jodie jody jofrid johanna johnnie jolanta joni jonna jordan josefa josefina josefine josephine josette josie
    jourdan joy joyanne joyce juana juanita jude judi judit judith judy julia juliana juliane julianna julianne
    julie julie-anne juliet julieta juliette june justine jutta jytte kai kaia kaisa kaitlin kaitlyn kaja kajsa
    kamala kamila kaori kara karen kari karin karin-anne karina karine karla karolina karoline karyn kasia kata
    katalin katarina katarzyna kate katerina katharina katharine kathe katherine kathi kathie kathleen kathlyn
    kathrin kathrine kathryn kathy katia katie katja katrin katrina katrine katya kavita kay kayla kayleigh
    kazuko keiko keira keisha kelley kelli kelly kellyanne kelsey kemi kendall kendra keri kerri kerry kersti
    kerstin kesha ketanji khadija kia kiara kiersten kiki kiley kim kimberlee kimberley kimberly kimmy kinga
    kira kirsten kirsti kirstie kirstin kirstjen kirsty kirti kitty klara klára kolinda kornelia kris krista
    kristen kristi kristie kristin kristina kristine kristy krisztina krystal krystyna kumiko kyla kylie kyoko
    kyra käthe lacey laila lakshmi laleh lana lara larisa larissa lata latisha latoya laura laureen laurel
    lauren laurence laurie lauryn lavinia lea leah leanne lee leela leia leigh leila leilani lela lelia lena
    leni lenka lenora lenore leona leonie leonor leonora leslie leta leticia letitia letizia lexi leyla lia
    liane liddy lidia lieselotte liesl liis lila lilian liliana lillian lilly lily lina linda lindsay lindsey
    linn linnea lisa lisbet lisbeth lise liselotte lissa liv livia liz liza lizzie ljubica lois lola lorelei
    loren lorena lorene loretta lori lorna lorraine lotta lotte lottie lou louella louisa louise luana lubna
    lucia luciana lucie lucienne lucille lucinda lucretia lucrezia lucy lucía ludmila luisa luise lula lulu lupe
    luz lydia lyla lyn lynda lyndsey lynette lynn lynne lyudmila lööf mabel machiko madalyn maddie madeleine
    madeline madelyn madge madhuri madonna mae maeve magda magdalena maggie maggy magnhild maha mahsa mai maia
    mailis maisie maja malala malena malgorzata malia malin mallory malwina mamata mamie mandy manon manuela
    mara marceline marcella marcia marcie marcy mareike maren marga margaret margarete margarethe margarita
    margaux marge margery margie margit margo margot margot-elise margret margrete margrethe margriet marguerite
    mari maria mariah mariam mariama mariana marianna marianne maribel marie marie-claude marie-louise mariella
    marietta marija marika mariko marilyn marin marina marine mariola marion maris marisa marisol marissa marit
    marita mariya marjatta marjolein marjorie marla marlene marley marlo marna marni marnie marsha marta marte
    martha marthe martina martine marva mary maryam maryann maryanne marylou maría masako masoumeh mathilda
    mathilde matilda mattie maud maude maura maureen mavis maxi maxine may maya mayra maysoon mayumi mazie
    małgorzata meagan meena meera meg megan meghan mehreen mei mel melania melanie melba melina melinda melissa
    melody meral mercedes meredith mette mia micaela micah michaela michele micheline michelle michiko michèle
    midge midori miho mika mildred milena millicent millie mimi mina mindy minna minnie mira miranda mireille
    mirela miriam mirjam mirjana mirosława mitzi miyuki moira mollie molly mona monica monika monique montserrat
    morag morgan moriah muriel myra myriam myrna myrtle märta märtha mélanie nabila nada nadezhda nadia nadine
    nadja naima najat nalini nan nana nancy nanette nannie naoko naomi narges nasrin nastassja nat natalia
    natalie natalya natasa natasha nataša nathalie natsuko nawal neelam neema neha nell nellie nelly nena neri
    nerys nessa netta nettie ngozi nia niamh nichole nicki nicky nicola nicole nicolette nikita nikki nila nilda
    nimrata nina nirmala nisha nkechi nneka noelle noemi nola noor nora norah noreen norene noriko norma nour
    nuala nuria octavia odette odile oksana olena olga oliana olivia olufunke olwen oona ophelia oprah oriana
    orla ornella ottilie outi oyinkola ozlem padma paige paloma pam pamela paola pari parvin pascale pat patrice
    patricia patsy patti pattie patty paula paulette paulina pauline pearl peggie peggy penelope penni penny
    pernilla pernille perrin persis petra petronella petula peyton phoebe phyllida phyllis pia pilar piper pippa
    polly pooja poppy portia prachi pranita pratibha preeti priscilla priti priya priyanka prue päivi queenie
    quinn rachael rachel rachelle radhika rae raelene ragna ragnhild raina raisa raluca ramona rana randi rania
    raquel rasa rasha raya reba rebecca reem reena reese regan regina reidun reiko reina rekha rena renae renata
    renate rene renee renu rené renée rhea rhiannon rhoda rhona rhonda ria riikka riitta rika rikke riley rima
    rina risa rita ritva rivka robbin roberta robin robyn rochelle romana romy rona ronja ronna rory rosa
    rosalia rosalie rosalind rosaline rosalyn rosamund rosanna rosanne rosario rose roseanne roselyn rosemarie
    rosemary rosetta rosie roslyn rowan rowena roxana roxane roxanne roxie roya ruba ruby rukmini rupa rut ruth
    ruthie ruxandra sabina sabine sabrina sacha sachiko sadia sadie saffron saga sahar saima sakura sally salma
    salome saloni sam samantha samira sana sanae sandi sandie sandra sandy sangeeta sanja sanna sanne saoirse
    sapna sara sarah sarai sari sascha saskia satu savannah sawsan scarlett seiko selena selin selina selma
    senta serena setsuko sevgi shabana shakira shalini shanaz shania shanna shannon shari sharlene sharon
    sharron sharyn shaun shauna shawn shawna shayla sheena sheila shelagh shelby shelley shelly shereen sheri
    sherri sherrie sherry sheryl shireen shirin shirley shivani shizuka shobha shona shoshana shreya shulamit
    sian sibel sibyl sidney sidsel siena sierra signe sigourney sigrid sigrun silje silke silvana silvia simone
    sinead sinéad siobhan siobhán siri sirpa sissel sissy siân skye skyler sloane smita smriti snezana snežana
    sofia sofie sol solange solrun solveig sonal sondra sonia sonja sonya sophia sophie sophy soraya stacey
    stacie stacy stefania stefanie stella stephania stephanie stina stine suchitra sue suella sujata sukhmani
    summer sunita sunneva sunniva surya susan susana susanna susannah susanne sushma susi susie suzan suzanna
    suzanne suzette suzie svenja svetlana swati sybil sydney sylvia sylvie synnøve tabatha tabitha takako talia
    tallulah tam tamar tamara tamika tammy tamsin tania tansu tanya tara tarja taryn tasha tatiana tatjana
    tatyana tawakkol tawny tay taylor teddie teena tekla tellervo temitope tena teodora teresa teri terri terry
    tess tessa thalia thandi thandiwe thea thecla thelma theodora theresa therese thora thorhild thérèse tia
    tiana tiffani tiffany tilda tilly tina tine tineke tippi tirza toini tomoko toni tonia tonja tonya topsy
    tordis tori torild torunn tova tove tracey traci tracy trine trish trisha trista trixie trudi trudy tsveta
    tula tulsi turid tuula tuva twila tyler tyra tytti ulla ulrika ulrike uma una unni ursula urszula usha uta
    ute vaira valentina valentine valeria valerie valérie vanda vandana vanessa vanja vasundhara velma venetia
    vera verena verna vernita veronica veronika veronique vesna vibeke vicki vickie vicky victoria vida vidya
    vigdis vilma viola violet violeta violetta viorica virginia vita vivi vivian viviana vivien vivienne vjosa
    vlasta vreni véronique wallis wanda wangari wenche wendi wendy whitney whoopi wilhelmina wilma winifred
    winnie winona wisława xenia xiomara yaa yael yara yasmin yasmine yasuko yekaterina yelena yetta yevgenia
    ylva yoko yolanda yoshiko yukiko yuko yulia yuliya yumi yuriko yusra yvette yvonne zadie zahra zainab zanele
    zara zdenka zeinab zelda zena zenaida zenia zeynep zina zita zodwa zoe zofia zora zosia zoë zsuzsa zsuzsanna
    zsófia zuzana zuzanna ágnes åsa åse åslaug élisabeth élise émilie özlem"""
)
# Short forms by the given name that they stand for.
_SHORT_FORMS = """
    abraham: abe
    albert: al bert
    alexander: alex al sandy
    alfred: al fred alf
    andrew: andy drew
    anthony: tony
    antony: tony
    arthur: art
    barbara: barb babs
    benjamin: ben benny
    bernard: bernie
    catherine: cathy cate kate katie kitty
    charles: charlie chuck chas
    christine: chris chrissy tina
    christopher: chris kit
    cynthia: cindy
    daniel: dan danny
    david: dave davy
    deborah: deb debbie
    dennis: denny
    donald: don donnie
    dorothy: dot dottie
    douglas: doug
    edmund: ed eddie ned
    edward: ed eddie ted teddy ned
    edwin: ed eddie
    eleanor: ellie nell
    elizabeth: liz lizzie beth betsy betty eliza libby
    emmanuel: manny
    eugene: gene
    florence: flo
    frances: fran
    francis: frank frankie
    franklin: frank
    frederick: fred freddie freddy
    gabriel: gabe
    gabrielle: gabby
    geoffrey: geoff
    gerald: gerry jerry
    gregory: greg
    harold: harry hal
    henry: harry hank hal
    herbert: herb
    howard: howie
    jacob: jake
    jacqueline: jackie
    james: jim jimmy jamie
    janet: jan
    jeffrey: jeff
    jennifer: jen jenny
    jeremiah: jerry
    jerome: jerry
    jessica: jess jessie
    joanna: jo
    john: jack johnny jon
    jonathan: jon
    joseph: joe joey
    joshua: josh
    judith: judy
    katherine: kathy kate katie kat
    kathleen: kathy kate katie
    kenneth: ken kenny
    laurence: larry
    lawrence: larry
    leonard: len lenny leo
    louis: lou
    madeleine: maddie
    margaret: maggie meg peggy marge margie
    martin: marty
    mary: molly polly
    matthew: matt
    maximilian: max
    maxwell: max
    melvin: mel
    michael: mike mick mickey
    mitchell: mitch
    nancy: nan
    nathan: nate
    nathaniel: nat nate
    nicholas: nick nicky
    oliver: ollie
    pamela: pam
    patricia: pat patty trish tricia
    patrick: pat paddy
    peter: pete
    philip: phil
    phillip: phil
    randall: randy
    randolph: randy
    raymond: ray
    rebecca: becky becca
    reginald: reggie
    richard: rick ricky dick rich richie
    robert: bob bobby rob robbie bert
    roger: rog
    ronald: ron ronnie
    rudolph: rudy
    russell: russ
    samantha: sam
    samuel: sam sammy
    sarah: sally
    solomon: sol
    stanley: stan
    stephanie: steph
    stephen: steve
    steven: steve
    stuart: stu
    susan: sue susie suzy
    suzanne: sue suzy
    terence: terry
    teresa: terry tess
    theodore: ted teddy theo
    theresa: terry tess
    thomas: tom tommy
    timothy: tim timmy
    tobias: toby
    victoria: vicky vicki
    vincent: vince vinnie
    virginia: ginny
    vladimir: vlad volodya
    walter: walt wally
    william: will bill billy willy willie
    zachary: zach zack
"""
SHORT_FORMS = {
    line.split(":")[0].strip(): frozenset(line.split(":")[1].split()) for line in _SHORT_FORMS.strip().splitlines()
}
GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES | frozenset(short for forms in SHORT_FORMS.values() for short in forms)
# Korean and Chinese family names, which stand before the given name.
KOREAN_FAMILY_NAMES = words_of(
    """kim lee park choi jung jeong kang cho jo yoon yun chang jang lim im han oh seo suh shin kwon hwang ahn an song
    ryu yoo you hong jeon jun ko koh moon mun yang son sohn bae paik baek baik heo hur huh nam noh roh rho ha
    joo ju woo gu koo goo min jin ji eom um chae won cheon bang gong hyun ham byun yeom yeo chu choo do so seok
    sun seol ma gil yi rhee rhie pak tak ban ri pyo ok maeng je kyung cha chon hahn thae
    gam kam ki kwak gwak seong sung wi tae boo eoh geum keum gye kye hyeon mo moh na nah pi pyeon seonu sunwoo namgung
    hwangbo tan uhm yeon yong yook yuk jwa cheong ga ka guk kuk kook kil no ra rim ryang sa sang shim sim ye
    im il ip mok"""
)
CHINESE_FAMILY_NAMES = words_of(
    """wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo luo liang song zheng xie tang
    feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye yan pan du dai xia
    zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long
    wan duan qian yin yi chang qiao lai gong wen xi hua tsai ma mo lei geng lan pei miao zhai nie"""
)
# Vietnamese family names, in plain letters; they stand first, though their bearers go by the last word.
VIETNAMESE_FAMILY_NAMES = words_of(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh mai trinh truong doan luong"
)
