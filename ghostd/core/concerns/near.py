"""Of whom people tell as of themselves: family, friends and those they work with; English, then Spanish."""

from __future__ import annotations

from ghostd.core.concerns.phrasing import WORD

KIN = (
    r"(?:(?:(?:great-?)?grand|step|god)?-?(?:mother|father|mum|mom|mummy|dad|daddy|parent|son|daughter|child"
    r"|children|ma|pa)s?|kids?|baby|babies|boys?|girls?|twins|toddler|(?:step-?)?(?:brother|sister|sibling)s?"
    r"|gran|granny|nana|(?:mother|father|brother|sister|parents?)-in-law|in-laws|uncle|aunt|auntie|aunty"
    r"|cousin|niece|nephew|wife|husband|spouse|partner|fiancee?|boyfriend|girlfriend|family"
    r"|(?:family )?member|relative|better half|other half)"
)

MATE = (
    r"(?:friend|colleague|co-?worker|boss|business partner|(?:co-?)?founder|(?:managing )?director|owner|ceo"
    r"|cto|cfo|chairman|chairwoman|president|manager|assistant|accountant|neighbou?r|teammate|team member"
    r"|mentor|teacher)"
)

NEAR = rf"(?:{KIN}|{MATE})"
"""Who is near to somebody: of whom a writer tells as of himself."""

MY = r"(?:my|our|his|her|their)"

KIN_ES = (
    r"(?:(?:madre|padre|mama|papa|hij[oa]|herman[oa]|abuel[oa]|ti[oa]|prim[oa]|sobrin[oa]|niet[oa]|suegr[oa]"
    r"|cunad[oa]|espos[oa]|novi[oa]|nin[oa]|peque|pequen[oa]|bebe|cri[oa]|chic[oa]|nen[ea]|yay[oa]|yern[oa]"
    r"|viej[oa]|gemel[oa])s?|padres|hijos|marido|mujer|nuera|parejas?|familia|familiar(?:es)?"
    r"|ser(?:es)? querid[oa]s?)"
)

MATE_ES = (
    r"(?:amig[oa]|companer[oa]|soci[oa]|jef[ea]|fundador[a]?|cofundador[a]?|director[a]?|gerente|dueno|duena"
    r"|responsable|colaborador[a]?|colega|emplead[oa]|vecin[oa]|president[ea]|profesor[a]?|administrador[a]?"
    r"|encargad[oa])s?"
)

NEAR_ES = rf"(?:{KIN_ES}|{MATE_ES})"
"""Who is near to somebody: of whom a writer tells as of himself."""

OWN_ES = (
    rf"(?:(?:mis?|nuestr[oa]s?|sus?|un[oa]?) (?:{WORD}){{0,2}}(?:{KIN_ES}|{MATE_ES})|(?:el|la|los"
    rf"|las) {KIN_ES})"
)
