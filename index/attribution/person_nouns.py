"""Nouns that mean one person whom a text describes and doesn't name: "the porter", "a passenger"."""

from __future__ import annotations

from functools import lru_cache

from index.attribution.reach import is_person_word
from index.text.name_lists import words_of

# Beside the roles, occupations and kin that stand before names.
_NOUNS = words_of(
    """acrobat adjudicator adolescent adult ancestor announcer applicant asker attendant auctioneer auditor babysitter
    bailiff baker barber barista barmaid barman beggar bouncer boxer bride bridegroom brother brother-in-law
    busker butcher butler buyer cadet caller captive carer caretaker cashier caterer celebrant celebrity chair
    chairperson chambermaid chaplain chauffeur child chorister cleaner clergyman client climber clown co-driver
    co-founder co-host co-owner co-pilot co-worker cobbler collector compere competitor complainant concierge
    constable contestant contractor convict coroner courier creditor crewman critic curate custodian customer dad
    daredevil dealer dean defendant deputy detainee detective docker doorman drinker drummer dustman executive
    expert eyewitness fan father-in-law fiancé fiancée figure fireman firewoman flautist foreman forewoman founder
    fugitive gamekeeper gatekeeper glazier godfather godmother governess governor grandad grandchild granddaughter
    grandma grandpa grandson granny groom groundsman guest guide gunman hacker handyman harvester headhunter
    heckler helper herdsman hiker historian homeowner host hostage hostess houseguest housekeeper hunter inmate
    intern interviewer intruder invader invigilator janitor joiner judge juggler juror keeper kid lad lady lass
    layman leader learner lecturer lieutenant lifter lighthouse-keeper listener loader lodger loner lookout
    lorry-driver magician maid marshal mate matron mayoress milkman moderator mother-in-law mum nanny navigator
    nephew newcomer newsagent newsreader niece nominee notary officer official old-timer operator optician orderly
    organist orphan outsider pageboy pharmacist pickpocket plaintiff planner plasterer player porter postmistress
    presenter prisoner probationer proprietor providers publicist quartermaster questioner rabbi radiographer
    ranger reader receptionist recruit rector refugee registrar relative representative rescuer resident rider
    ringleader robber roofer ropemaker sacristan salesman saleswoman schoolboy schoolgirl sculler seaman seller
    sergeant servant settler sexton shareholder shepherd sheriff sibling signalman singer sister sister-in-law
    speaker spectator spokesman spokesperson spokeswoman squatter stallholder stepfather stepmother steward
    stewardess stoker storyteller stranger stylist subcontractor subordinate superintendent supervisor surgeon
    surrogate suspect sweeper switchboard-operator teacher teenager teller therapist thief toddler trainee trainer
    translator trapper traveler traveller treasurer tutor twin typist understudy usher valet verger vet viewer
    villager visitor viticulturist waiter ward-sister warden watchman weaver whistle-blower whistleblower widow
    winemaker wrestler youngster youth zookeeper"""
)
_ENDS = (
    "ologist",
    "ographer",
    "ician",
    "woman",
    "sman",
    "keeper",
    "holder",
    "worker",
    "master",
    "mistress",
    "teacher",
    "mason",
    "smith",
    "monger",
    "herder",
)


@lru_cache(maxsize=4096)
def is_person_noun(word: str) -> bool:
    """Whether a noun means a single person.

    Args:
        word: The noun, in small letters.
    """
    return word in _NOUNS or is_person_word(word) or word.endswith(_ENDS)
