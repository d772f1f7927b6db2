"""Invented people for training: names of many regions, with roles and pronouns; all parts are combined at random."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InventedName:
    """A person's name.

    Attributes:
        given: The given name, which may have several words.
        family: The family name.
        family_first: Whether the family name comes first, as in Korea.
        female: Whether pronouns are "she" and "her".
    """

    given: str
    family: str
    family_first: bool
    female: bool

    @property
    def full(self) -> str:
        """Both names in their usual order."""
        return f"{self.family} {self.given}" if self.family_first else f"{self.given} {self.family}"

    @property
    def pronoun(self) -> str:
        """She or he."""
        return "she" if self.female else "he"

    @property
    def title(self) -> str:
        """Ms. or Mr."""
        return "Ms." if self.female else "Mr."


# Of each region: given names of women, of men, family names; whether the family name comes first.
_REGIONS: tuple[tuple[str, str, str, bool], ...] = (
    (
        "Emma Grace Harriet Judith Karen Laura Margaret Nicola Olivia Paula Rachel Sheila Theresa Vera Wendy Jo Anne",
        "Alan Brian Colin Derek Edward Frank Gareth Howard Ian Jeremy Keith Leonard Martin Neil Owen Percy Stuart",
        "Ashworth Bramley Calloway Dunmore Ellison Fairchild Gresham Hartwell Inglis Jessop Kettering Lockwood Marsden "
        "Norbury Oakes Pemberton Radcliffe Stoddard Thornbury Upton Wainwright Yardley MacAllister O’Hanlon McTavish",
        False,
    ),
    (
        "Ji-won Soo-min Ha-na Mi-kyung Eun-hye Seo-yeon Yoon-ah Hye-jin Min-seo Jung-sook",
        "Jae-ho Min-su Yong-jin Kwang-soo Dong-hyun Sang-woo Tae-il Byung-chul In-ho Seung-min Kyung-min Ho-jun",
        "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Ryu Hong Noh Bae Baek",
        True,
    ),
    (
        "Amal Dalia Fatima Hanan Layla Mariam Nadia Rania Samira Yasmin Zeinab",
        "Abdul Bilal Faisal Hassan Ibrahim Jamal Khalid Mustafa Nasser Omar Rashid Tariq Youssef",
        "al-Tamimi al-Harbi Haddad Mansour el-Sayed Abdel-Rahman Khoury Najjar Qasim Saleh bin-Tariq Darwish Al-Jabri",
        False,
    ),
    (
        "Agnieszka Danuta Ewa Jana Katarzyna Ljubica Milena Oksana Svetlana Tereza Zuzana Šárka",
        "Andrej Bogdan Dmitri Goran Ivan Jaroslav Łukasz Miroslav Oleksandr Pavel Stanisław Vladislav Željko Ondřej",
        "Dvořák Horvat Jovanović Kovalenko Lewandowicz Marković Nowicki Petrov Růžička Sokolova Šimunić Tkachuk "
        "Wójcik Zelinka Bondarenko Černý Djordjević Hrytsenko",
        False,
    ),
    (
        "Alejandra Beatriz Carmen Inés Lucía María Pilar Rocío Sofía Ximena Conceição",
        "Andrés Benjamín Diego Esteban Fernando Joaquín José Luís Mateo Ramón Sebastián Tomás João",
        "Álvarez Cárdenas Echeverría Fuentes Gutiérrez Ibáñez Jiménez Muñoz Núñez Peña Quiñones Rodríguez Sepúlveda "
        "Urrutia Velázquez Zúñiga Magalhães Gonçalves",
        False,
    ),
    (
        "Astrid Birgitta Elin Freja Ingrid Kaja Linnéa Maja Sigrid Solveig Þóra Aino",
        "Anders Bjørn Erik Gunnar Håkon Jørgen Lars Magnus Nils Ólafur Søren Torbjörn Juhani",
        "Andersson Bergström Dahl Eriksen Fjeldstad Grönlund Holm Isaksen Jónsdóttir Korhonen Lindqvist Mäkinen Nygård "
        "Øverland Sørensen Virtanen Åkesson",
        False,
    ),
    (
        "Anjali Deepa Kavita Lakshmi Meera Priya Sunita Adaeze Chidinma Ngozi Thandiwe Wanjiru",
        "Arjun Deepak Harish Rajesh Suresh Vikram Chukwuemeka Kwame Oluwaseun Sipho Tendai Mwangi",
        "Banerjee Chaudhary Iyer Krishnamurthy Patil Rao Srinivasan Adeyemi Boateng Diallo Mbeki-Nkosi Nwosu Okafor "
        "Kamau Dlamini",
        False,
    ),
    (
        "Claire Élise Françoise Geneviève Hélène Ursula Heike Bettina Giulia Chiara Zsófia Ágnes",
        "Étienne François Gérard Luc Rémi Günther Jürgen Klaus Matteo Niccolò Sándor László Zoltán",
        "Beaumont Lefèvre Gauthier Delacroix Müller Schäfer von_Hagen Krämer Di_Stefano Esposito Szabó Nagy "
        "van_der_Meer D’Angelo Le_Goff Grünwald",
        False,
    ),
    (
        "Mei Xiaoling Haruka Yuki Linh Thanh Siti Dewi",
        "Wei Jianguo Hiroshi Takeshi Minh Quang Budi Ferdinand",
        "Chen Liu Zhang Tanaka Nakamura Fujimoto Nguyen Tran Pham Wijaya Santoso Reyes",
        False,
    ),
)

PLACES = tuple(
    "Norvale|Estmar|Lindesund|Dunmere|Harrowgate|Castellano|Veld|Kestrel Bay|Port Amsel|Upper Tarn|Saint Orvan|"
    "Grenmark|Halden Ferry|Soravia|Tavistan|Belmora|Kuruna|Jeonbuk|Hansan|Mirova|West Lothing|Arden".split("|")
)

# {place} stands for a place; said of anybody.
ROLES = tuple(
    "mayor of {place}|harbour master|press secretary|chief executive of the {place} Bank|governor of {place}|"
    "spokesman for the ministry|spokeswoman for the campaign|professor of economics at the University of {place}|"
    "prime minister|foreign minister|minister of finance|opposition leader|defence minister|party chairman|"
    "director of the {place} Institute|head of the union|senior analyst at {place} Capital|fisherman from {place}|"
    "teacher in {place}|who leads the committee|a retired judge|a political scientist|chief economist|"
    "lawmaker from {place}|floor leader|deputy leader of the opposition|general secretary of the {place} federation|"
    "secretary of state|energy commissioner|police chief|hospital director|a lawyer for the family|"
    "48, a nurse from {place}|coach of the national team|national security adviser|president of {place}|"
    "envoy to {place}|archbishop of {place}|senator|chair of the board|an aide to the president".split("|")
)
# They stand before a name.
TITLES = tuple(
    "President|Prime Minister|Foreign Minister|Senator|Governor|Mayor|Professor|Dr.|Rep.|Sen.|Gov.|Secretary|"
    "Minister|Chancellor|Judge|General|Press Secretary|Commissioner|Ambassador|Deputy Prime Minister|Lawmaker|"
    "Assemblyman|Councillor|Archbishop|Captain|Sir|Dame|Lord|MP|Floor leader|Spokesman|Opposition leader|"
    "Defence Secretary|Home Secretary|First Minister|Finance Minister".split("|")
)


def invent_name(rng: random.Random) -> InventedName:
    """A name of one region; now and then with a middle initial or a second family name.

    Args:
        rng: Source of randomness.
    """
    women, men, families, family_first = rng.choice(_REGIONS)
    female = rng.random() < 0.5
    given = rng.choice((women if female else men).split())
    family = rng.choice(families.split()).replace("_", " ")
    if not family_first and rng.random() < 0.08:
        given = f"{given} {rng.choice('ABCDEFGHJKLMPRSTW')}."
    if not family_first and rng.random() < 0.05:
        family = f"{family}-{rng.choice(families.split())}".replace("_", " ")
    return InventedName(given, family, family_first, female)


def invent_role(rng: random.Random) -> str:
    """What somebody is, as it stands after a name: "mayor of Dunmere".

    Args:
        rng: Source of randomness.
    """
    return rng.choice(ROLES).format(place=rng.choice(PLACES))
