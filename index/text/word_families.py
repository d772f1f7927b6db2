"""Words of one family that no ending joins, as "sell", "sold" and "sale", and a few that mean the same: "jab"."""

from __future__ import annotations

# Forms of irregular verbs, with the nouns made of them.
_IRREGULAR = """
begin began begun beginning|break broke broken|bring brought|build built|buy bought purchase|catch caught|
choose chose chosen choice|deal dealt|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|
fall fell fallen|fight fought|fly flew flown flight|forbid forbade forbidden|forget forgot forgotten|
forgive forgave forgiven forgiveness|freeze froze frozen|give gave given|grow grew grown growth|hear heard|
hide hid hidden|hold held|keep kept|know knew known knowledge|lead led|lend lent loan|lose lost loss|
meet met|pay paid payment|prove proof proven|run ran|seek sought|sell sold sale|send sent|
shake shook shaken|shoot shot|shrink shrank shrunk|sing sang sung|sink sank sunk|sleep slept asleep|
spend spent spending|steal stole stolen theft|strike struck|swear swore sworn|swim swam|teach taught|
throw threw thrown|understand understood|win won|withdraw withdrew withdrawn withdrawal|write wrote written|
wear wore worn|weave wove|ride rode ridden|ring rang|spread|sweep swept|flee fled|feed fed|breed bred|
bleed bled|burn burnt|learn learnt|dream dreamt|spill spilt|overthrow overthrew overthrown|
overcome overcame|rebuild rebuilt|retake retook|undo undid undone|rewrite rewrote rewritten|
child children|woman women|man men|wife wives|foot feet|tooth teeth|mouse mice|thief thieves|
knife knives|wolf wolves|shelf shelves|loaf loaves|half halves"""
# Verbs and adjectives with the nouns made of them.
_NOUNS = """
die death dead|arrive arrival|depart departure|decide decision|expand expansion|invade invasion|explode explosion|
destroy destruction|produce production|reduce reduction|introduce introduction|conclude conclusion|
extend extension|permit permission|admit admission|submit submission|divide division|collide collision|
seize seizure|close closure|fail failure|pursue pursuit|propose proposal|refuse refusal|approve approval|
remove removal|survive survival survivor|deny denial|renew renewal|apply application|justify justification|
compete competition competitor|oppose opposition|acquire acquisition|require requirement|punish punishment|
agree agreement|develop development|invest investment|treat treatment|replace replacement|resign resignation|
criticise criticize criticism|apologise apologize apology|analyse analyze analysis|complain complaint|
consume consumption consumer|assume assumption|resume resumption|describe description|receive receipt|
perceive perception|deceive deception|respond response|defend defence defense|offend offence offense|
succeed success successful|compare comparison|marry marriage|bury burial|
rehearse rehearsal|abolish abolition|recover recovery|discover discovery|injure injury|inquire inquiry enquiry|
deliver delivery|persuade persuasion|exclude exclusion|include inclusion|evade evasion|erode erosion|
intrude intrusion|provide provision|revise revision|supervise supervision|suspend suspension|
attend attendance|appear appearance|ally alliance|insure insurance|resist resistance|
rely reliance|absent absence|silent silence|violent violence|urgent urgency|poor poverty|hungry hunger|
angry anger|free freedom|safe safety|secure security|strong strength strengthen|long length|
deep depth|wide width|high height|hot heat|warm warmth|true truth|young youth|proud pride|corrupt corruption|
sick sickness|ill illness|homeless homelessness|bankrupt bankruptcy|efficient efficiency|
democratic democracy|vary variation variety|negotiate negotiation|occupy occupation|satisfy satisfaction|
solve solution resolve|choose choice|weigh weight|repay repayment|maintain maintenance|explain explanation|
pronounce pronunciation|retain retention|detain detention detainee|prevent prevention|intervene intervention|
convict conviction|evict eviction|restrict restriction|pollute pollution|evacuate evacuation"""
# Words that the same thing is called by, or done with, in almost any article.
_SAME = """
jab vaccine vaccination inoculation|sack dismiss dismissal|jail prison imprison|cop police|kid child|
plane aircraft airplane aeroplane|firm company|prohibit prohibition ban|postpone postponement delay|
doctor physician|law legislation|earthquake quake|hire recruit recruitment|car automobile|tv television|
photo photograph picture|phone telephone|flu influenza|covid coronavirus|border frontier|
walkout strike|mend repair|teenager teen adolescent|elderly pensioner|staff personnel|
purchase buy|assist assistance|illness disease sickness|wage salary|refugee asylum|
pact accord|dispute quarrel|talks negotiation|quit resign|motorway highway|lorry truck|petrol gasoline|
rubbish garbage trash|railway railroad|centre center|labour labor|harbour harbor|defence defense|
programme program|organisation organization|nuke nuclear|blaze fire|
statistic statistics|film movie"""

FAMILIES: tuple[tuple[str, ...], ...] = tuple(
    tuple(group.split()) for table in (_IRREGULAR, _NOUNS, _SAME) for group in table.split("|")
)
