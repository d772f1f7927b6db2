"""The states of the USA as papers shorten them behind a politician's name: "D-Minn." is of Minnesota."""

from __future__ import annotations

from functools import lru_cache

# A state a line: its short forms, then the words of its name but for "New".
_STATES = """
ala al = alabama
ak = alaska
ariz az = arizona
ark ar = arkansas
calif ca = california
colo = colorado
conn ct = connecticut
del de = delaware
fla fl = florida
ga = georgia
ida = idaho
ill il = illinois
ind = indiana
ia = iowa
kan ks = kansas
ky = kentucky
la = louisiana
md = maryland
mass = massachusetts
mich mi = michigan
minn mn = minnesota
miss ms = mississippi
mo = missouri
mont mt = montana
neb ne = nebraska
nev nv = nevada
nh = hampshire
nj = jersey
nm = mexico
ny = york
nc = north carolina
nd = north dakota
okla ok = oklahoma
ore = oregon
pa penn = pennsylvania
ri = rhode island
sc = south carolina
sd = south dakota
tenn tn = tennessee
tex tx = texas
vt = vermont
va = virginia
wash wa = washington
wva = west virginia
wis wi = wisconsin
wyo wy = wyoming
"""


@lru_cache(maxsize=256)
def state_forms(word: str) -> frozenset[str]:
    """Short forms, in small letters and without stops, of the states in whose names a word stands."""
    lines = (line.partition(" = ") for line in _STATES.split("\n"))
    return frozenset(form for forms, _, name in lines if word in name.split() for form in forms.split())
