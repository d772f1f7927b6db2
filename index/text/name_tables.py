"""Given names that are one: short forms with their full form, and spellings of a name from another script."""

from __future__ import annotations

from index.text.name_spelling import plain_word

# A full form, then its short forms.  A short form may belong to several full ones.
_SHORT_FORMS = """
abigail abby
abraham abe
albert al bert
alexander alex alec sandy sasha
alexandra alex sandra sasha
alfred alf fred
amanda mandy
andrew andy drew
anthony tony
antonio tony
arthur art
barbara barb babs
benjamin ben benny
bernard bernie
beverly bev
bradley brad
caroline carrie
catherine cathy kate katie
charles charlie chuck
christina chris tina
christine chris chrissy
christopher chris kit
clifford cliff
cynthia cindy
daniel dan danny
david dave davey
deborah deb debbie
dennis denny
donald don donnie
dorothy dot dottie
douglas doug
edward ed eddie ted ned
elizabeth liz lizzie beth betty betsy eliza
emily em
eugene gene
florence flo
francis frank
franklin frank
frederick fred freddie
gabriel gabe
gerald gerry jerry
geoffrey geoff
gregory greg
harold hal harry
henry harry hank
herbert herb
isabella bella izzy
jacob jake
james jim jimmy jamie
janet jan
jacqueline jackie
jeffrey jeff
jennifer jen jenny
jeremy jerry
jessica jess
john jack johnny
jonathan jon
joseph joe joey
joshua josh
judith judy
katherine kathy kate katie kay
kathleen kathy
kenneth ken kenny
kimberly kim
lawrence larry
leonard len lenny
lillian lily
louis lou louie
margaret maggie meg peggy marge greta
martin marty
matthew matt
maximilian max
megan meg
melissa mel
michael mike mick mickey
mitchell mitch
mohammed mo
nancy nan
nathan nate
nathaniel nate nat
nicholas nick nicky
oliver ollie
pamela pam
patricia pat patty trish
patrick pat paddy
peter pete
philip phil
rachel rach
randolph randy
raymond ray
rebecca becky
reginald reg
richard rick dick rich ricky
robert bob bobby rob robbie
roberta bobbie
ronald ron ronnie
rosemary rosie
russell russ
samantha sam
samuel sam sammy
sidney sid
stanley stan
stephen steve
stephanie steph
susan sue susie
terence terry
theodore ted teddy theo
theresa terry tess
thomas tom tommy
timothy tim
tobias toby
valerie val
veronica ronnie
victor vic
victoria vicky
vincent vince
virginia ginny
walter walt
wilhelmina mina
william bill billy will willie
winston win
zachary zach zack
jose pepe
francisco paco pancho
jesus chuy
ignacio nacho
dmitri dima
mikhail misha
ivan vanya
alexei alyosha
johannes hannes hans
friedrich fritz
wolfgang wolf
elisabeth liesel elsa
margarethe grete
"""
# Spellings of one name, the first of which stands for all.
_SPELLINGS = """
alexander aleksandr alexandr oleksandr aleksander aleksandar
alexandra aleksandra oleksandra
alexei alexey aleksei aleksey oleksii oleksiy oleksi
anatoly anatoli anatolii anatoliy
andrei andrey andrii andriy andrij
arkady arkadi arkadii
catherine katharine katheryn cathryn kathryn
dmitri dmitry dmitrii dmitriy dmitrij dmytro
elizabeth elisabeth
evgeny evgeni evgenii evgeniy yevgeny yevgeni yevgenii yevhen
fyodor fedor feodor
gennady gennadi gennadii hennadii hennadiy
geoffrey jeffery
georgi georgy georgii heorhii
grigory grigori grigorii hryhorii
hussein husein husain hussain hossein
iosif josif
jon jonn
leonid leonyd
michael micheal
mikhail mykhailo mihail mikhael
mohammed mohamed mohammad muhammad mohamad mohamud muhammed mehmed
mustafa moustafa mostafa
mykola nikolai nikolay nikolaj
natalia natalya nataliya nataliia
omar umar
osama usama
philip phillip
pyotr petr petro
sergei sergey sergej serhii serhiy serhij
stephen steven stephan
tatiana tatyana tetiana
vasily vasili vasilii vasyl
vitaly vitali vitalii vitaliy
vladimir volodymyr volodimir wladimir
vyacheslav viacheslav viatcheslav
yekaterina ekaterina kateryna
yelena elena olena
yulia yuliya iuliia julija
yuri yury yurii yuriy iurii jurij juri yurij
yusuf youssef yousef yusef yousuf
ahmed ahmad ahmet
ali aly
khaled khalid
hamid hameed
karim kareem
rashid rasheed
said saeed sayeed
abdallah abdullah abdulla
ibrahim ebrahim
hasan hassan
yasser yasir yassir
"""


def _spellings() -> dict[str, str]:
    rows = [[plain_word(word) for word in line.split()] for line in _SPELLINGS.strip().splitlines()]
    return {word: row[0] for row in rows for word in row}


def _full_forms(spelling: dict[str, str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _SHORT_FORMS.strip().splitlines():
        full, *short = (spelling.get(word, word) for word in map(plain_word, line.split()))
        for word in short:
            found.setdefault(word, set()).add(full)
    return {word: frozenset(full) for word, full in found.items()}


# Plain words, as `plain_word` gives them.
SPELLING = _spellings()  # of each spelling: the one that stands for all
FULL_FORMS = _full_forms(SPELLING)  # of each short form: the full forms that it can stand for
