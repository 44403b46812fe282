"""The death of somebody near; folded. Servers and hard disks die, too."""

from __future__ import annotations

from ghostd.core.concerns.near import KIN, KIN_ES, MATE, MATE_ES, MY, OWN_ES
from ghostd.core.concerns.phrasing import WORD, any_of, nor

_LATELY = (
    r"(?:(?:has|have|had|just|recently|sadly|suddenly|unexpectedly|both|also|unfortunately|very|so"
    r"|now) ){0,4}"
)

_MACHINES = (
    r"(?:(?:server|laptop|computer|pc|machine|phone|mac|macbook|dis[ck]|drive|hdd|ssd|raid|array|battery"
    r"|router|modem|screen|monitor|printer|site|website|connection|internet|network|link|process|job|task"
    r"|thread|script|program|app|daemon|box|host|node|cluster|system|board|motherboard|card|gpu|psu|supply"
    r"|controller|kernel|vm|container|instance|session|service|build|tests?|car|engine|fan|cable|power|boiler"
    r"|fridge|project|idea|discussion|it|conversation|momentum|wifi|tablet|camera|device|code|proposal|line"
    r"|call|keyboard|mouse|adapter|plugin|bot|worker|queue|database|db)s?)"
)

MACHINE = rf"{_MACHINES} {_LATELY}"
"""What dies without being mourned, up to its verb."""

_WHEN = (
    r"(?:last (?:night|week|month|weekend|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|yesterday"
    r"|this (?:morning|week|weekend)|peacefully|in (?:his|her) sleep|after a (?:long|short|brief)|suddenly"
    r"|unexpectedly|of cancer|from cancer)"
)

ENGLISH = any_of(
    r"pass(?:ed|ing) away|pass(?:ed|ing) of (?:my|our|his|her|their)|lost (?:his|her) (?:life|battle|fight)",
    rf"(?:he|she|who|{MY} (?:{WORD}){{0,3}}(?:{KIN}|{MATE}|dog|cat)|(?:the|a|an|one of our"
    rf"|one of my) (?:{WORD}){{0,2}}(?!manager|assistant){MATE}|{KIN} of (?:a|one of|my"
    rf"|our) (?:{WORD}){{0,2}}{MATE}) {_LATELY}(?:died"
    r"|passed (?:peacefully|last (?:night|week)|yesterday|suddenly|unexpectedly)|was killed|is dying"
    r"|did not make it|was found dead|took (?:his|her) own life|committed suicide|are dying)"
    + nor(r"me|on (?:the|to|your|my|it)|your|the|it|this|that|down|by|over|along"),
    rf"(?:he|she|{MY} (?:{WORD}){{0,2}}(?:{KIN}|{MATE}|dog|cat)) {_LATELY}is dead"
    + nor(r"wrong|right|set|serious|tired|sure|on|against|certain|keen|easy"),
    rf"died {_WHEN}",
    rf"(?:lost|losing|lose) (?:{MY}|a|an|one of (?:our|my)|both) (?:{WORD}){{0,2}}(?:{KIN}|friend|colleague"
    rf"|dog|cat"
    r"|loved one|parents|founder|director|co-?founder)" + nor(r"account|page|site|website"),
    rf"loss of (?:{MY}|a|an|one of our|one of my) (?:{WORD}){{0,2}}(?:{KIN}|{MATE}|loved one|dog)",
    r"(?:a|recent|sudden|tragic|terrible|personal|great) loss in (?:the|my|our|his|her) (?:family|team"
    r"|office)|suffered a (?:terrible|great|family|personal|tragic|devastating|huge) loss|family (?:tragedy"
    r"|loss|death)|tragedy (?:in|has hit|struck|hit) (?:my|our|the|his|her) family|(?:his|her) (?:(?:sudden"
    r"|untimely|unexpected|tragic|early) )?(?:death|passing) (?:has|have|hit|last|on|yesterday|came|left|is"
    r"|was a)|(?:my|our|dealing with (?:a|the)|after (?:a|the)|due to (?:a|the)) (?:\w{1,10} )?(?:personal"
    r"|family|tragic) loss",
    rf"(?:death|dying|burial|cremation|deaths?) (?:of|in) (?:{MY}|a|an|the family|one of (?:our|my))|(?:a"
    rf"|family) death in|{MY} (?:{WORD}){{0,2}}(?:{KIN}|{MATE})'s (?:sudden |unexpected |recent )?"
    r"(?:death|passing|burial|suicide)",
    r"funeral"
    + nor(r"homes?|directors?|parlou?rs?|industry|business|company|services? (?:web|page|client)")
    + nor(r"website|site|planning|provider|brochure|plans?"),
    r"bereave(?:d|ment)" + nor(r"counsell?(?:ing|ors?)|charity|services?|support group|website|page"),
    r"compassionate leave|in mourning|mourning (?:the|my|our|his|her)|grieving|memorial service|(?:my|our"
    r"|her|his|their|the) grief|in grief|we are mourning|still mourning",
    r"(?:buried|bury|burying) (?:him|her)(?= on| yesterday| last| today|[.,;]|$)|(?:buried|bury"
    r"|burying) (?:my|our) (?:\w{1,12} )?" + KIN + r"|(?:at|after|for) the (?:burial|cremation|wake)",
    rf"(?:my|our|the|her|a) (?:miscarriage|stillbirth)|miscarried|had a miscarriage|(?:was|were) stillborn"
    rf"|stillbirth|{KIN} was stillborn|lost (?:the|our|my|her) (?:unborn )?baby",
    r"(?:thank you|thanks|grateful|appreciate)(?: \w{1,12}){0,4} condolences",
    r"was widowed|left (?:me|him|her) a widow(?:er)?",
)

_MY_ES = r"(?:mis?|nuestr[oa]s?|sus?|un[oa]?|el|la|los|las)"

_NEAR_ES = rf"(?:{_MY_ES} (?:{WORD}){{0,2}}(?:{KIN_ES}|{MATE_ES}))"

_JUST_ES = (
    r"(?:(?:se|nos|me|le|les|ha|han|habia|acaba de|ayer|hoy|anoche|por desgracia|desgraciadamente|ya) ){0,3}"
)

_JOKE_ES = nor(
    r"de (?:risa|hambre|sueno|frio|miedo|ganas|envidia|verguenza|aburrimiento|calor|asco|pena|sed|exito|amor"
    r"|cansancio|gusto)"
)

SPANISH = any_of(
    r"falleci(?:o|do|da|dos|das|eron|miento|mientos|era|ese)(?! de (?:tus?|vuestr[oa]s?)\b)|fallec(?:er|e)"
    + nor(r"el servidor|por inactividad"),
    r"defuncion|funeral(?:es)?(?! (?:\w{1,10} )?(?:homes?|directors?|parlou?rs?|industry|business|company"
    r"|services?|website|site|plan\w{0,5}|provider|brochure)\b)|velatorio|tanatorio|entierro|sepelio"
    r"|exequias|crematorio|incineracion|(?:misa|ceremonia) (?:de (?:despedida|difuntos)|funebre|por (?:mi|su"
    r"|el alma))|esquela",
    rf"(?:{_NEAR_ES}|(?:mi|nuestr[oa]) (?:perr[oa]|gat[oa])) {_JUST_ES}(?:murio|muerto|morirse|morir|muere"
    rf"|murieron|muertos|muerta)" + _JOKE_ES,
    rf"(?:murio|ha muerto|han muerto|se murio|se ha muerto|se nos ha muerto|se nos murio|se me ha muerto"
    rf"|se me murio|se muere|acaba de morir|murieron) (?:(?:ayer|anoche|hoy|de repente|esta manana"
    rf"|el \w{{1,10}}|repentinamente|la semana pasada|hace (?:\w{{1,8}} ){{1,2}}) ?){{0,2}}(?:{OWN_ES}"
    rf"|mi perr[oa]|mi gat[oa]|nuestr[oa] perr[oa])",
    rf"(?:muerte|deceso|partida|entierro|perdida|marcha) (?:\w{{1,12}} )?(?:de|del) (?:(?:mis?|nuestr[oa]s?"
    rf"|sus?|un|una) )(?:{WORD}){{0,2}}(?:{KIN_ES}|{MATE_ES}|persona (?:muy )?(?:cercana|querida)|perr[oa]"
    rf"|gat[oa])"
    r"|muerte en (?:la|mi|su|nuestra) familia|perdida (?:familiar|personal|de (?:un |una )?(?:ser"
    r"|persona) querid[oa])",
    rf"(?:perdido|perdi|perdimos|perdio|perder|perdieron) a (?:(?:mis?|nuestr[oa]s?|sus?|un"
    rf"|una) (?:{WORD}){{0,2}}"
    rf"(?:{KIN_ES}|{MATE_ES}|persona (?:muy )?(?:cercana|querida))|alguien muy)" + nor(r"como client[ea]s?"),
    rf"(?:{OWN_ES}) (?:nos (?:ha dejado|dejo)(?=[.,;!]|$| (?:para siempre|ayer|anoche|hace|esta (?:manana"
    rf"|noche|semana)|el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|pasado)|la semana"
    rf"|de (?:repente|forma)))|se (?:nos )?(?:ha ido|fue) para siempre|ya no esta entre nosotros"
    rf"|se nos ha ido)|(?:se nos (?:ha ido|fue)|nos (?:ha dejado|dejo)) (?:mi|la|el|nuestr[oa]) {KIN_ES}",
    r"(?:de|el|en|estamos de|guardar|nuestro|dias de|por) luto|(?:en|mi|nuestro|de|pasando el|pasando un"
    r"|proceso de) duelo"
    + nor(r"de (?:titanes|espadas|gallos)")
    + r"|(?:gracias|agradec\w{1,6}) (?:\w{1,10} ){0,4}(?:por|el|vuestr[oa]s?) (?:\w{1,6} )?(?:pesame"
    r"|condolencias)|quedado viud[oa]|enviudad[oa]|permiso por (?:fallecimiento|defuncion)|esquelas"
    r"|enterr(?:amos|ado|ar|aron|o) a (?:mi|su|nuestr[oa]|un) |despedir a (?:mi|nuestr[oa]) (?:padre|madre"
    r"|abuel[oa]|herman[oa])|(?:perdido|perdimos|perdio|perder) (?:el|al|a nuestro|su) bebe"
    r"|aborto (?:espontaneo|natural)|quitado la vida|se suicido",
)
